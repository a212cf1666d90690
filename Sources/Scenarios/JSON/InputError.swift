/// One thing that is wrong with a file, told so that its author can mend it.
package struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where it is wrong.
    package var position: SourcePosition
    /// What is wrong there, naming its subject.
    package var message: String
    /// What was expected instead, where that can be said.
    package var expectation: String?
    /// The nearest known name, where one is near.
    package var suggestion: String?

    /// A fault in a file.
    package init(at position: SourcePosition, _ message: String, expected: String? = nil, suggestion: String? = nil) {
        self.position = position
        self.message = message
        expectation = expected
        self.suggestion = suggestion
    }

    /// A name that is not among the known ones: says which are, and which of them is nearest.
    package init(at position: SourcePosition, _ message: String, known: [String], given: String) {
        let listed = (1...30).contains(known.count) ? "one of " + known.joined(separator: ", ") : nil
        self.init(at: position, message, expected: listed, suggestion: nearestName(to: given, among: known))
    }

    /// The path of the file.
    package var file: String { position.file }
    /// From 1.
    package var line: Int { position.line }
    /// From 1, in characters.
    package var column: Int { position.column }

    /// The fault on one line: `file:line:column: what was wrong; expected ...; did you mean "..."?`.
    package var description: String {
        var text = "\(position): \(message)"
        if let expectation { text += "; expected \(expectation)" }
        if let suggestion { text += "; did you mean \(quoted(suggestion))?" }
        return text
    }
}

/// Everything that was found wrong with one file, in the file's order; never empty.
package struct InputErrors: Error, Sendable, Equatable, CustomStringConvertible {
    /// The faults, at least one.
    package let errors: [InputError]

    /// The first fault and the others.
    package init(_ first: InputError, _ others: [InputError] = []) { errors = [first] + others }

    /// One line for each.
    package var description: String { errors.map(\.description).joined(separator: "\n") }
}

/// A text as it is shown inside a message: in quotation marks, on one line, and not longer than a line.
func quoted(_ text: String) -> String {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
        count += 1
        guard count <= 80 else {
            shown += "…"
            break
        }
        switch scalar {
        case "\n": shown += "\\n"
        case "\r": shown += "\\r"
        case "\t": shown += "\\t"
        default:
            if scalar.value < 0x20 || scalar.value == 0x7F {
                shown += "\\u{\(String(scalar.value, radix: 16))}"
            } else {
                shown.unicodeScalars.append(scalar)
            }
        }
    }
    return "\"\(shown)\""
}
