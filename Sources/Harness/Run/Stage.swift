import FakePlex
import Foundation
import Scenarios

extension Catalog {
    /// The key of the first section, which is the only one in most catalogs.
    var soleSection: String { sections.first?.key ?? "" }
}

/// What one case is played on: a server, a clock, a folder, and the client that is running.
final class Stage: Sendable {
    let server: FakePlex
    let clock: StageClock
    let notifier: Notifier
    let folder: URL
    private let section: String?
    private let subjectName: SubjectName
    private let client: ClientDescription
    /// The last request of the client before: the server may hold what a client asked for that is gone.
    private let lastOfOthers = Locked(0)

    init(
        server: FakePlex, folder: URL, section: String?, subject: SubjectName,
        client: ClientDescription = ClientDescription()
    ) {
        self.server = server
        self.folder = folder
        self.section = section
        subjectName = subject
        self.client = client
        let notifier = Notifier()
        self.notifier = notifier
        clock = StageClock(epoch: Date(timeIntervalSince1970: server.time)) { notifier.poke() }
        server.onChange { notifier.poke() }
    }

    /// Starts the client on its folder.
    func open() async throws -> any Subject {
        let (server, clock, notifier) = (server, clock, notifier)
        lastOfOthers.withLock { $0 = server.lastRequest }
        return try await subjectName.open(
            SubjectSetting(
                server: server.baseURL, token: server.token, section: section ?? server.catalog.soleSection,
                isSectionTold: section != nil, folder: folder, client: client, clock: clock, now: { clock.date },
                revision: { server.catalog.revision },
                changed: { notifier.poke() }))
    }

    /// Moves the server's time and the client's together; the server first, so that who listens again does listen.
    func advance(by duration: Duration) {
        server.advance(by: duration)
        clock.advance(by: duration)
    }

    /// Brings the client's clock to the server's, which an edit has moved.
    func followServer() {
        let ahead = server.time - clock.date.timeIntervalSince1970
        if ahead > 0 { clock.advance(by: .seconds(ahead)) }
    }

    /// Waits until the client does nothing any more unless time moves or the server lets go; time stands still.
    func settle(_ subject: any Subject) async {
        for await _ in notifier.times({ self.isStuck(subject) }) {
            guard !Task.isCancelled, !isStuck(subject) else { return }
        }
    }

    /// Whether every piece of the client's work sleeps on the clock or waits for a request that the server holds.
    private func isStuck(_ subject: any Subject) -> Bool {
        let work = subject.activeWork
        let held = server.heldRequests(after: lastOfOthers.withLock { $0 })
        guard subject.requestsInFlight == held else { return false }
        return max(clock.sleepers, held) >= work
    }

    /// Moves time as far as somebody waits for it, and only while nothing else can happen, until cancelled.
    ///
    /// Sleepers that guard a request then guard one that will not be answered.
    func keepTime(for subject: any Subject) async {
        let waitsForTime: @Sendable () -> Bool = { subject.activeWork > 0 && self.isStuck(subject) }
        for await _ in notifier.times(waitsForTime) {
            guard !Task.isCancelled else { return }
            guard waitsForTime() else { continue }
            let waits = [clock.untilNextWake, server.untilNextRelease].compactMap(\.self)
            if let next = waits.min() { advance(by: max(next, .zero)) }
        }
    }
}
