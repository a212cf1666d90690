/// A well-formed container without a child: the lie that empties libraries.
struct EmptySuccessFault: FaultBehaviour {
    func answer(insteadOf honest: PlexAnswer, to request: PlexRequest) -> PlexAnswer {
        emptyContainer(for: request)
    }
}
