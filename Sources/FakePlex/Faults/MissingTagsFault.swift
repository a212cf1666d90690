/// Rows that lack the tags of some kinds, which only details carry (wire contract, 2.5 and 2.9: lists leave out what
/// they like).
struct MissingTagsFault: FaultBehaviour {
    /// Names of elements, such as `Style`.
    var tags: [String]

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        struck.edited { document, _ in
            for row in document.rows {
                for tag in tags { document.remove(children: tag, of: row) }
            }
        }
    }
}
