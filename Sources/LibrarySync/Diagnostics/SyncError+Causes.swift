import Foundation
import LibraryModel
import LibraryStore
import PlexXML

extension SyncError {
    /// What a failed request means for the refresh.
    init(_ failure: RequestFailure, asking request: some CustomStringConvertible) {
        switch failure {
        case .cannotConnect: self.init(.offline, "No connection to the server for \(request).")
        case .connectionLost: self.init(.connectionLost, "The connection ended in the middle of \(request).")
        case .timedOut: self.init(.timeout, "The server took too long over \(request).")
        case .cancelled: self = .cancelled
        case .bodyTooLarge(let limit):
            self.init(.untrustworthyAnswer, "The answer to \(request) is larger than \(limit) bytes.")
        case .redirectRefused(let host):
            self.init(.redirectRefused, "\(request) is redirected to \(host), which is not the server.")
        case .tooManyRedirects: self.init(.serverError, "\(request) is redirected again and again.")
        case .notModifiedUnasked:
            self.init(.notModifiedUnasked, "\(request) was answered with 304 although no validator was sent.")
        case .other(let words): self.init(.connectionLost, "\(request) failed: \(words).")
        case .status(let status, _): self.init(status: status, request)
        }
    }

    private init(status: Int, _ request: some CustomStringConvertible) {
        switch status {
        case 401: self.init(.unauthorized, "The server does not accept the token (401 for \(request)).")
        case 403:
            self.init(
                .unauthorized, "This account may not read \(request) (403).",
                advice: "Sign in with an account that may read the library.")
        case 404: self.init(.notFound, "The server does not know \(request) (404).")
        case 408: self.init(.timeout, "The server gave up waiting for \(request) (408).")
        case 429, 503: self.init(.serverBusy, "The server is not ready for \(request) (\(status)).")
        case 500...: self.init(.serverError, "The server failed at \(request) (\(status)).")
        case 400..<500: self.init(.serverError, "The server refuses \(request) (\(status)).")
        default: self.init(.notPlex, "\(request) was answered with status \(status).")
        }
    }

    /// The refresh was cancelled.
    static let cancelled = SyncError(.cancelled, "The refresh was cancelled.")

    /// What a body that cannot be read means.
    init(_ error: PlexXMLError, asking request: PlexRequest) {
        switch error {
        case .notPlex: self.init(.notPlex, "No Plex server answers: what came for \(request) \(error.fact).")
        default: self.init(.malformed, "The answer to \(request) \(error.fact).")
        }
    }

    /// What an error of the store, or a cancellation while it worked, means.
    init(storing error: any Error) {
        switch error {
        case let error as SyncError: self = error
        case is CancellationError: self = .cancelled
        case let error as StoreError:
            let code: Code =
                switch error {
                case .diskFull: .diskFull
                case .volumeFailed: .volumeFailed
                case .damaged: .storeDamaged
                case .refused, .failed: .storeFailed
                case .newerSchema: .storeNewer
                case .inUse, .runInProgress: .storeInUse
                case .folderUnusable, .closed, .noSuchRun: .storeUnusable
                }
            self.init(code, error.message, advice: error.advice)
        default: self.init(file: error)
        }
    }

    /// What a failure to read or write a file of the library's folder means.
    private init(file error: any Error) {
        let number = (error as? FileFailure)?.number ?? SystemFailure.number(behind: error)
        let words = number.map(SystemFailure.words) ?? "\(error)"
        switch number.map(SystemFailure.init) {
        case .noRoom: self.init(.diskFull, "There is no room on the volume.")
        case .device: self.init(.volumeFailed, "The volume failed: \(words).")
        case .other: self.init(.storeFailed, "The library's folder failed: \(words).")
        case .place, nil: self.init(.storeUnusable, "The library's folder cannot be used: \(words).")
        }
    }
}
