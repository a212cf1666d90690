/// The endpoints of the fake, as fault rules, journals and expectations name them.
public enum EndpointName: String, Sendable, CaseIterable, Hashable {
    /// `/`, what a server says of itself.
    case root
    /// `/identity`, the only one that needs no token.
    case identity
    /// `/library`.
    case library
    /// `/library/sections`.
    case sections
    /// `/library/sections/{id}`.
    case section
    /// The lists of a section, by what they hold.
    case artists, albums, tracks, collections
    /// `/playlists`.
    case playlists
    /// `/library/metadata/{ids}`.
    case metadata
    /// `/library/metadata/{id}/children`.
    case children
    /// `/library/metadata/{id}/allLeaves`.
    case allLeaves
    /// `/library/collections/{id}`.
    case collection
    /// `/library/collections/{id}/children`.
    case collectionItems
    /// `/playlists/{id}`.
    case playlist
    /// `/playlists/{id}/items`.
    case playlistItems
    /// `/hubs/search`.
    case search
    /// Thumbs, arts and composites.
    case image

    /// Whether answers carry an ETag where the world's validators are on.
    ///
    /// Real servers send none anywhere (wire contract, 1.4): this is a deliberate extension.
    var isValidated: Bool {
        switch self {
        case .root, .identity, .search: false
        default: true
        }
    }
}
