/// `/identity`: which server this is, told to everyone (wire contract, 2.2).
struct IdentityEndpoint: Endpoint {
    let paths = ["/identity"]

    func name(for request: PlexRequest) -> EndpointName { .identity }

    func answer(_ visit: Visit) -> PlexAnswer {
        var xml = XMLBuffer()
        xml.beginContainer(size: 0)
        xml.raw(" apiVersion=\"1.1.1\" claimed=\"1\"")
        xml.attribute("machineIdentifier", visit.catalog.server.machineIdentifier)
        xml.attribute("version", visit.catalog.server.version)
        xml.endContainer(isEmpty: true)
        return .xml(xml)
    }
}
