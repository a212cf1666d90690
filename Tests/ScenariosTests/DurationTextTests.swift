import Scenarios
import Testing

@Suite struct `Durations` {
    @Test(
        arguments: [
            ("0ms", .zero), ("250ms", .milliseconds(250)), ("3s", .seconds(3)), ("15m", .seconds(900)),
            ("12h", .seconds(43200)), ("7d", .seconds(604_800)), ("90s", .seconds(90)),
        ] as [(String, Duration)])
    func `a number and a unit are a duration`(text: String, duration: Duration) {
        #expect(DurationText.duration(text) == duration)
        #expect(DurationText.duration(DurationText.text(duration)) == duration)
    }

    @Test(arguments: ["", "3", "s", "3 s", "-3s", "+3s", "3S", "3w", "1.5h", "3s ", "1h30m", "9999999999s", "٣s"])
    func `anything else is none`(text: String) {
        #expect(DurationText.duration(text) == nil)
    }
}
