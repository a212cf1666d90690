/// A server that does not know paging: the whole list comes each time, and no total is said (wire contract, 1.7).
struct IgnoredPagingFault: FaultBehaviour {
    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        struck.edited(asking: nil) { _, _ in }
    }
}
