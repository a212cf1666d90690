import Foundation
import Testing

@testable import Harness

struct StageClockTests {
    private func clock(_ changed: @escaping @Sendable () -> Void = {}) -> StageClock {
        StageClock(epoch: Date(timeIntervalSince1970: 1000), changed: changed)
    }

    /// Returns when so many sleep on the clock.
    private func waitFor(_ sleepers: Int, on clock: StageClock) async {
        while clock.sleepers != sleepers { await Task.yield() }
    }

    @Test func `time stands still until it is moved`() {
        let clock = clock()
        #expect(clock.date == Date(timeIntervalSince1970: 1000))
        clock.advance(by: .seconds(90))
        #expect(clock.date == Date(timeIntervalSince1970: 1090))
    }

    @Test(.timeLimit(.minutes(1)))
    func `a sleeper wakes when its time has come, and not before`() async throws {
        let clock = clock()
        async let slept: Void = clock.sleep(for: .seconds(10))
        await waitFor(1, on: clock)
        clock.advance(by: .seconds(9))
        #expect(clock.sleepers == 1)
        #expect(clock.untilNextWake == .seconds(1))
        clock.advance(by: .seconds(1))
        try await slept
        #expect(clock.sleepers == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a cancelled sleeper wakes at once with an error`() async {
        let clock = clock()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                do {
                    try await clock.sleep(for: .seconds(10))
                    return false
                } catch {
                    return error is CancellationError
                }
            }
            await waitFor(1, on: clock)
            group.cancelAll()
            #expect(await group.next() == true)
        }
        #expect(clock.sleepers == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a sleep until now or earlier does not sleep`() async throws {
        let clock = clock()
        try await clock.sleep(until: clock.now, tolerance: nil)
        #expect(clock.sleepers == 0)
    }
}
