import LibrarySync
import Testing

/// Words that apps keep, log and switch over: a later version may add one, and changes none.
struct StableNamesTests {
    @Test func `events keep their names`() {
        let names: [DiagnosticEvent.Name] = [
            .refreshBegan, .refreshEnded, .pageRead, .pageRecognized, .passRestarted, .damagedElement,
            .replacedCharacters, .verdict, .artworkFetched, .artworkFailed, .artworkRemoved, .storeFailed,
        ]
        #expect(
            names.map(\.rawValue) == [
                "refreshBegan", "refreshEnded", "pageRead", "pageRecognized", "passRestarted", "damagedElement",
                "replacedCharacters", "verdict", "artworkFetched", "artworkFailed", "artworkRemoved", "storeFailed",
            ])
    }

    @Test func `errors keep their codes`() {
        let codes: [SyncError.Code] = [
            .offline, .connectionLost, .timeout, .serverError, .serverBusy, .unauthorized, .notFound, .notPlex,
            .malformed, .untrustworthyAnswer, .notModifiedUnasked, .cancelled, .noPicture, .diskFull, .volumeFailed,
            .storeDamaged, .storeFailed, .storeNewer, .storeInUse, .storeUnusable, .otherServer, .otherSection,
            .redirectRefused, .invalidConfiguration,
        ]
        #expect(
            codes.map(\.rawValue) == [
                "offline", "connectionLost", "timeout", "serverError", "serverBusy", "unauthorized", "notFound",
                "notPlex", "malformed", "untrustworthyAnswer", "notModifiedUnasked", "cancelled", "noPicture",
                "diskFull", "volumeFailed", "storeDamaged", "storeFailed", "storeNewer", "storeInUse", "storeUnusable",
                "otherServer", "otherSection", "redirectRefused", "invalidConfiguration",
            ])
    }

    @Test func `reasons and verdicts keep their words`() {
        let reasons: [SyncReason] = [.launch, .userInitiated, .background]
        #expect(reasons.map(\.rawValue) == ["launch", "userInitiated", "background"])
        #expect(StudyVerdict.Word.allCases.map(\.rawValue) == ["reliable", "unreliable", "unsupported"])
        #expect(StudyVerdict.Validator.allCases.map(\.rawValue) == ["etag", "counter"])
    }
}
