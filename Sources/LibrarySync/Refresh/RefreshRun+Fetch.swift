import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// An answer of the server's, before anything was made of it.
struct Answered {
    var body: Data
    var etag: String?
    var lastModified: String?
    var cacheControl: String?
    /// Of the body as it came.
    var bodyHash: String
    var serverTime: Int64?
    /// What the validator is filed under.
    var filing: String
}

/// An answer that was read.
struct Fetched<Row: PlexRow> {
    var page: PlexPage<Row>
    var answer: Answered

    /// Elements that came, those that could not be read included.
    var received: Int { page.rows.count + page.damaged.count }
}

extension RefreshRun {
    /// Asks, without a condition, and reads the answer.
    func fetch<Row: PlexRow>(_ request: PlexRequest, as type: Row.Type) async throws(SyncError) -> Fetched<Row> {
        try read(try await answer(request), to: request, as: type)
    }

    /// Asks, on the condition that the answer is another one now; nothing where it is not.
    func fetch<Row: PlexRow>(
        _ request: PlexRequest, as type: Row.Type, on condition: Precondition
    ) async throws(SyncError) -> Fetched<Row>? {
        guard let answered = try await answer(request, on: condition) else { return nil }
        return try read(answered, to: request, as: type)
    }

    /// Asks, without a condition.
    func answer(_ request: PlexRequest) async throws(SyncError) -> Answered {
        guard let answered = try await answer(request, on: nil) else {
            throw SyncError(.notModifiedUnasked, "\(request) was answered with 304.")
        }
        return answered
    }

    private func answer(_ request: PlexRequest, on condition: Precondition?) async throws(SyncError) -> Answered? {
        let answer: PlexAnswer
        do throws(RequestFailure) {
            answer = try await services.client.answer(request, on: condition)
        } catch {
            throw SyncError(error, asking: request)
        }
        if answer.isNotModified { return nil }
        return Answered(
            body: answer.body, etag: answer.etag, lastModified: answer.lastModified, cacheControl: answer.cacheControl,
            bodyHash: ContentHash.of(answer.body), serverTime: answer.serverTime, filing: request.filing)
    }

    /// Makes rows of an answer.
    func read<Row: PlexRow>(
        _ answer: Answered, to request: PlexRequest, as type: Row.Type
    ) throws(SyncError) -> Fetched<Row> {
        do throws(PlexXMLError) {
            return Fetched(page: try readPlexPage(answer.body, as: type), answer: answer)
        } catch {
            throw SyncError(error, asking: request)
        }
    }

    /// Reads a list to its end, page by page.
    ///
    /// `take` gets each page with the keys that earlier pages had as well, and says whether to go on.
    func readPages<Row: PlexRow>(
        of list: PlexRequest, as type: Row.Type, identify: (Row) -> Int64?, key: (Row) -> RatingKey,
        take: (Fetched<Row>, Set<Int64>) async throws(SyncError) -> Bool
    ) async throws(SyncError) -> PagedPass {
        try await walk(
            list, read: { (request) throws(SyncError) in try await fetch(request, as: type) },
            facts: { $0.facts(from: $1, identify: identify, key: key) }, take: take)
    }

    /// Goes through a list to its end, page by page, and believes it only when the pages make one whole.
    ///
    /// `facts` are those of a page that begins at this row. `take` gets each page that fits those before it, with the
    /// keys that they had as well, and says whether to go on.
    func walk<Page>(
        _ list: PlexRequest, read: (PlexRequest) async throws(SyncError) -> Page, facts: (Page, Int) -> PageFacts,
        take: (Page, Set<Int64>) async throws(SyncError) -> Bool
    ) async throws(SyncError) -> PagedPass {
        let name = list.name
        var paged = PagedPass(accepted: repeats[name] ?? [], asked: services.pageSize)
        var start = 0
        while true {
            let request = list.rows(from: start, size: services.pageSize)
            let page = try await read(request)
            let known = facts(page, start)
            let step: PagedPass.Step
            do throws(PassFault) {
                step = try paged.take(known)
            } catch {
                if case .repeated(let keys) = error { repeats[name] = keys }
                throw .inconsistent("\(name) cannot be read whole: \(error).")
            }
            if step == .repetition { return paged }
            let received = known.received
            services.emit(
                DiagnosticEvent(.pageRead, "\(request): \(received) elements.", reason: reason, count: received))
            guard try await take(page, paged.repeatedInPage), case .next(let next) = step else { return paged }
            start = next
        }
    }

    /// How many elements a list has; nothing where the server does not say.
    func countAlone<Row: PlexRow>(of list: PlexRequest, as type: Row.Type) async throws(SyncError) -> Int? {
        let fetched = try await fetch(list.rows(from: 0, size: 0), as: type)
        if let total = fetched.page.container.totalSize { return total }
        return fetched.received > 0 ? fetched.received : nil
    }

    func report(_ damage: DamagedElement, of what: String) {
        let name = damage.ratingKey.map { "\(what) \($0)" } ?? "the \(what) in place \(damage.position)"
        let words = "\(name) was left out: its \(damage.attribute) \(damage.reason) (line \(damage.line))."
        note(words, as: .damagedElement)
    }

    func report(flaw: DamagedElement, of what: String) {
        let name = flaw.ratingKey.map { "\(what) \($0)" } ?? "the \(what) in place \(flaw.position)"
        note("\(name) was read but for one thing: its \(flaw.attribute) \(flaw.reason).", as: .damagedElement)
    }

    /// Reports everything that was not as it should be on a page.
    func reportDamage<Row: PlexRow>(on page: PlexPage<Row>, of what: String) {
        for damage in page.damaged { report(damage, of: what) }
        for flaw in page.flawed { report(flaw: flaw, of: what) }
        for replaced in page.replaced { report(replaced, of: what) }
    }

    func report(_ replaced: ReplacedCharacters, of what: String) {
        let name = replaced.ratingKey.map { "\(what) \($0)" } ?? "an answer"
        let words = "\(name) held \(replaced.count) characters that XML forbids; they became U+FFFD."
        note(words, as: .replacedCharacters)
    }
}

extension Fetched {
    func facts(from start: Int, identify: (Row) -> Int64?, key: (Row) -> RatingKey) -> PageFacts {
        var identities = page.rows.compactMap(identify)
        identities += page.damaged.compactMap { $0.ratingKey?.value }
        return PageFacts(
            start: start, received: received, total: page.container.totalSize, offset: page.container.offset,
            identities: identities, keys: page.rows.map { identify($0) ?? key($0).value })
    }
}

extension PlexRequest {
    /// Names the request exactly: the rows that are asked for are in headers.
    var filing: String {
        guard let window else { return name }
        return "\(name) \(window.start)+\(window.size)"
    }
}
