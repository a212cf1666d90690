import HTTPTypes

/// `/library/sections/{id}`: the ways into a section (wire contract, 2.4).
struct SectionEndpoint: Endpoint {
    let paths = ["/library/sections/{}"]

    func name(for request: PlexRequest) -> EndpointName { .section }

    func answer(_ visit: Visit) -> PlexAnswer {
        guard let section = visit.section else { return .error(.notFound) }
        var xml = XMLBuffer()
        let ways = [
            ("all", "All Artists"), ("albums", "By Album"), ("genre", "By Genre"), ("decade", "By Decade"),
            ("year", "By Year"), ("collection", "By Collection"), ("recentlyAdded", "Recently Added"),
            ("folder", "By Folder"),
        ]
        let searches = [("search?type=8", "Artists"), ("search?type=9", "Albums"), ("search?type=10", "Tracks")]
        xml.beginContainer(size: ways.count + searches.count)
        xml.raw(" allowSync=\"1\" art=\"/:/resources/artist-fanart.jpg\" content=\"secondary\"")
        xml.library()
        xml.attribute("librarySectionID", section.key)
        xml.mediaTags()
        xml.raw(" thumb=\"/:/resources/artist.png\"")
        xml.attribute("title1", section.title)
        xml.raw(" viewGroup=\"secondary\" viewMode=\"65592\">\n")
        for (key, title) in ways {
            xml.raw("<Directory")
            if ["genre", "decade", "year", "collection"].contains(key) { xml.raw(" secondary=\"1\"") }
            xml.attribute("key", key)
            xml.attribute("title", title)
            xml.raw(" />\n")
        }
        for (key, title) in searches {
            xml.raw("<Directory")
            xml.attribute("prompt", "Search \(title)")
            xml.raw(" search=\"1\"")
            xml.attribute("key", key)
            xml.attribute("title", "Search \(title)...")
            xml.raw(" />\n")
        }
        xml.endContainer(isEmpty: false)
        return .xml(xml)
    }
}
