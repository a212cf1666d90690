import Foundation
import LibraryModel

@testable import PlexXML

/// What must hold when a body is read as rows of one type.
struct Check: Sendable {
    /// Reads the body whole, and says what does not hold.
    var whole: @Sendable (_ body: [UInt8], _ document: Document) -> Void
    /// Reads it again in pieces, and compares.
    var pieces: @Sendable (_ body: [UInt8], _ pieces: Pieces) -> Void

    /// Every type of row there is.
    static let all = [
        of(Artist.self), of(Album.self), of(Track.self), of(LibraryModel.Collection.self), of(Playlist.self),
        of(MemberRow.self), of(PlaylistItemRow.self), of(SectionRow.self),
    ]

    private static func of<Row: PlexRow & Equatable>(_ type: Row.Type) -> Check {
        Check(
            whole: { body, document in Reading<Row>(body, pieces: nil).check(against: document) },
            pieces: { body, pieces in
                let whole = Reading<Row>(body, pieces: nil)
                let read = Reading<Row>(body, pieces: pieces)
                guard whole == read else { fail("\(type) differs in pieces", "\(whole)", "\(read)") }
            })
    }
}

/// A page or the error that there is none.
enum Reading<Row: PlexRow & Equatable>: Equatable {
    case page(PlexPage<Row>)
    case failure(PlexXMLError)

    init(_ body: [UInt8], pieces: Pieces?) {
        self = body.withUnsafeBytes { bytes in
            do throws(PlexXMLError) {
                return .page(try Self.read(bytes, pieces))
            } catch {
                return .failure(error)
            }
        }
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ pieces: Pieces?
    ) throws(PlexXMLError) -> PlexPage<Row> {
        var reader = PlexPageReader(Row.self)
        guard var pieces else {
            try reader.push(bytes)
            return try reader.finish()
        }
        var start = 0
        while start < bytes.count {
            let end = min(start + pieces.next(), bytes.count)
            try reader.push(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
            start = end
        }
        return try reader.finish()
    }

    /// The place of what is malformed is not compared: where a CDATA section is never closed, libxml2 names the place it
    /// had come to, which depends on the pieces.
    static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.page(let one), .page(let other)):
            one.container == other.container && one.rows == other.rows && one.damaged == other.damaged
                && one.replaced == other.replaced
        case (.failure(.malformed(_, _, let one)), .failure(.malformed(_, _, let other))):
            one == other
        case (.failure(let one), .failure(let other)):
            one == other
        default:
            false
        }
    }

    /// What comes is either a row or damaged, in number and in order; what is no document is no page, and the reverse.
    func check(against document: Document) {
        switch self {
        case .page(let page):
            guard let items = document.items else {
                fail("a page was made of what libxml2's own reader refuses", "\(self)", "")
            }
            guard items == page.rows.count + page.damaged.count else {
                fail("\(items) elements came", "\(page.rows.count) rows", "\(page.damaged.count) damaged")
            }
            guard page.container.size ?? items == items else {
                fail("the container declares \(page.container.size ?? 0)", "\(items) came", "")
            }
            let positions = page.damaged.map(\.position)
            guard positions == Array(Set(positions)).sorted(), positions.allSatisfy({ (0..<items).contains($0) }) else {
                fail("damaged elements stand in no order", "\(positions)", "")
            }
        case .failure(.malformed(let line, let column, _)):
            guard line >= 0, column >= 0 else { fail("a place before the first", "\(line)", "\(column)") }
        case .failure(.empty):
            guard document.items == nil else { fail("a document was taken for nothing", "", "") }
        default:
            break
        }
    }
}

/// Ends the process with what did not hold; libFuzzer writes the input to a file.
func fail(_ finding: String, _ one: String, _ other: String) -> Never {
    FileHandle.standardError.write(Data("FOUND: \(finding)\n  \(one)\n  \(other)\n".utf8))
    abort()
}
