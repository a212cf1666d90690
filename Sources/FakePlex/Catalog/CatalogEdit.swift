/// A change to a catalog, with the side effects that it has on a real server (wire contract, 2.11 and 2.17).
public enum CatalogEdit: Sendable, Equatable {
    /// Sets fields of an item.
    case edit(id: String, set: [String: FieldValue])
    /// Adds an item, below another one where its kind has parents.
    case add(CatalogKind, id: String, parent: String? = nil, fields: [String: FieldValue], artwork: Artwork? = nil)
    /// Removes an item with everything below it.
    case delete(id: String)
    /// Gives an item another picture, or none.
    ///
    /// With `keepsStamp` it is put under the old path, and nothing else tells of it, as when a file beside the music
    /// was replaced and no scan has run.
    case artwork(id: String, Artwork?, keepsStamp: Bool = false)
    /// Gives items new rating keys; nothing: all items, as on a server that was built anew.
    case rekey(ids: [String]?)
    /// Changes what the server says of its first section; what is left out stays.
    case section(
        title: String? = nil, key: String? = nil, uuid: String? = nil, counter: SectionCounter? = nil)
    /// Removes the first section with everything in it.
    case removeSection
    /// Changes what the server says of itself; what is left out stays.
    case identity(machineIdentifier: String? = nil, friendlyName: String? = nil)
}
