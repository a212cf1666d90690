import Foundation
import Testing

@testable import FakePlex

/// A request's bytes.
func get(
    _ path: String, method: String = "GET", version: String = "1.1", token: String? = FakePlexOptions().token,
    fields: [String] = []
) -> String {
    let lines = ["\(method) \(path) HTTP/\(version)", "Host: fake"] + (token.map { ["X-Plex-Token: \($0)"] } ?? [])
    return (lines + fields + ["", ""]).joined(separator: "\r\n")
}

/// A world that is small and full of everything, with a server before it.
func startServer(_ options: FakePlexOptions = FakePlexOptions()) throws -> FakePlex {
    try FakePlex.start(library: .generated(seed: 7, albums: 40), options: options)
}

extension FakePlex {
    /// Asks on a connection of its own, and reads until the server closes it.
    func ask(_ request: String) throws -> RawClient.Rest {
        var client = try RawClient(port: port)
        client.send(request)
        client.endSending()
        return try client.readToEnd()
    }

    /// Blocks until something holds, looking again after every change that the server tells of.
    func wait(_ what: Comment, until holds: (FakePlex) -> Bool) throws {
        let changed = DispatchSemaphore(value: 0)
        onChange { changed.signal() }
        while !holds(self) {
            try #require(changed.wait(timeout: .now() + 10) == .success, what)
        }
    }
}

extension FakePlex {
    /// The bytes of the honest answer to a request, head and body.
    func honestAnswer(to request: String) throws -> [UInt8] {
        var client = try RawClient(port: port)
        client.send(request)
        let (head, body) = try client.readAnswer()
        return Array((head + body).utf8)
    }
}
