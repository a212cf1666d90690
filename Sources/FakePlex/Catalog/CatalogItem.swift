/// What all items of a catalog have in common.
public protocol CatalogItem: Sendable, Equatable {
    /// The kind that items of this type are of.
    static var kind: CatalogKind { get }
    /// The author's name for it, by which scenarios speak of it; never sent to a client.
    var id: String { get }
    /// The number by which the server names it; 0 until a catalog has given it one.
    var ratingKey: Int { get }
    /// What it is called.
    var title: String { get set }
    /// The title it is ordered by, where the owner chose one.
    var titleSort: String? { get set }
    /// The agent's name for it, where the author chose one.
    var guid: String? { get set }
    /// What is said about it; empty where nothing is.
    var summary: String { get set }
    /// Seconds since 1970.
    var addedAt: Int { get set }
    /// Seconds since 1970; every edit moves it.
    var updatedAt: Int { get set }
}

extension CatalogItem {
    /// The title it is ordered by: the owner's, else the title without a leading article (wire contract, 2.17).
    public var sortTitle: String {
        if let titleSort { return titleSort }
        for article: StaticString in ["THE ", "AN ", "A "] where starts(with: article) {
            return String(title.dropFirst(article.utf8CodeUnitCount))
        }
        return title
    }

    /// Whether the title begins with an article, in any case, and goes on after it.
    ///
    /// Rows ask this thousands of times, hence the bytes.
    private func starts(with article: StaticString) -> Bool {
        let length = article.utf8CodeUnitCount
        let text = title.utf8
        guard text.count > length else { return false }
        for (place, byte) in text.prefix(length).enumerated() {
            let upper = (0x61...0x7A).contains(byte) ? byte - 0x20 : byte
            if upper != article.utf8Start[place] { return false }
        }
        return true
    }

    /// The `titleSort` that rows carry: only one that differs from the title (wire contract, 2.5).
    public var listedTitleSort: String? {
        let sort = sortTitle
        return sort == title ? nil : sort
    }

    /// The `guid` that rows carry: the author's, else one made from the id.
    public var listedGuid: String {
        if let guid { return guid }
        switch Self.kind {
        case .artist, .album, .track: return "plex://\(Self.kind.rawValue)/\(StableHash.hex24(id))"
        case .collection: return "collection://\(StableHash.uuid(id))"
        case .playlist: return "com.plexapp.agents.none://\(StableHash.uuid(id))"
        }
    }
}
