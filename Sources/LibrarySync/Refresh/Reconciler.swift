import LibraryModel

/// What comparing a page with the stored rows says.
struct ChangeSet<Item: LibraryItem>: Sendable, Equatable {
    /// Items that are not stored.
    var new: [Item] = []
    /// Items that are stored otherwise.
    var changed: [Item] = []
    /// Items that are stored just so.
    var unchanged: [RatingKey] = []
    /// Keys that came again; the first item with a key counts.
    var repeated: [RatingKey] = []
}

/// Compares what the server lists with what is stored.
enum Reconciler {
    /// What has to be written for these rows, of which those in `skipping` came on an earlier page.
    static func compare<Item: LibraryItem>(
        _ rows: [Item], with stored: [RatingKey: Item], skipping: Set<Int64> = []
    ) -> ChangeSet<Item> {
        var changes = ChangeSet<Item>()
        var taken: Set<RatingKey> = []
        for row in rows {
            guard taken.insert(row.ratingKey).inserted, !skipping.contains(row.ratingKey.value) else {
                changes.repeated.append(row.ratingKey)
                continue
            }
            guard let old = stored[row.ratingKey] else {
                changes.new.append(row)
                continue
            }
            if old == row { changes.unchanged.append(row.ratingKey) } else { changes.changed.append(row) }
        }
        return changes
    }
}
