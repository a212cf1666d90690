/// `/library/sections`: the sections in their owner's order (wire contract, 2.4).
struct SectionsEndpoint: Endpoint {
    let paths = ["/library/sections", "/library/sections/all"]

    func name(for request: PlexRequest) -> EndpointName { .sections }

    func answer(_ visit: Visit) -> PlexAnswer {
        let sections = visit.catalog.sections
        return visit.list(count: sections.count) { xml in
            xml.raw(" allowSync=\"0\" title1=\"Plex Library\"")
        } row: { writer, index in
            row(sections[index], &writer.xml)
        }
    }

    private func row(_ section: CatalogSection, _ xml: inout XMLBuffer) {
        xml.raw("<Directory allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\"")
        xml.attribute("composite", "/library/sections/\(section.key)/composite/\(section.scannedAt)")
        xml.raw(" filters=\"1\"")
        xml.attribute("refreshing", section.isRefreshing)
        xml.raw(" thumb=\"/:/resources/artist.png\"")
        xml.attribute("key", section.key)
        xml.attribute("type", section.type)
        xml.attribute("title", section.title)
        xml.attribute("agent", section.agent)
        xml.attribute("scanner", section.scanner)
        xml.attribute("language", section.language)
        xml.attribute("uuid", section.uuid)
        xml.attribute("updatedAt", section.updatedAt)
        xml.attribute("createdAt", section.createdAt)
        xml.attribute("scannedAt", section.scannedAt)
        xml.raw(" content=\"1\" directory=\"1\"")
        if section.counter != .missing { xml.attribute("contentChangedAt", section.contentChangedAt) }
        xml.raw(" hidden=\"0\">\n<Location id=\"1\"")
        xml.attribute("path", section.location)
        xml.raw(" />\n</Directory>\n")
    }
}
