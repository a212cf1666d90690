internal import Foundation

/// What a connection brings next.
enum Incoming: Sendable {
    case request(RequestHead)
    /// Not HTTP; the first line, if that much could be read.
    case malformed(RequestProblem, RequestLine?)
    /// The client has closed, has been silent for too long, or the world ends.
    case ended
}

/// Cuts a connection's bytes into requests; what follows one is kept for the next (pipelining).
struct RequestReader {
    private let socket: Socket
    private let pipe: WakePipe
    private let limits: FakePlexLimits
    private var buffer: [UInt8] = []
    private var chunk = [UInt8](repeating: 0, count: 16 * 1024)

    init(socket: Socket, pipe: WakePipe, limits: FakePlexLimits) {
        self.socket = socket
        self.pipe = pipe
        self.limits = limits
    }

    private enum Interruption: Error { case ended, problem(RequestProblem) }

    /// Waits for the next request and reads it to the end of its body, which is dropped.
    mutating func next() -> Incoming {
        var parser = RequestHeadParser(limits: limits)
        do throws(Interruption) {
            while true {
                if let head = try parse(&parser) {
                    buffer.removeFirst(parser.length)
                    try dropBody(of: head)
                    return .request(head)
                }
                try fill()
            }
        } catch {
            switch error {
            case .ended: return .ended
            case .problem(let problem): return .malformed(problem, parser.line)
            }
        }
    }

    /// Reads and drops until the client closes, within the limits, so that a close loses nothing that was sent.
    mutating func drain() {
        var budget = limits.bodyBytes
        while budget > 0, (try? fill()) != nil {  // its only errors are the ends that are waited for
            budget -= buffer.count
            buffer.removeAll(keepingCapacity: true)
        }
    }

    private func parse(_ parser: inout RequestHeadParser) throws(Interruption) -> RequestHead? {
        do throws(RequestProblem) {
            return try parser.parse(buffer)
        } catch {
            throw .problem(error)
        }
    }

    private mutating func fill() throws(Interruption) {
        while true {
            switch socket.wait(for: Int16(POLLIN), or: pipe, milliseconds: limits.idleSeconds * 1_000) {
            case .timedOut: throw .ended
            case .woken: pipe.drain()  // the world wakes all; whoever is to end finds the socket shut down
            case .ready:
                guard case .bytes(let count) = socket.receive(into: &chunk) else { throw .ended }
                buffer += chunk[..<count]
                return
            }
        }
    }

    private mutating func dropBody(of head: RequestHead) throws(Interruption) {
        guard head.body != .none else { return }
        // Nobody who has begun to send needs to be told to go on (RFC 9110, 10.1.1).
        if head.expectsContinue, buffer.isEmpty { _ = socket.send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)) }
        switch head.body {
        case .none: return
        case .length(let length): try drop(length)
        case .chunked: try dropChunks()
        }
    }

    private mutating func drop(_ length: Int) throws(Interruption) {
        var left = length
        while left > buffer.count {
            left -= buffer.count
            buffer.removeAll(keepingCapacity: true)
            try fill()
        }
        buffer.removeFirst(left)
    }

    /// RFC 9112, 7.1: sizes in hexadecimal, each with its data, a size of zero, trailers, an empty line.
    private mutating func dropChunks() throws(Interruption) {
        var total = 0
        while true {
            let line = try takeLine()
            let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
            guard (1...8).contains(digits.count), let size = Int(String(decoding: digits, as: UTF8.self), radix: 16),
                size >= 0, digits.first != UInt8(ascii: "+")
            else { throw .problem(RequestProblem("a chunk's size is no number")) }
            total += size
            guard total <= limits.bodyBytes else { throw .problem(RequestProblem("the body is too long", status: 413)) }
            if size == 0 { break }
            try drop(size)
            guard try takeLine().isEmpty else { throw .problem(RequestProblem("a chunk is longer than its size")) }
        }
        var trailers = 0
        while try !takeLine().isEmpty {
            trailers += 1
            guard trailers <= limits.fields else { throw .problem(RequestProblem("too many trailers", status: 431)) }
        }
    }

    private mutating func takeLine() throws(Interruption) -> [UInt8] {
        while true {
            if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
                let line = Array(buffer[..<end])
                buffer.removeFirst(end + 1)
                guard line.last == UInt8(ascii: "\r") else {
                    throw .problem(RequestProblem("a line of the body ends without a carriage return"))
                }
                return line.dropLast()
            }
            guard buffer.count <= 1_024 else { throw .problem(RequestProblem("a line of the body is too long")) }
            try fill()
        }
    }
}
