#if canImport(os)
import os
#else
import Synchronization
#endif

/// A value that one thread at a time may touch.
///
/// `Mutex` would do, but Apple's systems have it only from macOS 15 and iOS 18 on.
package final class Locked<Value: Sendable>: Sendable {
    #if canImport(os)
    private let lock: OSAllocatedUnfairLock<Value>
    package init(_ value: Value) { lock = OSAllocatedUnfairLock(initialState: value) }
    package func withLock<R: Sendable>(_ body: @Sendable (inout Value) throws -> R) rethrows -> R {
        try lock.withLock(body)
    }
    #else
    private let lock: Mutex<Value>
    package init(_ value: Value) { lock = Mutex(value) }
    package func withLock<R: Sendable>(_ body: @Sendable (inout Value) throws -> R) rethrows -> R {
        try lock.withLock { try body(&$0) }
    }
    #endif
}
