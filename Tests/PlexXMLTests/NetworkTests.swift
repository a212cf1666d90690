import Foundation
import LibraryModel
import Testing

@testable import PlexXML

/// A socket on this machine that takes connections, and can say whether any came.
private final class Ear {
    private let descriptor: Int32
    let port: UInt16

    init() throws {
        let own = Self.stream()
        descriptor = own
        var address = Self.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let made = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(own, pointer, size) == 0 && listen(own, 8) == 0
                    && getsockname(own, pointer, &size) == 0
            }
        }
        port = UInt16(bigEndian: address.sin_port)
        try #require(made && fcntl(own, F_SETFL, O_NONBLOCK) == 0)
    }

    deinit { close(descriptor) }

    private static func stream() -> Int32 {
        #if canImport(Darwin)
        socket(AF_INET, SOCK_STREAM, 0)
        #else
        socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #endif
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    /// Connections so far: on this machine one that was begun stands in the queue at once.
    func connections() -> Int {
        var count = 0
        while true {
            let connection = accept(descriptor, nil, nil)
            guard connection >= 0 else { return count }
            close(connection)
            count += 1
        }
    }

    /// Connects to it, as whoever loaded what a document names would.
    func touch() -> Bool {
        let caller = Self.stream()
        defer { close(caller) }
        var address = Self.loopback(port: port)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(caller, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}

/// A document is all that there is: whatever it names, nothing is asked for it (sync-requirements, promise 10).
struct NetworkTests {
    @Test(arguments: [
        "<!DOCTYPE MediaContainer SYSTEM \"URL\"><MediaContainer size=\"0\"/>",
        "<!DOCTYPE MediaContainer PUBLIC \"x\" \"URL\"><MediaContainer size=\"0\"/>",
        "<!DOCTYPE MediaContainer [<!ENTITY away SYSTEM \"URL\">]><MediaContainer>&away;</MediaContainer>",
        "<!DOCTYPE MediaContainer [<!ENTITY % away SYSTEM \"URL\"> %away;]><MediaContainer size=\"0\"/>",
        "<?xml-stylesheet href=\"URL\"?><MediaContainer size=\"0\"/>",
        "<MediaContainer size=\"0\" xmlns:xi=\"http://www.w3.org/2001/XInclude\"><xi:include href=\"URL\"/></MediaContainer>",
        "<MediaContainer size=\"0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"URL URL\"/>",
        "<MediaContainer size=\"0\" xmlns=\"URL\" xml:base=\"URL\"/>",
    ])
    func `no address in a document is asked`(document: String) throws {
        let ear = try Ear()
        let body = document.replacing("URL", with: "http://127.0.0.1:\(ear.port)/away")
        _ = failure(Data(body.utf8))
        #expect(ear.connections() == 0)
    }

    @Test func `a connection would have been noticed`() throws {
        let ear = try Ear()
        #expect(ear.connections() == 0)
        #expect(ear.touch() && ear.touch())
        #expect(ear.connections() == 2)
    }
}
