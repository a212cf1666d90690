/// One path of the server and what it answers.
protocol Endpoint: Sendable {
    /// The paths it answers to, with `{}` for each part that varies.
    var paths: [String] { get }
    /// What journals and fault rules call this request.
    func name(for request: PlexRequest) -> EndpointName
    /// The item that the path names.
    func itemKey(_ parameters: [String]) -> Int?
    /// The answer, as a function of what was asked and what is held.
    func answer(_ visit: Visit) -> PlexAnswer
}

extension Endpoint {
    /// None: most paths name no item.
    func itemKey(_ parameters: [String]) -> Int? { nil }
}

/// A request that reached its endpoint.
struct Visit: Sendable {
    var request: PlexRequest
    /// What the path's placeholders stood for.
    var parameters: [String]
    var catalog: Catalog
    var context: AnswerContext
}

/// Every endpoint of the fake.
///
/// Where two fit a path, the first one answers.
let endpointTable: [any Endpoint] = [
    RootEndpoint(), IdentityEndpoint(), LibraryEndpoint(), SectionsEndpoint(), SectionEndpoint(),
    SectionListEndpoint(), SectionAlbumsEndpoint(), SectionCollectionsEndpoint(), MetadataEndpoint(),
    ChildrenEndpoint(), AllLeavesEndpoint(), CollectionEndpoint(), CollectionItemsEndpoint(), PlaylistsEndpoint(),
    PlaylistEndpoint(), PlaylistItemsEndpoint(), SearchEndpoint(), ImageEndpoint(), SectionImageEndpoint(),
    ResourceEndpoint(),
]
