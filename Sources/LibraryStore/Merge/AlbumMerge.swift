/// Which albums of a group are shown as one: sync-requirements, promise 7.
///
/// A group are the albums of one artist with one folded title and one year, where no year is a year of its own. In the
/// order of their keys, each joins the first set whose tracks it does not repeat, or begins another one; what a set
/// shows is its first album, which has the lowest key. A scanner that split an album repeats no track; two editions do,
/// and stay two. Nothing here depends on the order in which the server listed anything.
struct AlbumMerge {
    /// What two tracks of one album do not have in common.
    struct Place: Hashable {
        var disc: Int64
        /// Absent where the server gives none, which counts as a number of its own.
        var index: Int64?
        var titleFolded: String
    }

    private var sets: [(shownKey: Int64, places: Set<Place>)] = []

    /// Adds the group's album with the next higher key; returns the album in which it is shown, if that is another one.
    mutating func add(_ key: Int64, _ places: Set<Place>) -> Int64? {
        guard let index = sets.firstIndex(where: { $0.places.isDisjoint(with: places) }) else {
            sets.append((key, places))
            return nil
        }
        sets[index].places.formUnion(places)
        return sets[index].shownKey
    }
}
