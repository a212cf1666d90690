internal import Foundation

/// The system calls that differ between Linux and Apple's systems.
enum Platform {
    #if os(Linux)
    #if canImport(Musl)
    private static let streamType = Int32(SOCK_STREAM)
    #else
    private static let streamType = Int32(SOCK_STREAM.rawValue)
    #endif
    /// Sends without SIGPIPE: the process's signals stay as they are.
    static let sendFlags = Int32(MSG_NOSIGNAL)
    /// POLLRDHUP, which the headers hide: tells that the client has gone, whether or not unread bytes wait.
    static let clientGoneEvents: Int16 = 0x2000
    /// SIOCOUTQNSD, which no header that Glibc's module shows defines.
    private static let unsentRequest: UInt = 0x894B
    #else
    private static let streamType = SOCK_STREAM
    static let sendFlags: Int32 = 0
    static let clientGoneEvents = Int16(POLLIN)
    #endif

    /// A new socket that child processes do not inherit; negative on failure.
    static func newSocket(family: Int32) -> Int32 {
        let descriptor = socket(family, streamType, 0)
        if descriptor >= 0 { setCloseOnExec(descriptor) }
        return descriptor
    }

    /// Takes a waiting connection and makes it ready: no SIGPIPE, no inheritance, no waiting for full segments.
    static func acceptConnection(_ listener: Int32) -> Int32 {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { return descriptor }
        setCloseOnExec(descriptor)
        setNonBlocking(descriptor, false)  // Apple's systems hand the listener's flag on
        setOption(descriptor, level: Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        #if !os(Linux)
        setOption(descriptor, level: SOL_SOCKET, SO_NOSIGPIPE, 1)
        #endif
        return descriptor
    }

    /// Whether the client has gone, after a wait for ``clientGoneEvents`` ended.
    static func isClientGone(_ socket: Socket) -> Bool {
        #if os(Linux)
        true  // the event says so by itself
        #else
        socket.peerHasClosed()
        #endif
    }

    /// Bytes that were written and have not left this machine's side yet.
    static func unsentBytes(_ descriptor: Int32) -> Int {
        var count: Int32 = 0
        #if os(Linux)
        return ioctl(descriptor, unsentRequest, &count) == 0 ? Int(count) : 0
        #else
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, SO_NWRITE, &count, &size) == 0 ? Int(count) : 0
        #endif
    }

    /// A socket address list for a host, as `getaddrinfo` wants to be asked.
    static func addressHints() -> addrinfo {
        var hints = addrinfo()
        hints.ai_socktype = streamType
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        return hints
    }

    static func setOption(_ descriptor: Int32, level: Int32 = SOL_SOCKET, _ name: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(descriptor, level, name, &value, socklen_t(MemoryLayout<Int32>.size))
    }

    /// Makes closing reset the connection instead of ending it.
    static func setResetOnClose(_ descriptor: Int32) {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    static func setNonBlocking(_ descriptor: Int32, _ isOn: Bool) {
        let flags = fcntl(descriptor, F_GETFL)
        _ = fcntl(descriptor, F_SETFL, isOn ? flags | O_NONBLOCK : flags & ~O_NONBLOCK)
    }

    static func setCloseOnExec(_ descriptor: Int32) {
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    /// The words for the last failed call.
    static func errorText(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }
}
