package import Foundation

/// Rises whenever something else is made of the same answer, so that pages that were read before are read again.
package let plexReadingVersion = 3

/// Reads one answer as its bytes come: filter, libxml2's push parser, rows.
///
/// There is no document tree, and nothing is kept of what is no row's.
///
/// Belongs to one call: it is neither copied nor sent.
package struct PlexPageReader<Row: PlexRow>: ~Copyable {
    /// As many bytes are filtered and parsed at a time.
    private static var chunkSize: Int { 1 << 16 }
    /// As many bytes are looked at to say what came instead of a page.
    private static var openingSize: Int { 256 }

    private let limits: PlexXMLLimits
    private let rows: Rows<Row>
    private let builder: PageBuilder
    private let parser: PushParser
    private var filter = ForbiddenCharacterFilter()
    /// Filtered bytes that the parser has not been given: from the last `<` on.
    private var waiting: [UInt8] = []
    /// The answer's first filtered bytes.
    ///
    /// The parser gets nothing before they are all here, so that what is said of them does not depend on the pieces.
    private var opening: [UInt8] = []
    /// The equals signs in what waits beyond the first chunk.
    private var waitingAttributes = 0
    private var received = 0
    private var hasBegun = false

    /// A reader of an answer whose elements are rows of this type.
    package init(_ row: Row.Type = Row.self, limits: PlexXMLLimits = .standard) {
        self.limits = limits
        rows = Rows<Row>()
        builder = PageBuilder(rows: rows, limits: limits)
        parser = PushParser(handler: builder)
        waiting.reserveCapacity(Self.chunkSize * 2)
    }

    /// Takes the next bytes, of any number; throws as soon as they cannot be part of a page, and the same ever after.
    package mutating func push(_ bytes: UnsafeRawBufferPointer) throws(PlexXMLError) {
        if let failure = builder.failure { throw failure }
        received += bytes.count
        guard received <= limits.bytes else { throw builder.fail(.tooLarge(.bytes, limit: limits.bytes)) }
        var start = 0
        while start < bytes.count {
            let end = min(start + Self.chunkSize, bytes.count)
            try advance(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
    }

    /// Declares that this was the last byte, and gives what came.
    package consuming func finish() throws(PlexXMLError) -> PlexPage<Row> {
        if let failure = builder.failure { throw failure }
        filter.finish(into: &waiting, marks: &builder.marks)
        try checkBeginning()
        guard hasBegun else { throw builder.fail(.empty) }
        try feed(waiting.count, isLast: true)
        return PlexPage(
            container: try builder.finishedContainer(),
            rows: rows.rows,
            damaged: rows.damaged,
            flawed: rows.flawed,
            replaced: builder.replaced
        )
    }

    private mutating func advance(_ chunk: UnsafeRawBufferPointer) throws(PlexXMLError) {
        let known = waiting.count
        filter.pass(chunk, into: &waiting, marks: &builder.marks)
        try checkBeginning()
        if known > Self.chunkSize {
            waitingAttributes += waiting[known...].count { $0 == UInt8(ascii: "=") }
            guard waitingAttributes <= limits.tagAttributes else {
                throw builder.fail(.tooLarge(.tagAttributes, limit: limits.tagAttributes))
            }
        }
        let isBeginning = opening.isEmpty
        if isBeginning, waiting.count < Self.openingSize { return }
        if let border = lastMarkup(from: isBeginning ? 0 : known) {
            try feed(border, isLast: false)
        }
        guard waiting.count <= limits.tagBytes else { throw builder.fail(.tooLarge(.tagBytes, limit: limits.tagBytes)) }
    }

    /// The place of the last `<` that is not the first byte, among those that came since `known`.
    ///
    /// `<` cannot stand inside a tag, so that whatever precedes one is whole. The parser is given whole tags only: it
    /// never judges half of one, looks at none of it twice, and is spared one that grows beyond the limits.
    private func lastMarkup(from known: Int) -> Int? {
        var index = waiting.count - 1
        let first = max(known, 1)
        while index >= first {
            if waiting[index] == UInt8(ascii: "<") { return index }
            index -= 1
        }
        return nil
    }

    private mutating func feed(_ count: Int, isLast: Bool) throws(PlexXMLError) {
        if opening.isEmpty { opening = Array(waiting.prefix(Self.openingSize)) }
        parser.feed(waiting, count: count, isLast: isLast)
        if isLast { waiting = [] } else { waiting.removeFirst(count) }
        waitingAttributes = 0
        builder.marks.advance(by: count)
        if let failure = builder.failure { throw failure }
        guard let error = parser.objection else { return }
        if !builder.hasRoot, let root = foreignRoot(of: opening) {
            throw builder.fail(.notPlex(root: root))
        }
        throw builder.fail(.malformed(line: error.line, column: error.column, reason: error.reason))
    }

    /// Whatever does not begin with markup is no page, and need not be read further.
    private mutating func checkBeginning() throws(PlexXMLError) {
        guard !hasBegun, let first = waiting.first(where: { !isWhiteSpace($0) }) else { return }
        guard first == UInt8(ascii: "<") else { throw builder.fail(.notPlex(root: nil)) }
        hasBegun = true
    }
}

/// Reads a whole answer, in chunks.
package func readPlexPage<Row: PlexRow>(
    _ body: Data,
    as row: Row.Type,
    limits: PlexXMLLimits = .standard
) throws(PlexXMLError) -> PlexPage<Row> {
    let result = body.withUnsafeBytes { bytes in
        Result { () throws(PlexXMLError) -> PlexPage<Row> in
            var reader = PlexPageReader(row, limits: limits)
            try reader.push(bytes)
            return try reader.finish()
        }
    }
    return try result.get()
}
