import Foundation
import Testing

@testable import FakePlex

@Suite(.timeLimit(.minutes(1)))
struct ListenerTests {
    private func code(_ options: FakePlexOptions) -> FakePlexError.Code? {
        do {
            try FakePlex.start(library: Catalog(), options: options).stop()
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `a port in use is told in a sentence`() throws {
        let server = try startServer()
        defer { server.stop() }
        let error = #expect(throws: FakePlexError.self) { try startServer(FakePlexOptions(port: server.port)) }
        #expect(error?.code == .portInUse)
        #expect(error?.message == "Port \(server.port) on 127.0.0.1 is already in use.")
    }

    @Test func `a port is in use also while its server refuses`() throws {
        let server = try startServer()
        defer { server.stop() }
        server.arm(FaultRule(.refuse))
        #expect(code(FakePlexOptions(port: server.port)) == .portInUse)
    }

    @Test func `a port is free again once its server has stopped`() throws {
        let server = try startServer()
        var client = try RawClient(port: server.port)
        client.send(get("/identity"))
        _ = try client.readAnswer()
        server.stop()
        #expect(code(FakePlexOptions(port: server.port)) == nil)
        #expect(try isRefused(server.port))
    }

    @Test(arguments: [
        ("127.0.0.1", -1, FakePlexError.Code.portNotAllowed), ("127.0.0.1", 65_536, .portNotAllowed),
        ("no such host", 0, .unknownHost), ("192.0.2.1", 0, .unknownHost),
    ])
    func `what cannot be listened on is told`(host: String, port: Int, expected: FakePlexError.Code) {
        #expect(code(FakePlexOptions(host: host, port: port)) == expected)
    }

    @Test func `IPv6 hosts work where the system has them`() throws {
        let server: FakePlex
        do {
            server = try startServer(FakePlexOptions(host: "::1"))
        } catch let error as FakePlexError where error.code == .unknownHost {
            try Test.cancel("this machine has no IPv6 loopback")
        }
        defer { server.stop() }
        #expect(server.baseURL.absoluteString == "http://[::1]:\(server.port)")
        var client = try RawClient(port: server.port, host: "::1")
        client.send(get("/identity"))
        #expect(try client.readAnswer().head.hasPrefix("HTTP/1.1 200 "))
    }
}
