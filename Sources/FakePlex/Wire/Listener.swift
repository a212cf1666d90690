internal import Foundation

/// A port of this machine, held also while nobody listens on it.
///
/// A bound socket that never listens keeps the port; a listening one stands beside it by SO_REUSEPORT. With the
/// listening one closed the kernel refuses connections, and a new one gets the same port.
struct Listener: Sendable {
    let port: Int
    private let holder: Int32
    private let address: [UInt8]
    private let family: Int32
    private(set) var descriptor: Int32?

    /// Takes the port and listens on it.
    init(host: String, port: Int) throws(FakePlexError) {
        guard (0...65_535).contains(port) else { throw .portNotAllowed(port, host: host) }
        var (family, address) = try Self.resolve(host: host, port: port)
        let holder = Platform.newSocket(family: family)
        guard holder >= 0 else { throw .noResources("socket", reason: Platform.errorText()) }
        do throws(FakePlexError) {
            // Reusing the address lets connections of a server that has just ended linger in TIME_WAIT. Reusing the
            // port is allowed only once it is ours: otherwise two servers would share it and nobody would be told.
            Platform.setOption(holder, SO_REUSEADDR, 1)
            guard Self.bindSocket(holder, address) else { throw Self.bindError(host: host, port: port) }
            Platform.setOption(holder, SO_REUSEADDR, 0)
            Platform.setOption(holder, SO_REUSEPORT, 1)
            self.port = try Self.localPort(holder, &address)
            self.holder = holder
            self.family = family
            self.address = address
            try listen()
        } catch {
            _ = Foundation.close(holder)
            throw error
        }
    }

    /// Listens again, on the same port.
    mutating func listen() throws(FakePlexError) {
        guard descriptor == nil else { return }
        let socket = Platform.newSocket(family: family)
        guard socket >= 0 else { throw .noResources("socket", reason: Platform.errorText()) }
        Platform.setOption(socket, SO_REUSEADDR, 1)
        Platform.setOption(socket, SO_REUSEPORT, 1)
        Platform.setNonBlocking(socket, true)
        guard Self.bindSocket(socket, address), Foundation.listen(socket, 128) == 0 else {
            let error = Self.bindError(host: "this host", port: port)
            _ = Foundation.close(socket)
            throw error
        }
        descriptor = socket
    }

    /// Stops listening and keeps the port; connections that nobody took are reset by the system.
    mutating func pause() {
        guard let descriptor else { return }
        _ = Foundation.close(descriptor)
        self.descriptor = nil
    }

    /// Gives the port back.
    mutating func close() {
        pause()
        _ = Foundation.close(holder)
    }

    private static func resolve(host: String, port: Int) throws(FakePlexError) -> (Int32, [UInt8]) {
        var hints = Platform.addressHints()
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(host, String(port), &hints, &list)
        guard code == 0, let first = list?.pointee, let address = first.ai_addr else {
            throw .unknownHost(host, reason: String(cString: gai_strerror(code)))
        }
        defer { freeaddrinfo(list) }
        let bytes = UnsafeRawBufferPointer(start: address, count: Int(first.ai_addrlen))
        return (first.ai_family, Array(bytes))
    }

    private static func bindSocket(_ socket: Int32, _ address: [UInt8]) -> Bool {
        withSocketAddress(address) { bind(socket, $0, $1) } == 0
    }

    private static func localPort(_ socket: Int32, _ address: inout [UInt8]) throws(FakePlexError) -> Int {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let code = withUnsafeMutableBytes(of: &storage) { buffer in
            buffer.withMemoryRebound(to: sockaddr.self) { getsockname(socket, $0.baseAddress, &size) }
        }
        guard code == 0 else { throw .noResources("address", reason: Platform.errorText()) }
        address = withUnsafeBytes(of: &storage) { Array($0.prefix(Int(size))) }
        // Both address families keep the port in bytes 2 and 3, the higher first.
        return Int(address[2]) << 8 | Int(address[3])
    }

    private static func withSocketAddress<R>(
        _ address: [UInt8], _ body: (UnsafePointer<sockaddr>?, socklen_t) -> R
    ) -> R {
        address.withUnsafeBytes { buffer in
            buffer.withMemoryRebound(to: sockaddr.self) { body($0.baseAddress, socklen_t(address.count)) }
        }
    }

    private static func bindError(host: String, port: Int) -> FakePlexError {
        let code = errno
        switch code {
        case EADDRINUSE: return .portInUse(port, host: host)
        case EACCES, EPERM: return .portNotAllowed(port, host: host)
        default: return .unknownHost(host, reason: Platform.errorText(code))
        }
    }
}
