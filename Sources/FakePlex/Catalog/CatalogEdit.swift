/// A change to a catalog, with the side effects that it has on a real server (wire contract, 2.11 and 2.17).
public enum CatalogEdit: Sendable, Equatable {
    /// Sets fields of an item.
    case edit(id: String, set: [String: FieldValue])
    /// Adds an item, below another one where its kind has parents.
    case add(CatalogKind, id: String, parent: String? = nil, fields: [String: FieldValue], artwork: Artwork? = nil)
    /// Removes an item with everything below it.
    case delete(id: String)
    /// Gives an item another picture, or none.
    case artwork(id: String, Artwork?)
}
