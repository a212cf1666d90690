internal import Foundation

/// What a number of the system's (`errno`) means for whoever works on a volume.
package enum SystemFailure: Sendable, Equatable {
    /// The volume is full, a quota is used up, or a file may not grow any more.
    case noRoom
    /// The volume itself fails, or is gone.
    case device
    /// The place is not there, or may not be read or written.
    case place
    /// Anything else, such as too many open files.
    case other

    /// The meaning of a number.
    package init(_ number: Int32) {
        switch number {
        case ENOSPC, EDQUOT, EFBIG: self = .noRoom
        case EIO, ENXIO, ENODEV, ESTALE, ETIMEDOUT: self = .device
        case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, EEXIST, ELOOP, ENAMETOOLONG: self = .place
        default: self = .other
        }
    }

    /// The system's words for a number.
    package static func words(_ number: Int32) -> String { String(cString: strerror(number)) }

    /// The system's number behind an error of Foundation's; nothing where there is none.
    package static func number(behind error: any Error) -> Int32? {
        if let error = error as? POSIXError { return error.code.rawValue }
        if (error as? CocoaError)?.code == .fileWriteOutOfSpace { return ENOSPC }
        let error = error as NSError
        if error.domain == NSPOSIXErrorDomain { return Int32(exactly: error.code) }
        return (error.userInfo[NSUnderlyingErrorKey] as? any Error).flatMap { number(behind: $0) }
    }

    /// Writes a little behind the end of the longest of these files, into one of its own in their folder, which is
    /// removed again; the system's number where it cannot, else 0.
    ///
    /// For failed writes of which nobody kept the reason. There, since a file that may not grow may well be written.
    static func probe(_ folder: URL, beside files: [URL]) -> Int32 {
        let place = folder.appending(path: "library.probe-\(UUID().uuidString)")
        let descriptor = open(place.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return errno }
        defer {
            close(descriptor)
            unlink(place.path)
        }
        var longest: off_t = 0
        for file in files {
            var status = stat()
            if stat(file.path, &status) == 0 { longest = max(longest, status.st_size) }
        }
        let bytes = [UInt8](repeating: 0x55, count: 64 << 10)
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                pwrite(
                    descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written, longest + off_t(written))
            }
            if count < 0, errno != EINTR { return errno }
            written += max(0, count)
        }
        return 0
    }
}
