/// A server that hands out fewer rows than were asked for, with honest totals (wire contract, 1.7 and 5.1).
///
/// Without the rest, nothing comes after the first rows, although the total says that there is more.
struct ShortPageFault: FaultBehaviour {
    var items: Int
    var hasRest: Bool

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        let start = struck.request.page?.start ?? 0
        var size = min(struck.request.page?.size ?? .max, max(0, items))
        if !hasRest { size = min(size, max(0, items - start)) }
        return struck.edited(asking: PageWindow(start: start, size: size)) { _, _ in }
    }
}
