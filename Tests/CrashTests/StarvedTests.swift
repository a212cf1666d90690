import FakePlex
import Foundation
import Testing

/// A client that may not write: sync-requirements, S40.
@Suite(.serialized)
struct StarvedTests {
    @Test(.timeLimit(.minutes(10)), arguments: Scene.Job.allCases)
    func `a client whose files may not grow says that the disk is full, and goes on when they may`(
        job: Scene.Job
    ) async throws {
        try await withFolder { place in
            try await Scene.with(job, in: place) { scene in
                var outcomes: Set<String> = []
                for part in 0...12 {
                    let limit = scene.mostBytes * part / 12
                    let folder = place.appending(path: "\(limit)")
                    try scene.copy(to: folder)
                    let end = try await Child(scene.server, folder, ["bytes=\(limit)"]).run()
                    let outcome = try #require(end.outcome, "\(limit) bytes: \(end)")
                    #expect(["diskFull", "success"].contains(outcome), "\(limit) bytes: \(end)")
                    outcomes.insert(outcome)
                    try scene.expectBeforeOrAfter(folder, "\(limit) bytes")
                    let next = try await Child(scene.server, folder).run()
                    #expect(next.outcome == "success", "\(limit) bytes: \(next)")
                    try scene.expectWhole(folder, "\(limit) bytes")
                }
                #expect(outcomes == ["diskFull", "success"])
            }
        }
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            (EIO, "volumeFailed"), (ENXIO, "volumeFailed"), (ENOSPC, "diskFull"), (EDQUOT, "diskFull"),
            (EFBIG, "diskFull"),
        ])
    func `a client whose writes the system refuses says why, and goes on when they go through`(
        number: Int32, expected: String
    ) async throws {
        try await withFolder { place in
            try await Scene.with(.refresh, in: place) { scene in
                let sought = place.appending(path: "counted")
                try scene.copy(to: sought)
                let all = try #require(try await Child(scene.server, sought, ["writes=yes"]).run().writes)
                let other = expected == "diskFull" ? "disk I/O error" : "takes no more"
                // Of its short-lived files, which opening writes, SQLite keeps no number, and the volume itself has room.
                for part in 2...6 {
                    let first = all * part / 6
                    let folder = place.appending(path: "\(first)")
                    try scene.copy(to: folder)
                    let end = try await Child(scene.server, folder, ["refuse=\(first)", "errno=\(number)"]).run()
                    // The last writes are those of pictures and of closing, after the refresh.
                    #expect(end.outcome == expected || part > 3 && end.outcome == "success", "write \(first): \(end)")
                    #expect(!end.error.contains(other), "write \(first): \(end)")
                    try scene.expectBeforeOrAfter(folder, "write \(first)")
                    let next = try await Child(scene.server, folder).run()
                    #expect(next.outcome == "success", "write \(first): \(next)")
                    try scene.expectWhole(folder, "write \(first)")
                }
            }
        }
    }

    /// The first has no room for a picture, the second none for what is noted of it.
    @Test(.timeLimit(.minutes(2)), arguments: [500, 10_000])
    func `pictures that find no room are missing, and whole when there is room`(bytes: Int) async throws {
        try await withFolder { place in
            try await Scene.with(.firstSync, in: place) { scene in
                let folder = place.appending(path: "starved")
                let end = try await Child(scene.server, folder, ["bytes=\(bytes)", "late=yes"]).run()
                #expect(end.outcome == "success", "\(end)")
                #expect(end.error.contains(bytes < 1_000 ? "There is no room" : "takes no more"), "\(end)")
                try scene.expectBeforeOrAfter(folder, "without room")
                let left = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "artwork").path)
                #expect(left.isEmpty)
                let next = try await Child(scene.server, folder).run()
                #expect(next.outcome == "success")
                try scene.expectWhole(folder, "with room")
            }
        }
    }

    @Test(
        .enabled(if: getuid() == 0, "only root can start a client as another user, and nothing is closed to root"),
        .timeLimit(.minutes(2)), arguments: [0o555, 0o700])
    func `a folder that another user may not write is refused, and not a byte of it changes`(mode: Int) async throws {
        try await withFolder { place in
            try await Scene.with(.firstSync, in: place) { scene in
                let folder = place.appending(path: "after")
                let before = try contents(folder)
                try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path)
                let end = try await Child(scene.server, folder, ["user=65534"]).run()
                #expect(end.outcome == "storeUnusable", "\(end)")
                #expect(try contents(folder) == before)
                let own = try await Child(scene.server, folder).run()
                #expect(own.outcome == "success", "\(own)")
            }
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a folder that a process has open is refused to a second one until the first ends`() async throws {
        try await withFolder { place in
            try await withFakePlex(library: .generated(seed: 11, albums: 2)) { server in
                let folder = place.appending(path: "library")
                let first = try await Child(server, folder, ["hold=yes"]).run(whileRunning: { child in
                    #expect(await child.line() == "open")
                    let second = try await Child(server, folder).run()
                    #expect(second.outcome == "storeInUse", "\(second)")
                    #expect(server.journal.isEmpty, "who may not write asks for nothing")
                })
                #expect(first.outcome == "success", "\(first)")
                let third = try await Child(server, folder).run()
                #expect(third.outcome == "success", "\(third)")
            }
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a process that is killed leaves the folder to the next one`() async throws {
        try await withFolder { place in
            try await withFakePlex(library: .generated(seed: 11, albums: 2)) { server in
                let folder = place.appending(path: "library")
                let first = try await Child(server, folder, ["hold=yes"]).run(whileRunning: { child in
                    #expect(await child.line() == "open")
                    child.kill()
                })
                #expect(first.signal == SIGKILL)
                let next = try await Child(server, folder).run()
                #expect(next.outcome == "success", "\(next)")
            }
        }
    }

    private func contents(_ folder: URL) throws -> [String: Data] {
        let names = FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String] ?? []
        return names.reduce(into: [:]) { files, name in
            files[name] = try? Data(contentsOf: folder.appending(path: name))
        }
    }
}
