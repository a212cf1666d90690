import Foundation
import GRDB
import Testing

@testable import LibraryStore

/// What every failure of SQLite's and of the system's means: sync-requirements, promise 9.
struct StoreErrorTests {
    /// The codes of <https://www.sqlite.org/rescode.html> that are failures, each with the case that it is.
    static let codes: [(ResultCode, String)] = [
        (.SQLITE_ERROR, "failed"), (.SQLITE_INTERNAL, "failed"), (.SQLITE_PERM, "folderUnusable"),
        (.SQLITE_ABORT, "failed"), (.SQLITE_BUSY, "inUse"), (.SQLITE_LOCKED, "inUse"), (.SQLITE_NOMEM, "failed"),
        (.SQLITE_READONLY, "folderUnusable"), (.SQLITE_INTERRUPT, "failed"), (.SQLITE_IOERR, "volumeFailed"),
        (.SQLITE_CORRUPT, "damaged"), (.SQLITE_NOTFOUND, "failed"), (.SQLITE_FULL, "diskFull"),
        (.SQLITE_CANTOPEN, "folderUnusable"), (.SQLITE_PROTOCOL, "inUse"), (.SQLITE_EMPTY, "failed"),
        (.SQLITE_SCHEMA, "failed"), (.SQLITE_TOOBIG, "refused"), (.SQLITE_CONSTRAINT, "refused"),
        (.SQLITE_MISMATCH, "refused"), (.SQLITE_MISUSE, "failed"), (.SQLITE_NOLFS, "diskFull"),
        (.SQLITE_AUTH, "failed"), (.SQLITE_FORMAT, "failed"), (.SQLITE_RANGE, "failed"),
        (.SQLITE_NOTADB, "damaged"), (.SQLITE_NOTICE, "failed"), (.SQLITE_WARNING, "failed"),
        (.SQLITE_BUSY_RECOVERY, "inUse"), (.SQLITE_BUSY_SNAPSHOT, "inUse"), (.SQLITE_LOCKED_SHAREDCACHE, "inUse"),
        (.SQLITE_CANTOPEN_FULLPATH, "folderUnusable"), (.SQLITE_CANTOPEN_ISDIR, "folderUnusable"),
        (.SQLITE_READONLY_DBMOVED, "folderUnusable"), (.SQLITE_READONLY_DIRECTORY, "folderUnusable"),
        (.SQLITE_CORRUPT_VTAB, "damaged"), (.SQLITE_CONSTRAINT_CHECK, "refused"),
        (.SQLITE_CONSTRAINT_FOREIGNKEY, "refused"), (.SQLITE_CONSTRAINT_NOTNULL, "refused"),
        (.SQLITE_CONSTRAINT_UNIQUE, "refused"), (.SQLITE_IOERR_READ, "volumeFailed"),
        (.SQLITE_IOERR_SHORT_READ, "damaged"), (.SQLITE_IOERR_WRITE, "volumeFailed"),
        (.SQLITE_IOERR_FSYNC, "volumeFailed"), (.SQLITE_IOERR_DIR_FSYNC, "volumeFailed"),
        (.SQLITE_IOERR_TRUNCATE, "volumeFailed"), (.SQLITE_IOERR_FSTAT, "volumeFailed"),
        (.SQLITE_IOERR_UNLOCK, "volumeFailed"), (.SQLITE_IOERR_RDLOCK, "volumeFailed"),
        (.SQLITE_IOERR_DELETE, "volumeFailed"), (.SQLITE_IOERR_NOMEM, "failed"),
        (.SQLITE_IOERR_ACCESS, "volumeFailed"), (.SQLITE_IOERR_CHECKRESERVEDLOCK, "volumeFailed"),
        (.SQLITE_IOERR_LOCK, "volumeFailed"), (.SQLITE_IOERR_CLOSE, "volumeFailed"),
        (.SQLITE_IOERR_SHMOPEN, "volumeFailed"), (.SQLITE_IOERR_SHMSIZE, "volumeFailed"),
        (.SQLITE_IOERR_SHMLOCK, "volumeFailed"), (.SQLITE_IOERR_SHMMAP, "volumeFailed"),
        (.SQLITE_IOERR_SEEK, "volumeFailed"), (.SQLITE_IOERR_DELETE_NOENT, "volumeFailed"),
        (.SQLITE_IOERR_MMAP, "volumeFailed"), (.SQLITE_IOERR_GETTEMPPATH, "volumeFailed"),
    ]

    /// Failed writes of which SQLite does not say that there is no room.
    static let writes: [ResultCode] = [
        .SQLITE_IOERR_WRITE, .SQLITE_IOERR_FSYNC, .SQLITE_IOERR_DIR_FSYNC, .SQLITE_IOERR_TRUNCATE,
        .SQLITE_IOERR_CLOSE, .SQLITE_IOERR_SHMOPEN, .SQLITE_IOERR_SHMSIZE, .SQLITE_IOERR_SHMMAP,
    ]

