import FakePlex
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
}
