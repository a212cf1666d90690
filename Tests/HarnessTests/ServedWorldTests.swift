import FakePlex
import Foundation
import Harness
import Testing

/// Lines that a served world takes while it runs.
@Suite(.timeLimit(.minutes(1)))
struct ServedWorldTests {
    @Test func `a new token is told, and a second origin is opened where a line needs one`() throws {
        let world = try ServedWorld(.generated(albums: 2), options: FakePlexOptions())
        defer { world.server.stop() }
        let old = world.server.token
        #expect(world.obey(#"{ "token": "revoked" }"#) == "ok")
        #expect(world.obey(#"[ { "token": "renewed" } ]"#) == "ok token \(world.server.token)")
        #expect(world.server.token != old)
        #expect(world.server.catalog.server.secondOrigin == nil)
        #expect(world.obey(#"{ "artwork": "album-1", "on": "secondOrigin" }"#) == "ok")
        #expect(world.server.catalog.server.secondOrigin?.hasPrefix("http://127.0.0.1:") == true)
        #expect(world.obey(#"{ "section": null }"#) == "ok")
        #expect(world.obey(#"{ "section": null }"#).hasPrefix("error: "))
    }

    @Test func `of a line with an action that cannot be nothing is done`() throws {
        let world = try ServedWorld(.generated(albums: 2), options: FakePlexOptions())
        defer { world.server.stop() }
        let revision = world.server.catalog.revision
        #expect(world.obey(#"[ { "delete": "album-1" }, { "delete": "nobody" } ]"#).hasPrefix("error: stdin:1:40: "))
        #expect(world.server.catalog.revision == revision)
        #expect(world.obey("").hasPrefix("error: "))
        #expect(world.obey(#"{ "delete": "album-1" }"#) == "ok")
    }

    @Test func `a step of the scenario that cannot be taken now is still the next one`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "served-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        let scenario = """
            { "name": "n", "library": { "generate": { "seed": 7, "albums": 2 } },
              "steps": [ { "server": [ { "delete": "album-1" } ] } ] }
            """
        try Data(scenario.utf8).write(to: file)
        let world = try ServedWorld(.scenario(file.path), options: FakePlexOptions())
        defer { world.server.stop() }
        #expect(world.obey(#"{ "delete": "album-1" }"#) == "ok")
        for _ in 1...2 { #expect(world.obey("next").contains("album-1")) }
    }
}
