import Scenarios

extension Judge {
    /// What a search found.
    func search(_ expected: Scenarios.SearchExpectation?) -> [Failure] {
        guard let expected else { return [] }
        let hits = outcome.hits ?? SubjectHits()
        return check(hits.artists, expected.artists, "search.artists", at: expected.position, "artists found")
            + check(hits.albums, expected.albums, "search.albums", at: expected.position, "albums found")
            + check(hits.tracks, expected.tracks, "search.tracks", at: expected.position, "tracks found")
    }
}
