import FakePlex
import Foundation
import Testing

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Your client, in place of which a single request stands here.
func albumTitles(at server: URL, token: String) async throws -> [String] {
    var request = URLRequest(
        url: server.appending(path: "library/sections/4/all").appending(queryItems: [
            URLQueryItem(name: "type", value: "9")
        ]))
    request.setValue(token, forHTTPHeaderField: "X-Plex-Token")
    let (data, response) = try await URLSession.shared.data(for: request)
    guard (response as? HTTPURLResponse)?.statusCode == 200 else { throw URLError(.badServerResponse) }
    let page = String(decoding: data, as: UTF8.self)
    return page.matches(of: /type="album" title="([^"]*)"/).map { String($0.1) }
}

@Test func `an album that is renamed on the server is renamed in the list`() async throws {
    var library = Catalog()
    try library.add(CatalogArtist(id: "harbour", title: "Harbour Lights"))
    try library.add(CatalogAlbum(id: "tide", title: "Low Tide", year: 2016), to: "harbour")

    try await withFakePlex(library: library) { server in
        #expect(try await albumTitles(at: server.baseURL, token: server.token) == ["Low Tide"])
        try server.apply([.edit(id: "tide", set: ["title": .text("High Tide")])])
        #expect(try await albumTitles(at: server.baseURL, token: server.token) == ["High Tide"])
        #expect(server.unmatchedRequests.isEmpty)
    }
}

@Test func `a server in trouble is an error and not an empty list`() async throws {
    try await withFakePlex(library: .generated(seed: 7, albums: 40)) { server in
        server.arm(FaultRule(.status(503), match: RequestMatch(endpoint: [.albums]), times: .once))
        await #expect(throws: URLError.self) {
            try await albumTitles(at: server.baseURL, token: server.token)
        }
        #expect(server.unfiredRules.isEmpty)
    }
}
