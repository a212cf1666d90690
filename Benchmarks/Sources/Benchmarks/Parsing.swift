import Foundation
import LibraryModel
import LibrarySync
import PlexXML

#if canImport(libxml2)
import libxml2
#else
import CLibXML2
#endif

/// The two ways in which an answer's body is parsed here.
enum Parsing {
    private static let chunkSize = 1 << 16

    /// libxml2's push parser with handlers that do nothing, in chunks of the engine's size: the floor.
    static func withEmptyHandlers(_ body: Data) throws {
        var sax = xmlSAXHandler()
        sax.initialized = UInt32(XML_SAX2_MAGIC)
        sax.startElementNs = { _, _, _, _, _, _, _, _, _ in }
        sax.endElementNs = { _, _, _, _ in }
        guard let context = xmlCreatePushParserCtxt(&sax, nil, nil, 0, nil) else { throw Failure("no parser") }
        defer { xmlFreeParserCtxt(context) }
        _ = xmlCtxtUseOptions(
            context, Int32(bitPattern: UInt32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)))
        body.withUnsafeBytes { bytes in
            var start = 0
            while start < bytes.count {
                let size = min(chunkSize, bytes.count - start)
                let chunk = bytes.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
                _ = xmlParseChunk(context, chunk, Int32(size), 0)
                start += size
            }
            _ = xmlParseChunk(context, nil, 0, 1)
        }
        guard context.pointee.wellFormed == 1 else { throw Failure("libxml2 refuses an answer of the fake server") }
    }

    /// The engine's own parser, into the rows that the request's answer has; how many there are.
    static func withPlexXML(_ body: Data, of request: TransportRequest) throws -> Int {
        let path = request.url.path
        if path.hasSuffix("/children") { return try rows(body, MemberRow.self) }
        if path.hasSuffix("/items") { return try rows(body, PlaylistItemRow.self) }
        if path.hasPrefix("/playlists") { return try rows(body, Playlist.self) }
        if path.hasPrefix("/library/metadata/") { return try rows(body, Album.self) }
        switch URLComponents(url: request.url, resolvingAgainstBaseURL: true)?.queryItems?
            .first(where: { $0.name == "type" })?.value
        {
        case "8": return try rows(body, Artist.self)
        case "9": return try rows(body, Album.self)
        case "10": return try rows(body, Track.self)
        case "18": return try rows(body, LibraryModel.Collection.self)
        default: return try rows(body, SectionRow.self)
        }
    }

    private static func rows<Row: PlexRow>(_ body: Data, _ type: Row.Type) throws -> Int {
        try readPlexPage(body, as: type).rows.count
    }
}
