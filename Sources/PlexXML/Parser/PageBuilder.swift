import LibraryModel

/// Makes a page of the parser's events.
final class PageBuilder {
    static let rootName = "MediaContainer"

    private let rows: RowCollector
    private let limits: PlexXMLLimits
    private let elementNames = NameTable(NameTable.elementNumbers)
    private let slots = AttributeSlots()

    /// Where characters were replaced that no element has answered for yet.
    var marks = ReplacementMarks()
    private(set) var replaced: [ReplacedCharacters] = []
    private var replacedInRow = 0
    private var replacedOutside = 0

    private(set) var failure: PlexXMLError?
    private(set) var hasRoot = false
    private var container = PlexContainer()
    private var depth = 0
    private var elements = 0
    private var isInRow = false
    private var isInMedia = false

    init(rows: RowCollector, limits: PlexXMLLimits) {
        self.rows = rows
        self.limits = limits
    }

    /// Remembers the first failure, and gives it back.
    func fail(_ error: PlexXMLError) -> PlexXMLError {
        if failure == nil { failure = error }
        return failure ?? error
    }

    /// The container's attributes, once everything has come and agrees.
    func finishedContainer() throws(PlexXMLError) -> PlexContainer {
        if let failure { throw failure }
        guard hasRoot, depth == 0 else {
            throw fail(.malformed(line: 0, column: 0, reason: "it ends before its MediaContainer does"))
        }
        if let declared = container.size, declared != rows.count {
            throw fail(.sizeMismatch(declared: declared, found: rows.count))
        }
        return container
    }

    /// A document type: a Plex server writes none, a web page does.
    ///
    /// Entities and external subsets come no further.
    func documentType(_ name: String?, _ parser: PushParser) {
        guard failure == nil else { return }
        if let name, name != Self.rootName {
            stop(.notPlex(root: name), parser)
        } else {
            let reason = "it declares a document type, which is refused"
            stop(.malformed(line: parser.line, column: parser.column, reason: reason), parser)
        }
    }

    /// A start tag.
    func start(_ name: UnsafePointer<UInt8>, hasPrefix: Bool, _ attributes: RawAttributes, _ parser: PushParser) {
        guard failure == nil else { return }
        depth += 1
        elements += 1
        guard depth <= limits.depth else { return stop(.tooDeep(limits.depth), parser) }
        guard elements <= limits.elements else { return stop(.tooLarge(.elements, limit: limits.elements), parser) }
        let number = hasPrefix ? 0 : elementNames.number(of: name)
        let element = ElementName(rawValue: number) ?? .unknown
        switch depth {
        case 1:
            startRoot(element, name, attributes, parser)
        case 2 where element.isItem:
            isInRow = true
            rows.begin(slots.sort(attributes, of: element), line: parser.line)
        case 3 where isInRow && rows.readsChildren:
            isInMedia = element == .media
            if isInMedia || element.isTag { rows.take(slots.sort(attributes, of: element)) }
        case 4 where isInMedia && element == .part:
            rows.take(slots.sort(attributes, of: element))
        default:
            break
        }
        if marks.isPending { attributeMarks(before: parser.position) }
    }

    /// An end tag.
    func end(_ parser: PushParser) {
        guard failure == nil else { return }
        if marks.isPending { attributeMarks(before: parser.position) }
        switch depth {
        case 1:
            report(&replacedOutside, position: nil, key: nil)
        case 2 where isInRow:
            report(&replacedInRow, position: rows.count - 1, key: rows.key)
            rows.end()
            isInRow = false
        case 3:
            isInMedia = false
        default:
            break
        }
        depth -= 1
    }

    private func startRoot(
        _ element: ElementName,
        _ name: UnsafePointer<UInt8>,
        _ attributes: RawAttributes,
        _ parser: PushParser
    ) {
        guard element == .mediaContainer else {
            // libxml2 announces a start tag before it looks for its end. Where nothing follows, the name may be cut
            // off, and the document is malformed anyway.
            guard !parser.isAtEnd else { return }
            return stop(.notPlex(root: String(cString: name)), parser)
        }
        hasRoot = true
        do throws(RowDamage) {
            container = try PlexContainer(slots.sort(attributes, of: element))
            rows.expect(container.size ?? 0)
        } catch {
            let reason = "the MediaContainer's \(error.attribute) \(error.reason)"
            stop(.malformed(line: parser.line, column: parser.column, reason: reason), parser)
        }
    }

    private func attributeMarks(before position: Int) {
        let count = marks.take(before: position)
        if isInRow { replacedInRow += count } else { replacedOutside += count }
    }

    private func report(_ count: inout Int, position: Int?, key: RatingKey?) {
        guard count > 0 else { return }
        replaced.append(ReplacedCharacters(position: position, ratingKey: key, count: count))
        count = 0
    }

    private func stop(_ error: PlexXMLError, _ parser: PushParser) {
        _ = fail(error)
        parser.stop()
    }
}

extension PlexContainer {
    init(_ element: PlexElement) throws(RowDamage) {
        size = try element.count(.size)
        totalSize = try element.count(.totalSize)
        offset = try element.count(.offset)
        machineIdentifier = element.text(.machineIdentifier)
        version = element.text(.version)
        friendlyName = element.text(.friendlyName)
        librarySectionID = element.text(.librarySectionID)
        librarySectionTitle = element.text(.librarySectionTitle)
        title = element.text(.title)
        title1 = element.text(.title1)
        title2 = element.text(.title2)
    }
}
