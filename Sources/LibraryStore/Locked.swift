#if canImport(os)
internal import os
#else
internal import Synchronization
#endif

/// A value that one thread at a time may touch.
///
/// `Mutex` would do, but Apple's systems have it only from macOS 15 and iOS 18 on. It is the store's because all that
/// need one stand above it.
package final class Locked<Value: Sendable>: Sendable {
    #if canImport(os)
    private let lock: OSAllocatedUnfairLock<Value>

    package init(_ value: Value) { lock = OSAllocatedUnfairLock(initialState: value) }

    package func withLock<Result: Sendable>(_ body: @Sendable (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock(body)
    }
    #else
    private let lock: Mutex<Value>

    package init(_ value: Value) { lock = Mutex(value) }

    package func withLock<Result: Sendable>(_ body: @Sendable (inout Value) throws -> Result) rethrows -> Result {
        try lock.withLock { value throws in try body(&value) }
    }
    #endif
}