    private func meaning(_ code: ResultCode, said: Int32 = 0, probed: Int32 = 0) -> StoreError {
        StoreError(DatabaseError(resultCode: code, message: "words"), path: "/place", system: said) { probed }
    }

    private func name(_ error: StoreError) -> String {
        switch error {
        case .newerSchema: "newerSchema"
        case .damaged: "damaged"
        case .diskFull: "diskFull"
        case .volumeFailed: "volumeFailed"
        case .folderUnusable: "folderUnusable"
        case .inUse: "inUse"
        case .runInProgress: "runInProgress"
        case .noSuchRun: "noSuchRun"
        case .closed: "closed"
        case .refused: "refused"
        case .failed: "failed"
        }
    }

    @Test(arguments: codes)
    func `every result code has its meaning`(code: ResultCode, expected: String) {
        #expect(name(meaning(code)) == expected, "\(code)")
    }

    @Test func `no primary code is forgotten`() {
        #expect(Set(Self.codes.map(\.0.primaryResultCode.rawValue)) == Set(1...28))
    }

    @Test(arguments: writes, [ENOSPC, EDQUOT, EFBIG])
    func `a failed write for want of room is a full disk, whoever says so`(code: ResultCode, number: Int32) {
        #expect(meaning(code, said: number) == .diskFull(path: "/place"))
        #expect(meaning(code, said: 0, probed: number) == .diskFull(path: "/place"))
        #expect(meaning(code, said: ENOENT, probed: number) == .diskFull(path: "/place"), "said of another file")
    }

    @Test(arguments: writes)
    func `a failed write with an input and output error is the volume's, also where there is no room`(code: ResultCode)
    {
        let error = meaning(code, said: EIO, probed: ENOSPC)
        #expect(error == .volumeFailed(path: "/place", reason: "words (\(SystemFailure.words(EIO)))"))
        #expect(meaning(code, probed: EIO) == error)
    }

    @Test(arguments: [(ENOSPC, "diskFull"), (EDQUOT, "diskFull"), (EIO, "volumeFailed"), (EACCES, "folderUnusable")])
    func `a file that cannot be opened is its reason`(number: Int32, expected: String) {
        #expect(name(meaning(.SQLITE_CANTOPEN, said: number)) == expected)
    }

    @Test(arguments: [
        (ENOSPC, "diskFull"), (EDQUOT, "diskFull"), (EFBIG, "diskFull"), (EIO, "volumeFailed"),
        (ENXIO, "volumeFailed"), (ENODEV, "volumeFailed"), (ESTALE, "volumeFailed"), (ETIMEDOUT, "volumeFailed"),
        (EACCES, "folderUnusable"), (EPERM, "folderUnusable"), (EROFS, "folderUnusable"),
        (ENOENT, "folderUnusable"), (ENOTDIR, "folderUnusable"), (EISDIR, "folderUnusable"),
        (EEXIST, "folderUnusable"), (ELOOP, "folderUnusable"), (ENAMETOOLONG, "folderUnusable"),
        (EMFILE, "failed"), (ENFILE, "failed"), (ENOMEM, "failed"), (EINTR, "failed"),
    ])
    func `every number of the system's has its meaning, also behind an error of Foundation's`(
        number: Int32, expected: String
    ) {
        #expect(name(StoreError(system: number, path: "/place")) == expected)
        let posix = NSError(domain: NSPOSIXErrorDomain, code: Int(number))
        let error = NSError(
            domain: NSCocoaErrorDomain, code: CocoaError.fileWriteUnknown.rawValue,
            userInfo: [NSUnderlyingErrorKey: posix])
        #expect(SystemFailure.number(behind: error) == number)
        #expect(name(StoreError(file: error, path: "/place")) == expected)
    }

    @Test func `the probe leaves nothing, and says what is in the way`() async throws {
        try await withFolder { folder in
            #expect(SystemFailure.probe(folder.appending(path: "missing"), beside: []) == ENOENT)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            #expect(SystemFailure.probe(folder, beside: [folder.appending(path: "none")]) == 0)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        }
    }

    @Test(arguments: [
        StoreError.newerSchema(path: "/p", steps: ["9"]), .damaged(path: "/p", reason: "r"), .diskFull(path: "/p"),
        .volumeFailed(path: "/p", reason: "r"), .folderUnusable(path: "/p", reason: "r"), .inUse(path: "/p"),
        .runInProgress(id: 1), .noSuchRun(id: 1), .closed(path: "/p"), .refused(path: "/p", reason: "r"),
        .failed(path: "/p", code: 1, reason: "r"),
    ])
    func `an error says what happened and what to do, each once`(error: StoreError) {
        #expect(!error.message.isEmpty && !error.advice.isEmpty)
        #expect("\(error)" == "\(error.message) \(error.advice)")
        #expect(!error.message.contains(error.advice))
    }
}
