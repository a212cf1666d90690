/// Where something stands in a file: what an author needs to find it.
package struct SourcePosition: Sendable, Hashable, CustomStringConvertible {
    /// The file's path as the reader was given it; empty for a value that a program made.
    package var file: String
    /// From 1; CR LF, LF and a lone CR each end a line.
    package var line: Int
    /// From 1, counted in characters (Unicode scalars), not in bytes.
    package var column: Int

    /// This place in this file.
    package init(file: String, line: Int, column: Int) {
        self.file = file
        self.line = line
        self.column = column
    }

    /// The place of a value that no file holds.
    package static let none = SourcePosition(file: "", line: 0, column: 0)

    /// `file:line:column`, as compilers and editors write it.
    package var description: String { self == .none ? "(made by a program)" : "\(file):\(line):\(column)" }
}

/// Something read from a file, and where it stands.
package struct Located<Value: Sendable & Equatable>: Sendable, Equatable {
    /// What was read.
    package var value: Value
    /// Where.
    package var position: SourcePosition

    /// This value at this place.
    package init(_ value: Value, at position: SourcePosition = .none) {
        self.value = value
        self.position = position
    }
}
