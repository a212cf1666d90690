#if canImport(os)
internal import os
#else
internal import Synchronization
#endif

/// A value behind a lock: state that connection threads and callers share for a moment at a time.
///
/// Where there is `os`, its unfair lock, since `Mutex` needs newer systems than this package.
final class Locked<Value: Sendable>: Sendable {
    #if canImport(os)
    private let lock: OSAllocatedUnfairLock<Value>
    #else
    private let lock: Mutex<Value>
    #endif

    init(_ value: Value) {
        #if canImport(os)
        lock = OSAllocatedUnfairLock(uncheckedState: value)
        #else
        lock = Mutex(value)
        #endif
    }

    /// Runs a body alone with the value.
    ///
    /// Nothing in it may wait or take another lock.
    func withLock<Result: Sendable, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        #if canImport(os)
        let result = lock.withLockUnchecked { value in
            Swift.Result { () throws(Failure) -> Result in try body(&value) }
        }
        return try result.get()
        #else
        return try lock.withLock { value throws(Failure) -> Result in try body(&value) }
        #endif
    }
}
