import HTTPTypes

/// `/library/metadata/{ids}`: whole items, one or several (wire contract, 2.9).
struct MetadataEndpoint: Endpoint {
    let paths = ["/library/metadata/{}"]

    func name(for request: PlexRequest) -> EndpointName { .metadata }

    func itemKey(_ parameters: [String]) -> Int? { parameters.first.flatMap(Int.init) }

    func answer(_ visit: Visit) -> PlexAnswer {
        let wanted = (visit.parameters.first ?? "").split(separator: ",").compactMap { Int($0) }
        // Unknown ones are left out of a list; where none is left there is nothing to answer with.
        let keys = wanted.filter { visit.catalog.kind(of: $0) != nil }
        return visit.details(keys)
    }
}

extension Visit {
    /// Answers with whole items in the order asked for.
    ///
    /// Page fields on them mean nothing (wire contract, 2.9).
    func details(_ keys: [Int]) -> PlexAnswer {
        guard let first = keys.first else { return .error(.notFound) }
        let section = catalog.section(of: first)
        let isMixed = keys.contains { catalog.section(of: $0)?.key != section?.key }
        var writer = RowWriter(catalog, reserving: keys.count * 2048)
        writer.xml.beginContainer(size: keys.count)
        writer.xml.raw(" allowSync=\"1\"")
        writer.xml.library()
        if !isMixed, let section { writer.xml.section(section) }
        writer.xml.mediaTags()
        writer.xml.raw(">\n")
        for key in keys { writer.row(key, .detail) }
        writer.xml.endContainer(isEmpty: false)
        return .xml(writer.xml)
    }
}
