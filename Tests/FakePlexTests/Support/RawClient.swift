import Foundation

/// A client that knows nothing of HTTP but where a head ends: bytes out, bytes in, and how the connection ended.
struct RawClient: ~Copyable {
    private let descriptor: Int32
    private var buffer: [UInt8] = []

    /// How a connection ended.
    enum End: Sendable, Equatable { case fin, reset }

    enum Failure: Error, Equatable {
        case refused
        case system(Int32)
        /// Nothing came for ten seconds: a hang that is told instead of waited out.
        case silence
        case endedEarly(End, after: String)
    }

    /// All that came until the connection ended.
    struct Rest: Sendable, Equatable {
        var bytes: [UInt8]
        var end: End
        var text: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Connects; with a small receive buffer, what the server sends stays on its side until it is read.
    init(port: Int, host: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
        var hints = addrinfo()
        #if os(Linux)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        hints.ai_flags = AI_NUMERICHOST
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0, let info = list?.pointee else {
            throw Failure.system(EINVAL)
        }
        defer { freeaddrinfo(list) }
        let descriptor = socket(info.ai_family, info.ai_socktype, 0)
        guard descriptor >= 0 else { throw Failure.system(errno) }
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        if var receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, socklen_t(MemoryLayout<Int32>.size))
        }
        guard connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 else {
            let code = errno
            close(descriptor)
            throw code == ECONNREFUSED ? Failure.refused : Failure.system(code)
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    func send(_ text: String) { send(Array(text.utf8)) }

    /// Writes all bytes, also against a server that has closed.
    func send(_ bytes: [UInt8]) {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Foundation.send(descriptor, $0.baseAddress, $0.count, noSignal)
            }
            guard count > 0 else { return }
            sent += count
        }
    }

    /// Says that nothing more will be sent.
    func endSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Reads exactly so many bytes.
    mutating func read(_ count: Int) throws -> [UInt8] {
        while buffer.count < count { try fill() }
        defer { buffer.removeFirst(count) }
        return Array(buffer.prefix(count))
    }

    /// Reads a head, with its empty line.
    mutating func readHead() throws -> String {
        let mark = Array("\r\n\r\n".utf8)
        while true {
            if let place = buffer.indices.first(where: { buffer[$0...].starts(with: mark) }) {
                return String(decoding: try read(place + mark.count), as: UTF8.self)
            }
            try fill()
        }
    }

    /// Reads a head and as much body as its Content-Length says.
    mutating func readAnswer() throws -> (head: String, body: String) {
        let head = try readHead()
        let body = try read(contentLength(of: head) ?? 0)
        return (head, String(decoding: body, as: UTF8.self))
    }

    /// Reads until the connection ends.
    mutating func readToEnd() throws -> Rest {
        while true {
            do {
                try fill()
            } catch Failure.endedEarly(let end, _) {
                defer { buffer = [] }
                return Rest(bytes: buffer, end: end)
            }
        }
    }

    private mutating func fill() throws {
        var chunk = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &chunk, chunk.count, 0)
        if count > 0 {
            buffer += chunk[..<count]
        } else if count < 0, errno == EAGAIN {
            throw Failure.silence
        } else if count < 0, errno != ECONNRESET {
            throw Failure.system(errno)
        } else {
            throw Failure.endedEarly(count == 0 ? .fin : .reset, after: String(decoding: buffer, as: UTF8.self))
        }
    }

    #if os(Linux)
    private var noSignal: Int32 { Int32(MSG_NOSIGNAL) }
    #else
    private var noSignal: Int32 { 0 }
    #endif
}

/// The Content-Length in a head.
func contentLength(of head: String) -> Int? {
    head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) }
}

/// Whether the system refuses a connection to this port.
func isRefused(_ port: Int) throws -> Bool {
    do {
        _ = try RawClient(port: port)
        return false
    } catch RawClient.Failure.refused {
        return true
    }
}
