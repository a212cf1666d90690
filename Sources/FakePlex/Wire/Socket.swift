internal import Foundation

/// A connected socket, by its descriptor.
///
/// Whoever owns it closes it, once.
struct Socket: Sendable {
    let descriptor: Int32

    /// What a wait ended with.
    enum Event: Sendable, Equatable { case ready, woken, timedOut }

    /// What a read brought.
    enum Received: Sendable, Equatable { case bytes(Int), ended, failed }

    /// Waits for one of the events or for a wake-up, which goes first; nothing for `seconds`: without end.
    func wait(for events: Int16, or pipe: WakePipe, milliseconds: Int?) -> Event {
        var waits = [
            pollfd(fd: pipe.readEnd, events: Int16(POLLIN), revents: 0),
            pollfd(fd: descriptor, events: events, revents: 0),
        ]
        let deadline = milliseconds.map { Deadline(milliseconds: $0) }
        while true {
            let count = poll(&waits, 2, deadline?.pollTimeout ?? -1)
            if count > 0 { return waits[0].revents != 0 ? .woken : .ready }
            if count == 0 { return .timedOut }
            guard errno == EINTR else { return .ready }  // the call on the socket will tell what is wrong
        }
    }

    /// Writes all bytes; returns how many went out before the connection failed.
    func send(_ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
                let count = Foundation.send(descriptor, rest.baseAddress, rest.count, Platform.sendFlags)
                if count > 0 {
                    sent += count
                } else if count < 0, errno == EAGAIN {
                    var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    _ = poll(&wait, 1, -1)
                } else if count == 0 || errno != EINTR {
                    break
                }
            }
            return sent
        }
    }

    /// Reads what is there, at most as many bytes as the buffer has.
    func receive(into buffer: inout [UInt8]) -> Received {
        while true {
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            guard errno == EINTR else { return .failed }
        }
    }

    /// Whether the client has closed its side; bytes before that may still be unread.
    func peerHasClosed() -> Bool {
        var byte: UInt8 = 0
        return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
    }

    /// Sends a FIN; what was written before arrives.
    func endSending() { _ = shutdown(descriptor, Int32(SHUT_WR)) }

    /// Ends both directions from any thread; a thread that waits on the socket sees its end.
    func shutDown() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    func close() { _ = Foundation.close(descriptor) }
}

/// A moment to give up at, that interrupted waits do not push away.
struct Deadline: Sendable {
    private let end: ContinuousClock.Instant

    init(milliseconds: Int) {
        end = .now + .milliseconds(milliseconds)
    }

    var hasPassed: Bool { .now >= end }

    /// What is left, as `poll` takes it: milliseconds, rounded up.
    var pollTimeout: Int32 {
        let left = (end - .now) / .milliseconds(1)
        return Int32(min(max(0, left.rounded(.up)), 1_000_000_000))
    }
}
