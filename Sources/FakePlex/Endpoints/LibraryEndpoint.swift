/// `/library`: what the library has (wire contract, 2.3).
struct LibraryEndpoint: Endpoint {
    let paths = ["/library"]

    func name(for request: PlexRequest) -> EndpointName { .library }

    func answer(_ visit: Visit) -> PlexAnswer {
        var xml = XMLBuffer()
        xml.beginContainer(size: 3)
        xml.raw(" allowSync=\"0\" art=\"/:/resources/library-art.png\" content=\"\"")
        xml.library()
        xml.mediaTags()
        xml.raw(" title1=\"Plex Library\" title2=\"\">\n")
        xml.raw("<Directory key=\"sections\" title=\"Library Sections\" />\n")
        xml.raw("<Directory key=\"recentlyAdded\" title=\"Recently Added Content\" />\n")
        xml.raw("<Directory key=\"onDeck\" title=\"On Deck Content\" />\n")
        xml.endContainer(isEmpty: false)
        return .xml(xml)
    }
}
