internal import HTTPTypes

/// What a container says of the whole list's size.
public enum TotalLie: Sendable, Equatable {
    /// The truth.
    case none
    /// Off by this many; the number itself may be below zero, which real servers have sent (wire contract, 5, F5).
    case by(Int)
    /// Nothing at all.
    case missing
}

/// A list whose container misstates `totalSize`, or the `size` of the page; the rows are honest.
struct WrongTotalFault: FaultBehaviour {
    var total: TotalLie
    var sizeBy: Int

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        struck.edited { document, fields in
            if sizeBy != 0, let size = document.root["size"].flatMap(Int.init) {
                document.root.set("size", String(size &+ sizeBy))
            }
            guard let honest = document.root["totalSize"].flatMap(Int.init) else { return }
            switch total {
            case .none: break
            case .by(let difference):
                document.root.set("totalSize", String(honest &+ difference))
                fields[.containerTotalSize] = String(honest &+ difference)
            case .missing:
                document.root.set("totalSize", nil)
                fields[.containerTotalSize] = nil
            }
        }
    }
}
