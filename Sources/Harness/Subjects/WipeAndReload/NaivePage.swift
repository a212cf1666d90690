import Foundation

#if canImport(FoundationXML)
import FoundationXML
#endif

/// A page of Plex's XML, read without a doubt: whatever came before an error counts as the whole.
final class NaivePage: NSObject, XMLParserDelegate {
    /// One item of the page.
    struct Item {
        var attributes: [String: String]
        var media: [String: String] = [:]
        var part: [String: String] = [:]
        var tags: [(kind: String, name: String)] = []
    }

    private(set) var items: [Item] = []
    private var depth = 0

    init(_ data: Data) {
        super.init()
        let parser = XMLParser(data: data)
        parser.delegate = self
        _ = parser.parse()  // believes what came, whatever the parser says
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        depth += 1
        switch (depth, name) {
        case (1, _): break
        case (2, _): items.append(Item(attributes: attributes))
        case (_, "Media"): items[items.count - 1].media = attributes
        case (_, "Part"): items[items.count - 1].part = attributes
        case (_, "Genre"), (_, "Style"), (_, "Mood"):
            items[items.count - 1].tags.append((name.lowercased(), attributes["tag"] ?? ""))
        default: break
        }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        depth -= 1
    }
}
