import HTTPTypes
import Testing

@testable import FakePlex

/// The world's decisions, without a socket.
struct WorldTests {
    private func makeWorld(_ clock: WorldClock = .virtual(startingAt: 1_000)) -> World {
        World(catalog: Catalog(), options: FakePlexOptions(clock: clock))
    }

    private func head(_ path: String, keepsAlive: Bool = true) -> RequestHead {
        let http = HTTPRequest(method: .get, scheme: "http", authority: "fake", path: path)
        return RequestHead(http: http, body: .none, keepsAlive: keepsAlive, expectsContinue: false)
    }

    @Test func `a request and a world make actions`() {
        var world = makeWorld()
        _ = world.arm(FaultRule(.delay(.seconds(5)), times: .once))
        let delayed = world.receive(head("/nowhere"), on: 1).script()
        _ = world.moveClock(by: .seconds(1))
        let honest = world.receive(head("/nowhere", keepsAlive: false), on: 1).script()
        #expect(delayed.status == 401)
        #expect(delayed.actions.first == .hold(.until(.seconds(1_005))))
        #expect(delayed.actions.count == 2)
        #expect(honest.actions.last == .finish)
    }

    @Test func `an answer shows the catalog of the moment the request arrived`() throws {
        var world = makeWorld()
        let before = world.receive(head("/identity"), on: 1)
        let (edited, stamp) = try world.edited(by: [])
        _ = world.put(edited, stamp: stamp)
        let after = world.receive(head("/identity"), on: 1)
        #expect(before.context.now == 1_000)
        #expect(after.context.now == 1_001)
        #expect(stamp == 1_001)
    }

    @Test func `by the real clock two batches have two stamps`() throws {
        var world = makeWorld(.real)
        let (first, one) = try world.edited(by: [])
        _ = world.put(first, stamp: one)
        let (_, two) = try world.edited(by: [])
        #expect(two > one)
    }

    @Test func `a hold that was released before it began is over at once`() {
        var world = makeWorld()
        let exchange = world.receive(head("/identity"), on: 1)
        _ = world.disarmFaults()
        #expect(world.hold(exchange.number, until: .untilReleased, on: 1) == .over)
        let later = world.receive(head("/identity"), on: 1)
        #expect(world.hold(later.number, until: .untilReleased, on: 1) == .waiting(nil))
        #expect(world.heldRequests() == 1)
        world.end()
        #expect(world.stateOfHold(later.number) == .abandoned)
    }

    @Test func `the world knows when its next delay ends`() {
        var world = makeWorld()
        #expect(world.untilNextRelease == nil)
        _ = world.hold(1, until: .untilReleased, on: 1)
        #expect(world.untilNextRelease == nil)
        _ = world.hold(2, until: .until(.seconds(1_009)), on: 2)
        _ = world.hold(3, until: .until(.seconds(1_004)), on: 3)
        #expect(world.untilNextRelease == .seconds(4))
        #expect(world.moveClock(by: .seconds(5)) == Effects(wake: [3]))
        #expect(world.untilNextRelease == .seconds(4))
    }

    @Test func `nobody is let in while the world refuses`() {
        var world = makeWorld()
        #expect(world.openConnection() == 1)
        let effects = world.arm(FaultRule(.refuse, times: .once))
        #expect(effects == Effects(listenerGeneration: 1, endConnections: ConnectionRange(upTo: 1)))
        #expect(world.openConnection() == nil)
        // What was on its way all the same is written down and gets no answer.
        let exchange = world.receive(head("/identity"), on: 1)
        #expect(exchange.script().actions == [.finish])
        #expect(world.journal.kept.map(\.fault) == ["refuse"])
        #expect(world.beforeClockMoves().listenerGeneration == 2)
        #expect(world.openConnection() == 2)
    }

    @Test func `time never goes back`() {
        var world = makeWorld()
        _ = world.moveClock(by: .seconds(-5))
        #expect(world.clock.now == .seconds(1_000))
    }

    @Test func `by the real clock a refusal of once knows its end`() throws {
        var world = makeWorld(.real)
        _ = world.arm(FaultRule(.refuse, times: .once))
        let pause = try #require(world.listening.pause(from: world.clock.now))
        #expect((1...1_000).contains(pause))
        world.endExpiredRefusals()
        #expect(!world.listening.isWanted)
        _ = world.moveClock(by: .seconds(1))
        world.endExpiredRefusals()
        #expect(world.listening.isWanted)
        #expect(world.listening.pause(from: world.clock.now) == nil)
        _ = world.arm(FaultRule(.refuse))
        #expect(world.listening.pause(from: world.clock.now) == nil)
    }
}
