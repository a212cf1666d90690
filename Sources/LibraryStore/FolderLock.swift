internal import Foundation

#if canImport(Darwin)
internal import Darwin
#elseif canImport(Glibc)
internal import Glibc
#elseif canImport(Musl)
internal import Musl
#endif

/// The right to write one library folder, held until it is released or forgotten.
///
/// `flock` locks the open file and not the process, so that a second store is refused in this process as well, and the
/// kernel releases it when a process dies.
final class FolderLock: Sendable {
    private let descriptor: Locked<Int32?>

    /// Takes the lock of this file, which is made where it is missing.
    init(file: URL, folder: URL) throws(StoreError) {
        let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard opened >= 0 else { throw StoreError(system: errno, path: folder.path) }
        guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            _ = Self.closeFile(opened)
            if code == EWOULDBLOCK { throw .inUse(path: folder.path) }
            throw StoreError(system: code, path: folder.path)
        }
        descriptor = Locked(opened)
    }

    /// Whether the folder is still this store's.
    var isHeld: Bool { descriptor.withLock { $0 != nil } }

    /// Gives the lock back; the file stays, since removing it would let two others in.
    func release() {
        let held = descriptor.withLock { value in
            defer { value = nil }
            return value
        }
        guard let held else { return }
        // A child process that is just being made still shares the open file, so that closing it here is not enough.
        flock(held, LOCK_UN)
        _ = Self.closeFile(held)
    }

    deinit { release() }

    private static func closeFile(_ descriptor: Int32) -> Int32 { close(descriptor) }
}
