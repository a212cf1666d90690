internal import HTTPTypes

/// Where the second copy of a repeated item stands.
public enum RepeatedPlace: String, Sendable, CaseIterable {
    /// Right after the first.
    case beside
    /// At the list's end, on the last page.
    case end
}

/// A list in which one item stands twice and is counted twice, consistently over all of its pages.
struct RepeatedItemFault: FaultBehaviour {
    /// The item's id, or its title where that is unique.
    var item: String
    var place: RepeatedPlace
    /// What the second copy is called; nothing: the same.
    var title: String?

    var changesContent: Bool { true }

    func answer(to struck: StruckRequest) -> PlexAnswer {
        guard let key = struck.catalog.key(ofItem: item) else { return struck.honest }
        var isThere = false
        let page = struck.request.page
        let answer = struck.edited(asking: nil) { document, fields in
            guard let row = document.row(of: key) else { return }
            isThere = true
            let copy = place == .beside ? row + 1 : document.elements.count
            document.elements.insert(document.elements[row], at: copy)
            if let title { document.edit(copy) { $0.set("title", title) } }
            document.cut(to: page)
            guard let page else { return }
            fields[.containerStart] = String(page.start)
            fields[.containerTotalSize] = document.root["totalSize"]
        }
        return isThere ? answer : struck.honest
    }
}

extension Catalog {
    /// The rating key of the item that an author means; nothing where there is no such item now.
    func key(ofItem reference: String) -> Int? {
        do {
            return try resolve(reference)
        } catch {
            return nil
        }
    }
}

extension AnswerDocument {
    /// Leaves the rows of one page, and says so as an honest list does; without paging only counts the rows.
    mutating func cut(to page: PageWindow?) {
        let rows = rows
        guard let page else {
            root.set("size", String(rows.count))
            return
        }
        let start = min(page.start, rows.count)
        let size = min(page.size ?? rows.count, rows.count - start)
        let kept = Set(rows[start..<start + size])
        let gone = Set(rows).subtracting(kept)
        elements = elements.indices.filter { !gone.contains($0) }.map { elements[$0] }
        root.set("size", String(size))
        root.set("offset", String(page.start), after: "size")
        root.set("totalSize", String(rows.count), after: "size")
    }
}
