import Foundation
import LibraryStore
import PlexXML
import Testing

@testable import LibrarySync

/// What leaves the engine as an error: distinct, and with its advice once (promise 9).
struct SyncErrorTests {
    static let stored: [(StoreError, String)] = [
        (.newerSchema(path: "/p", steps: ["9 more"]), "storeNewer"),
        (.damaged(path: "/p", reason: "r"), "storeDamaged"),
        (.diskFull(path: "/p"), "diskFull"), (.volumeFailed(path: "/p", reason: "r"), "volumeFailed"),
        (.folderUnusable(path: "/p", reason: "r"), "storeUnusable"), (.inUse(path: "/p"), "storeInUse"),
        (.runInProgress(id: 7), "storeInUse"), (.noSuchRun(id: 7), "storeUnusable"),
        (.closed(path: "/p"), "storeUnusable"), (.refused(path: "/p", reason: "r"), "storeFailed"),
        (.failed(path: "/p", code: 1, reason: "r"), "storeFailed"),
    ]

    @Test(arguments: stored)
    func `an error of the store keeps its meaning, and says what to do once`(error: StoreError, code: String) {
        let found = SyncError(storing: error)
        #expect(found.code.rawValue == code)
        #expect(found.message == error.message)
        #expect("\(found)".components(separatedBy: found.advice).count == 2, "\(found)")
        #expect("\(found)".hasSuffix(". \(error.advice)"))
    }

    @Test(arguments: [
        (ENOSPC, "diskFull"), (EDQUOT, "diskFull"), (EFBIG, "diskFull"), (EIO, "volumeFailed"),
        (EACCES, "storeUnusable"),
        (EROFS, "storeUnusable"), (EMFILE, "storeFailed"),
    ])
    func `a file that cannot be written is its reason`(number: Int32, code: String) {
        #expect(SyncError(storing: FileFailure(number: number)).code.rawValue == code)
        let posix = NSError(domain: NSPOSIXErrorDomain, code: Int(number))
        let error = NSError(
            domain: NSCocoaErrorDomain, code: CocoaError.fileReadUnknown.rawValue,
            userInfo: [NSUnderlyingErrorKey: posix])
        #expect(SyncError(storing: error).code.rawValue == code)
    }

    @Test(arguments: [
        PlexXMLError.empty, .notPlex(root: nil), .notPlex(root: "html"),
        .malformed(line: 1, column: 2, reason: "r"), .sizeMismatch(declared: 3, found: 1), .tooDeep(64),
    ])
    func `an answer that cannot be read is one sentence with one piece of advice`(error: PlexXMLError) {
        let found = SyncError(error, asking: .all(9, section: "4"))
        #expect(found.message.components(separatedBy: ". ").count == 1, "\(found)")
        #expect(found.message.hasSuffix("\(error.fact)."))
        #expect(found.message.contains("/library/sections/4/all?type=9"))
    }

    @Test(arguments: [
        SyncError.Code.offline, .connectionLost, .timeout, .serverError, .serverBusy, .unauthorized, .notFound,
        .notPlex,
        .malformed, .untrustworthyAnswer, .notModifiedUnasked, .cancelled, .noPicture, .diskFull, .volumeFailed,
        .storeDamaged, .storeFailed, .storeNewer, .storeInUse, .storeUnusable, .otherServer, .otherSection,
        .redirectRefused, .invalidConfiguration,
    ])
    func `every code has advice of its own`(code: SyncError.Code) {
        let advice = SyncError(code, "What happened.").advice
        #expect(advice.hasSuffix("."))
        #expect(advice != SyncError(.init(rawValue: "of a later version"), "").advice)
    }

    @Test(arguments: [
        ([1, 2, 3, 4], "1,2,3,4"), (Array(1...5), "1,2,3 and 2 more"), (Array(1...100), "1,2,3 and 97 more"),
        ([7], "7"),
    ])
    func `a request for many items is named by the first ones, and is another one for other items`(
        keys: [Int], shown: String
    ) {
        let request = PlexRequest.items(keys)
        #expect("\(request)" == "/library/metadata/\(shown)")
        #expect(SyncError(.timedOut, asking: request).message.contains("/library/metadata/\(shown)."))
        #expect(request.name == "/library/metadata/" + keys.map(String.init).joined(separator: ","))
        #expect(request.filing == request.name)
        #expect(request != PlexRequest.items(keys.dropLast() + [1_000]))
    }
}
