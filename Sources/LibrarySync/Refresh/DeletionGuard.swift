import LibraryModel

/// What a list's word alone may remove, and what it takes to believe more: sync-requirements, promise 3.
enum DeletionGuard {
    /// A removal of up to this many items is believed.
    static let believedItems = 20
    /// A removal of up to one part in this many is believed.
    static let believedParts = 5
    /// How many of the vanished items are asked for by their keys.
    static let sampleSize = 100

    /// What a run would remove of one kind.
    struct Claim: Sendable, Equatable {
        var kind: ItemKind
        var stored: Int
        var vanishing: Int

        /// Whether the list's word is not enough.
        var needsEvidence: Bool {
            guard vanishing > 0 else { return false }
            return vanishing >= stored || (vanishing > believedItems && vanishing * believedParts > stored)
        }
    }

    /// What the server said when it was asked in other ways.
    struct Evidence: Sendable, Equatable {
        /// Elements that the list had.
        var listed: Int
        /// Vanished items that others still name: artists of albums, albums of tracks.
        var stillNamed = 0
        /// The count, asked for alone; nothing where the server gives none.
        var counted: Int?
        /// Elements that the list had when it was read again.
        var listedAgain = 0
        /// Vanished items that the list had when it was read again.
        var cameBack = 0
        /// Vanished items that the server still has under their keys.
        var answeredByKey = 0
        /// Whether the server says that it has none of them, which an empty answer does not.
        var isDenied = true
    }

    /// Why the removal is not believed, with the numbers; nothing where everything agrees with it.
    static func objection(to claim: Claim, _ evidence: Evidence) -> String? {
        let claimed =
            "The server's list of \(claim.kind.plural) has \(evidence.listed) elements, which would remove "
            + "\(claim.vanishing) of \(claim.stored), but "
        if evidence.stillNamed > 0 {
            return claimed + "other lists still name \(evidence.stillNamed) of those."
        }
        if let counted = evidence.counted, counted != evidence.listed {
            return claimed + "the server counts \(counted)."
        }
        if evidence.cameBack > 0 || evidence.listedAgain != evidence.listed {
            return claimed
                + "the same list read again has \(evidence.listedAgain), \(evidence.cameBack) of those included."
        }
        if evidence.answeredByKey > 0 {
            return claimed + "the server still has \(evidence.answeredByKey) of those under their keys."
        }
        if !evidence.isDenied {
            return claimed
                + "asked for one of those by its key the server sends nothing, and does not say that it has none."
        }
        return nil
    }

    /// What is left out of a reading because its parent is not listed, and whether that is too much to be believed.
    ///
    /// A few such children are ordinary: the library moves while it is read.
    static func isImplausible(orphans: Int, of children: Int, parents: Int) -> Bool {
        guard orphans > 0 else { return false }
        return parents == 0 || (orphans > believedItems && orphans * believedParts > children)
    }
}
