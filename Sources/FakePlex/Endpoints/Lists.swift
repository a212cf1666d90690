extension XMLBuffer {
    /// Starts an answer: the declaration and the container's first attribute.
    mutating func beginContainer(size: Int) {
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<MediaContainer")
        attribute("size", size)
    }

    /// Ends an answer that has had no rows and whose container's start is still open.
    mutating func endContainer(isEmpty: Bool) {
        raw(isEmpty ? ">\n</MediaContainer>\n" : "</MediaContainer>\n")
    }

    /// What the containers of a section's lists say of it (wire contract, 2.5).
    mutating func section(_ section: CatalogSection) {
        attribute("librarySectionID", section.key)
        attribute("librarySectionTitle", section.title)
        attribute("librarySectionUUID", section.uuid)
    }

    /// What most containers of the library say before their own.
    mutating func library() {
        raw(" identifier=\"com.plexapp.plugins.library\"")
    }

    /// Where a server keeps its flags, with the epoch of their version.
    mutating func mediaTags() {
        raw(" mediaTagPrefix=\"/system/bundle/media/flags/\" mediaTagVersion=\"1700000000\"")
    }
}

extension Visit {
    /// The section that the path names, by its first placeholder.
    var section: CatalogSection? {
        parameters.first.flatMap { key in catalog.sections.first { $0.key == key } }
    }

    /// The rating key that the path names, by its first placeholder.
    var ratingKey: Int? { parameters.first.flatMap(Int.init) }

    /// Answers with a list of items, or with the page of it that was asked for.
    ///
    /// - Parameters:
    ///   - keys: The whole list.
    ///   - place: Where the rows stand.
    ///   - header: The container's attributes after size, totalSize and offset.
    ///   - meta: What stands before the rows.
    /// - Returns: The page, or the whole list where no paging was asked for.
    func list(
        _ keys: [Int], place: RowPlace = .list, header: (inout XMLBuffer) -> Void,
        meta: (inout XMLBuffer) -> Void = { _ in }
    ) -> PlexAnswer {
        list(count: keys.count, header: header, meta: meta) { writer, index in writer.row(keys[index], place) }
    }

    /// Answers with a list of rows that are written by their place in it (wire contract, 1.7).
    func list(
        count: Int, header: (inout XMLBuffer) -> Void, meta: (inout XMLBuffer) -> Void = { _ in },
        row: (inout RowWriter, Int) -> Void
    ) -> PlexAnswer {
        var total = count
        if let limit = request.query["limit"].flatMap(Int.init), limit >= 0 { total = min(total, limit) }
        let start = min(request.page?.start ?? 0, total)
        let size = min(request.page?.size ?? total, total - start)
        var writer = RowWriter(catalog, reserving: 1024 + size * 1024)
        writer.xml.beginContainer(size: size)
        if let page = request.page {
            writer.xml.attribute("totalSize", total)
            writer.xml.attribute("offset", page.start)
        }
        header(&writer.xml)
        writer.xml.raw(">\n")
        meta(&writer.xml)
        for index in start..<start + size { row(&writer, index) }
        writer.xml.endContainer(isEmpty: false)
        var answer = PlexAnswer.xml(writer.xml)
        answer.describe(request.page, total: total)
        return answer
    }
}
