/// Why an answer could not be taken for a page of a Plex server.
package enum PlexXMLError: Error, Equatable {
    /// Nothing came, or nothing but white space.
    case empty
    /// Something else came: XML or HTML with this root, or, without a root, no markup at all (JSON, plain text).
    case notPlex(root: String?)
    /// It is not well-formed to its last byte, or it is what no Plex server writes: a document type, a count that is
    /// no number. Line and column count from 1 where they are known, and say how far the parser came: where something
    /// is never closed, that depends on the pieces in which the answer came.
    case malformed(line: Int, column: Int, reason: String)
    /// The container declares another number of elements than came.
    case sizeMismatch(declared: Int, found: Int)
    /// Elements are nested deeper than this.
    case tooDeep(Int)
    /// There is more of something than the limit allows.
    case tooLarge(PlexXMLLimits.Measure, limit: Int)
}

extension PlexXMLError: CustomStringConvertible {
    /// What is wrong with the answer, as the end of a sentence.
    package var fact: String {
        switch self {
        case .empty: "is empty, where a MediaContainer was expected"
        case .notPlex(nil): "is no XML"
        case .notPlex(let root?): "is a <\(root)>, not a MediaContainer"
        case .malformed(let line, let column, let reason):
            "is not well-formed at line \(line), column \(column): \(reason)"
        case .sizeMismatch(let declared, let found): "declares \(declared) elements and holds \(found)"
        case .tooDeep(let limit): "nests elements deeper than \(limit), as no Plex server does"
        case .tooLarge(let measure, let limit): "has more than \(limit) \(measure.rawValue)"
        }
    }

    private var advice: String {
        switch self {
        case .empty: "Ask again; if it stays, restart the server."
        case .notPlex: "Check that the address is a Plex server's and that no proxy answers for it."
        case .malformed, .sizeMismatch: "Ask for it again."
        case .tooDeep: "Check the address."
        case .tooLarge: "Ask for a smaller page."
        }
    }

    /// A sentence on what came, then what to do.
    package var description: String { "The answer \(fact). \(advice)" }
}
