#if canImport(libxml2)
import libxml2
#else
import CLibXML2
#endif

/// libxml2's push parser with SAX2 events and no document; the only file that knows libxml2.
///
/// It reads no file and no address: a document type is refused at its first word, no handler declares or resolves
/// entities, and `XML_PARSE_NONET` stands for good measure. `XML_PARSE_RECOVER` is never set: it makes half an element
/// out of a truncated document. The declared encoding is not believed, since the filter has made the bytes UTF-8.
final class PushParser {
    /// What libxml2 objected to first.
    struct Objection {
        var line: Int
        var column: Int
        var reason: String
    }

    private static let isInitialized: Void = xmlInitParser()

    private let handler: PageBuilder
    private var context: xmlParserCtxtPtr?
    private var firstObjection: Objection?
    private var given = 0

    init(handler: PageBuilder) {
        _ = Self.isInitialized
        self.handler = handler
        var sax = Self.callbacks()
        context = xmlCreatePushParserCtxt(&sax, Unmanaged.passUnretained(self).toOpaque(), nil, 0, nil)
        guard let context else { return }
        _ = xmlCtxtUseOptions(context, Int32(bitPattern: XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue))
    }

    deinit {
        guard let context else { return }
        if let document = context.pointee.myDoc { xmlFreeDoc(document) }
        xmlFreeParserCtxt(context)
    }

    /// Why the document is not well-formed, once libxml2 has said so.
    var objection: Objection? {
        guard let context else { return Objection(line: 0, column: 0, reason: "there is no memory for a parser") }
        guard context.pointee.wellFormed == 0 else { return nil }
        return firstObjection ?? Objection(line: line, column: 0, reason: "the document is not well-formed")
    }

    /// The line that the parser has reached, from 1.
    var line: Int {
        guard let input = context?.pointee.input else { return 0 }
        return Int(input.pointee.line)
    }

    /// The column that the parser has reached, from 1.
    var column: Int {
        guard let input = context?.pointee.input else { return 0 }
        return Int(input.pointee.col)
    }

    /// How many bytes of the stream the parser has passed.
    var position: Int {
        guard let input = context?.pointee.input, let end = input.pointee.end else { return given }
        return given - (end - input.pointee.cur)
    }

    /// Whether the parser has passed all that it was given.
    var isAtEnd: Bool { position == given }

    /// Parses the first `count` of these bytes; events arrive at the handler before it returns.
    func feed(_ bytes: [UInt8], count: Int, isLast: Bool) {
        guard let context else { return }
        given += count
        bytes.withUnsafeBytes { buffer in
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            _ = xmlParseChunk(context, start, Int32(count), isLast ? 1 : 0)
        }
    }

    /// Ends the parsing from inside an event.
    func stop() {
        guard let context else { return }
        xmlStopParser(context)
    }

    private func note(_ error: Objection) {
        if firstObjection == nil { firstObjection = error }
    }

    /// The events that are listened to.
    ///
    /// Starts and ends are so many that a retain and a release for each show in the time a page takes, hence the
    /// guaranteed reference.
    private static func callbacks() -> xmlSAXHandler {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { me, name, prefix, _, _, _, count, _, attributes in
            guard let me, let name else { return }
            let list = RawAttributes(first: attributes, count: Int(count))
            Unmanaged<PushParser>.fromOpaque(me)._withUnsafeGuaranteedRef { parser in
                parser.handler.start(name, hasPrefix: prefix != nil, list, parser)
            }
        }
        sax.endElementNs = { me, _, _, _ in
            guard let me else { return }
            Unmanaged<PushParser>.fromOpaque(me)._withUnsafeGuaranteedRef { $0.handler.end($0) }
        }
        sax.internalSubset = { me, name, _, _ in
            guard let me else { return }
            let parser = Unmanaged<PushParser>.fromOpaque(me).takeUnretainedValue()
            parser.handler.documentType(name.map { String(cString: $0) }, parser)
        }
        // Having a structured handler also keeps libxml2 from writing to stderr. Its argument is const from 2.12 on;
        // a closure is either.
        sax.serror = { me, error in
            guard let me, let error, error.pointee.level == XML_ERR_FATAL else { return }
            let message = error.pointee.message.map { String(cString: $0) } ?? "not well-formed"
            let reason = String(message.prefix { $0 != "\n" })
            let fatal = Objection(line: Int(error.pointee.line), column: Int(error.pointee.int2), reason: reason)
            Unmanaged<PushParser>.fromOpaque(me).takeUnretainedValue().note(fatal)
        }
        return sax
    }
}
