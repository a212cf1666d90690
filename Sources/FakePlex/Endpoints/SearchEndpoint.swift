import HTTPTypes

/// `/hubs/search`: the best hits of each kind (wire contract, 2.14).
struct SearchEndpoint: Endpoint {
    /// How many hits a hub shows where nothing is asked.
    private static let standardLimit = 3

    let paths = ["/hubs/search"]

    func name(for request: PlexRequest) -> EndpointName { .search }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let query = visit.request.query["query"], !query.isEmpty else { return .error(.badRequest) }
        let words = folded(query).split(separator: " ").map { Array($0.utf8) }
        let limit = visit.request.query["limit"].flatMap(Int.init) ?? Self.standardLimit
        let section = visit.request.query["sectionId"]
        let kinds: [(CatalogKind, StaticString)] = [(.artist, "Artists"), (.album, "Albums"), (.track, "Tracks")]
        var writer = RowWriter(visit.catalog)
        writer.xml.beginContainer(size: kinds.count)
        writer.xml.library()
        writer.xml.mediaTags()
        writer.xml.raw(">\n")
        for (kind, title) in kinds {
            let hits = hits(words, kind, section, visit.catalog)
            let shown = hits.prefix(max(limit, 0))
            writer.xml.raw("<Hub")
            writer.xml.attribute("title", "\(title)")
            writer.xml.attribute("type", kind.rawValue)
            writer.xml.attribute("hubIdentifier", kind.rawValue)
            writer.xml.attribute("context", "hub.search")
            writer.xml.attribute("size", shown.count)
            writer.xml.attribute("more", hits.count > shown.count)
            writer.xml.raw(" style=\"shelf\"")
            writer.endStart(isLeaf: shown.isEmpty)
            guard !shown.isEmpty else { continue }
            for hit in shown { writer.row(hit.key, .hit(score: hit.score)) }
            writer.xml.raw("</Hub>\n")
        }
        writer.xml.endContainer(isEmpty: false)
        return .xml(writer.xml)
    }

    /// The items whose title has a word that begins with each of the wanted ones: the best first, otherwise in the
    /// lists' order.
    private func hits(
        _ words: [[UInt8]], _ kind: CatalogKind, _ section: String?, _ catalog: Catalog
    ) -> [(key: Int, score: Double)] {
        guard !words.isEmpty else { return [] }
        var hits: [(key: Int, score: Double)] = []
        for entry in catalog.orders.names(kind, of: catalog).entries {
            guard let score = score(words, entry.folded) else { continue }
            if let section, catalog.section(of: entry.key)?.key != section { continue }
            hits.append((entry.key, score))
        }
        let ranked = hits.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }
        return ranked.map(\.element)
    }

    /// How well a title fits: wholly, from its start, or somewhere.
    private func score(_ words: [[UInt8]], _ title: String) -> Double? {
        var title = title
        return title.withUTF8 { title in
            for word in words where !hasWord(word, title) { return nil }
            let query = Array(words.joined(separator: [UInt8(ascii: " ")]))
            guard title.starts(with: query) else { return 0.5 }
            return title.count == query.count ? 1.0 : 0.8
        }
    }

    /// Whether a word of the title begins like this.
    private func hasWord(_ word: [UInt8], _ title: UnsafeBufferPointer<UInt8>) -> Bool {
        guard title.count >= word.count else { return false }
        for start in 0...title.count - word.count where start == 0 || title[start - 1] == UInt8(ascii: " ") {
            var length = 0
            while length < word.count, title[start + length] == word[length] { length += 1 }
            if length == word.count { return true }
        }
        return false
    }
}
