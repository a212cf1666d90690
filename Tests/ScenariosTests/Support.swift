import Scenarios
import Testing

/// What a reading found wrong, one line each; empty where it found nothing.
func complaints<Result>(_ read: () throws -> Result) -> String {
    do {
        _ = try read()
        return ""
    } catch {
        return "\(error)"
    }
}

func readJSON(_ text: String) throws -> JSONNode {
    try JSONReader.read(Array(text.utf8), file: "f.json")
}

func readScenario(_ text: String) throws -> ScenarioFile {
    try ScenarioFile.read(Array(text.utf8), file: "s.json")
}

/// The steps of a scenario whose other parts do not matter.
func readSteps(_ steps: String) throws -> [Step] {
    let file = try readScenario(
        "{ \"name\": \"n\", \"library\": { \"fixture\": \"small\" }, \"steps\": [\n\(steps)\n] }")
    return file.variants.flatMap(\.scenario.steps)
}

func readLibrary(_ text: String) throws -> LibraryDescription {
    try LibraryDescription.read(Array(text.utf8), file: "l.json")
}

/// A text whose author marked one place with `▸`: the text without the mark, and `line:column` of the place.
func marked(_ text: String) throws -> (text: String, place: String) {
    let parts = text.split(separator: "▸", omittingEmptySubsequences: false)
    try #require(parts.count == 2, "one place must be marked")
    let lines = parts[0].unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let column = (lines.last?.count ?? 0) + 1
    return (parts.joined(), "\(lines.count):\(column)")
}
