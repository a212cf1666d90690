/// A well-formed container without a child: the lie that empties libraries.
struct EmptySuccessFault: FaultBehaviour {
    func answer(to struck: StruckRequest) -> PlexAnswer {
        emptyContainer(for: struck.request)
    }
}
