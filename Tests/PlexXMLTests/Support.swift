import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// Reads a hand-made answer.
func fixture(_ name: String) throws -> Data {
    let file = URL(filePath: #filePath).resolvingSymlinksInPath()
    let root = file.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    return try Data(contentsOf: root.appending(path: "Fixtures/xml/\(name)"))
}

/// A container around these elements, as many as it says.
func container(_ elements: String, size: Int? = 1) -> Data {
    let attributes = size.map { " size=\"\($0)\"" } ?? ""
    return Data("<MediaContainer\(attributes)>\n\(elements)\n</MediaContainer>\n".utf8)
}

/// Reads a body that is pushed in pieces of this many bytes.
func read<Row: PlexRow>(
    _ body: Data,
    as row: Row.Type,
    piece: Int,
    limits: PlexXMLLimits = .standard
) throws -> PlexPage<Row> {
    var reader = PlexPageReader(row, limits: limits)
    let bytes = [UInt8](body)
    try bytes.withUnsafeBytes { buffer in
        for start in stride(from: 0, to: buffer.count, by: piece) {
            let end = min(start + piece, buffer.count)
            try reader.push(UnsafeRawBufferPointer(rebasing: buffer[start..<end]))
        }
    }
    return try reader.finish()
}

/// The error that reading this ends with; nothing where it succeeds.
func failure(_ body: Data, limits: PlexXMLLimits = .standard) -> PlexXMLError? {
    do throws(PlexXMLError) {
        _ = try readPlexPage(body, as: MemberRow.self, limits: limits)
        return nil
    } catch {
        return error
    }
}

/// Whether an error is `malformed`, and of which line.
func malformedLine(_ error: PlexXMLError?) -> Int? {
    guard case .malformed(let line, _, _) = error else { return nil }
    return line
}

func key(_ number: Int64) throws -> RatingKey { try #require(RatingKey(number)) }

/// The albums that every damage is tried between.
let healthyAlbum = #"<Directory ratingKey="7" parentRatingKey="1" type="album" title="sound" />"#
