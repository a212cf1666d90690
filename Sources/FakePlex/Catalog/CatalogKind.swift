/// The kinds of item that a catalog holds.
public enum CatalogKind: String, Sendable, CaseIterable, Hashable {
    case artist, album, track, collection, playlist
}
