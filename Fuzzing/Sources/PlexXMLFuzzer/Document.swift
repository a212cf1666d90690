#if canImport(libxml2)
import libxml2
#else
import CLibXML2
#endif

@testable import PlexXML

/// What libxml2's own reader makes of the filtered body: a second opinion on whether it is a page and of how much.
///
/// Only the filter is shared with what is tested; without it libxml2 would refuse what the filter is there for.
struct Document {
    /// How many elements are rows or should be; nothing where the body is no well-formed `MediaContainer`, or has a
    /// document type.
    var items: Int?

    private static let itemNames: Set<String> = ["Directory", "Track", "Playlist", "Video", "Photo"]

    init(_ body: [UInt8]) {
        let bytes = Self.filtered(body)
        let options =
            XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue
            | XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue
        let tree = bytes.withUnsafeBytes { buffer in
            xmlReadMemory(
                buffer.baseAddress?.assumingMemoryBound(to: CChar.self), Int32(buffer.count), nil, nil,
                Int32(bitPattern: UInt32(options)))
        }
        guard let tree else { return }
        defer { xmlFreeDoc(tree) }
        guard tree.pointee.intSubset == nil, let root = xmlDocGetRootElement(tree) else { return }
        guard Self.name(root) == "MediaContainer" else { return }
        var count = 0
        var child = xmlFirstElementChild(root)
        while let element = child {
            if let name = Self.name(element), Self.itemNames.contains(name) { count += 1 }
            child = xmlNextElementSibling(element)
        }
        items = count
    }

    private static func filtered(_ body: [UInt8]) -> [UInt8] {
        var filter = ForbiddenCharacterFilter()
        var marks = ReplacementMarks()
        var output: [UInt8] = []
        body.withUnsafeBytes { filter.pass($0, into: &output, marks: &marks) }
        filter.finish(into: &output, marks: &marks)
        return output
    }

    /// An element's name; nothing where it has a prefix.
    private static func name(_ element: xmlNodePtr) -> String? {
        if let space = element.pointee.ns, space.pointee.prefix != nil { return nil }
        return element.pointee.name.map { String(cString: $0) }
    }
}
