/// A music library as a file describes it.
package struct LibraryDescription: Sendable, Equatable {
    /// The server that holds it.
    package var server: ServerDescription
    /// The music section that holds everything.
    package var section: SectionDescription
    /// The artists, with their albums and tracks as children.
    package var artists: [ItemDescription]
    /// The collections, with their members.
    package var collections: [ItemDescription]
    /// The playlists, with their tracks.
    package var playlists: [ItemDescription]

    /// Every item: artists, each followed by its albums, each followed by its tracks; collections; playlists.
    package var items: [ItemDescription] { (artists + collections + playlists).flatMap(\.family) }

    /// Reads a library file.
    ///
    /// Every reference inside it is checked; where an author used a title, the id takes its place.
    /// - Throws: All that is wrong with the file, or the first thing where it is not JSON.
    package static func read(
        _ bytes: [UInt8], file: String, limits: JSONLimits = .standard
    ) throws(InputErrors) -> LibraryDescription {
        try Problems.collect { problems throws(InputError) in
            let node = try JSONReader.read(bytes, file: file, limits: limits)
            return try LibraryReader(problems: problems).library(node)
        }
    }
}

/// The identity of a library's server, as far as the author cares.
package struct ServerDescription: Sendable, Equatable {
    /// Its friendly name.
    package var name: String?
    /// Its `machineIdentifier`.
    package var machineIdentifier: String?
}

/// A library's music section.
package struct SectionDescription: Sendable, Equatable {
    /// Its key, digits.
    package var key: String
    /// Its title.
    package var title: String
}

/// An artist, album, track, collection or playlist.
package struct ItemDescription: Sendable, Equatable {
    /// What it is.
    package var kind: LibraryKind
    /// The author's name for it; a track's is its album's with `/` and its place from 1 unless it says otherwise.
    package var id: String
    /// Where the item begins.
    package var position: SourcePosition
    /// What it is called.
    package var title: String
    /// Its fields by name, but for the title and the members; one that is `null` is left out.
    package var fields: [String: FieldDescription]
    /// Its picture; nothing where it has none.
    package var artwork: ArtworkDescription?
    /// An artist's albums or an album's tracks.
    package var children: [ItemDescription]
    /// A collection's members or a playlist's tracks, in order, with repetitions.
    package var members: [ItemReference]

    /// The item, its children and theirs.
    package var family: [ItemDescription] { [self] + children.flatMap(\.family) }
}

/// A picture: what it looks like, from which its bytes follow.
package struct ArtworkDescription: Sendable, Equatable {
    /// A name such as `teal`, or `#rrggbb`; nothing: the item's id decides.
    package var colour: Located<String>?
    /// The letters on it; nothing: the item's id decides.
    package var label: String?
}
