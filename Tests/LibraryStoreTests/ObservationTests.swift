import Foundation
import LibraryModel
import Testing

@testable import LibraryStore

struct ObservationTests {
    @Test func `observations are committed with their run, and the last of each kind are kept`() async throws {
        try await withStore { store in
            for number in 1...(Observation.limit + 3) {
                let run = try await store.begin(reason: .background, at: .now)
                var seen = Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200, isChanged: true)
                seen.contentChangedAt = Int64(number)
                seen.etag = "\"\(number)\""
                seen.bodyHash = "0f"
                let playlist = Observation(runID: run.id, at: run.startedAt, kind: .playlist, status: 304)
                try await store.saveObservations([seen, playlist], in: run)
                #expect(try await store.observations().count == 2 * min(number - 1, Observation.limit))
                _ = try await store.commit(run, record: RunRecord(run, endedAt: .now, outcome: RunRecord.success))
            }
            let kept = try await store.observations().filter { $0.kind == .album }
            #expect(kept.map(\.contentChangedAt) == (4...Int64(Observation.limit + 3)).map { $0 })
            #expect(kept.last?.etag == "\"\(Observation.limit + 3)\"")
            #expect(kept.last?.isChanged == true)
        }
    }

    @Test func `an observation is read as it was written`() async throws {
        try await withStore { store in
            let run = try await store.begin(reason: .background, at: date())
            var seen = Observation(runID: run.id, at: date(1_700_000_007), kind: .track, status: 304, isChanged: true)
            (seen.etag, seen.lastModified, seen.cacheControl) = ("\"a\"", "Tue, 14 Nov 2023 22:13:20 GMT", "no-cache")
            (seen.contentChangedAt, seen.updatedAt, seen.scannedAt) = (48_213, 1_700_000_100, 1_700_000_200)
            seen.bodyHash = "0f"
            try await store.saveObservations([seen], in: run)
            _ = try await store.commit(run, record: record(run))
            #expect(try await store.observations() == [seen])
        }
    }

    @Test func `a kind that is seen often drives out no other`() async throws {
        try await withStore { store in
            for number in 0...Observation.limit {
                try await store.sync { run in
                    let kind: ItemKind = number == 0 ? .artist : .album
                    let seen = Observation(runID: run.id, at: run.startedAt, kind: kind, status: 200)
                    try await store.saveObservations([seen], in: run)
                }
            }
            try await store.sync { run in
                let seen = Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200)
                try await store.saveObservations([seen], in: run)
            }
            #expect(try await store.observations().count { $0.kind == .artist } == 1)
            #expect(try await store.observations().count { $0.kind == .album } == Observation.limit)
        }
    }

    @Test func `a run that is abandoned leaves none`() async throws {
        try await withStore { store in
            let run = try await store.begin(reason: .background, at: .now)
            try await store.saveObservations(
                [Observation(runID: run.id, at: run.startedAt, kind: .album, status: 200)], in: run)
            try await store.abandon(run, record: RunRecord(run, endedAt: .now, outcome: "offline"))
            #expect(try await store.observations().isEmpty)
        }
    }
}
