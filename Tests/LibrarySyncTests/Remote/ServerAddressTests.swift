import Foundation
import Testing

@testable import LibrarySync

/// Promise 10: which addresses are the server's own, and that no address holds the token.
struct ServerAddressTests {
    private func address(_ text: String) throws -> ServerAddress {
        let url = try #require(URL(string: text))
        return try #require(ServerAddress(url))
    }

    @Test func `a path prefix stands before every path`() throws {
        let address = try address("https://music.example/plex/")
        #expect(address.url("/identity")?.absoluteString == "https://music.example/plex/identity")
        let picture = try #require(address.resolve(reference: "/library/metadata/1/thumb/2"))
        #expect(picture.url.absoluteString == "https://music.example/plex/library/metadata/1/thumb/2")
        #expect(picture.isOwn)
    }

    @Test func `operators in a query are encoded`() throws {
        let url = try address("http://h:1").url("/all", query: [("type", "10"), ("updatedAt>>", "5")])
        #expect(url?.absoluteString == "http://h:1/all?type=10&updatedAt%3E%3E=5")
    }

    @Test(arguments: ["ftp://h/", "/only/a/path", "http:///x", "file:///etc"])
    func `what is no http address is refused`(text: String) throws {
        let url = try #require(URL(string: text))
        #expect(ServerAddress(url) == nil)
    }

    @Test func `user, password and query of the server's address are left out`() throws {
        let url = try address("http://me:secret@h:1/p?X-Plex-Token=abc#top").url("/identity")
        #expect(url?.absoluteString == "http://h:1/p/identity")
    }

    @Test(arguments: [
        ("http://plex.test:32400/photo/1", true), ("http://PLEX.test:32400/photo/1", true),
        ("https://plex.test:32400/photo/1", false), ("http://plex.test/photo/1", false),
        ("http://elsewhere.test:32400/photo/1", false), ("http://plex.test.evil.test:32400/1", false),
    ])
    func `a picture is the server's own only on the same scheme, host and port`(
        reference: String, isOwn: Bool
    ) throws {
        let server = try address("http://plex.test:32400")
        let target = try #require(server.resolve(reference: reference))
        #expect(target.isOwn == isOwn)
    }

    @Test func `a reference cannot lead a path to another host`() throws {
        let address = try address("http://plex.test:32400")
        #expect(address.resolve(reference: "//evil.test/x")?.url.host == "plex.test")
        #expect(address.resolve(reference: "@evil.test/x") == nil)
        #expect(address.resolve(reference: "javascript:alert(1)") == nil)
    }

    @Test(arguments: [
        ("/photo?X-Plex-Token=abc&width=4", "http://h:1/photo?width=4"),
        ("/photo?x-plex-token=abc", "http://h:1/photo"),
        ("/photo?width=4", "http://h:1/photo?width=4"),
        ("/photo?url=/thumb/1?X-Plex-Token=abc&width=4", "http://h:1/photo?url=/thumb/1&width=4"),
        ("http://h:1/photo?a=1&X-Plex-Token=abc", "http://h:1/photo?a=1"),
    ])
    func `a token that the server wrote into a reference is taken out`(reference: String, url: String) throws {
        #expect(try address("http://h:1").resolve(reference: reference)?.url.absoluteString == url)
    }
}
