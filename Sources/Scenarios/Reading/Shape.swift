/// The members that one sort of object has: what the reader knows and the schema says.
package struct Shape: Sendable, Equatable {
    /// The name of its definition in the schema.
    package let name: String
    /// What messages call it: "album".
    package let noun: String
    /// Members that must be there.
    package let required: [String]
    /// Members that may be there, besides `note`, which any object may carry.
    package let optional: [String]
    /// Every member it may have.
    package let keys: [String]
    /// The same, to look a name up.
    let known: Set<String>

    init(_ name: String, noun: String? = nil, required: [String] = [], optional: [String] = []) {
        self.name = name
        self.noun = noun ?? name
        self.required = required
        self.optional = optional
        keys = required + optional + ["note"]
        known = Set(keys)
    }
}

/// What was found wrong so far; one for each reading of a file.
final class Problems {
    private(set) var errors: [InputError] = []

    /// How many are kept: an author mends the first ones first.
    static let limit = 100

    /// Notes a fault, once.
    func note(_ error: InputError) {
        if errors.count < Self.limit, !errors.contains(error) { errors.append(error) }
    }

    /// What the work returns; nothing where it throws, and then its fault is noted.
    func attempt<Result>(_ work: () throws(InputError) -> Result) -> Result? {
        do throws(InputError) {
            return try work()
        } catch {
            note(error)
            return nil
        }
    }

    /// Reads something whole.
    ///
    /// - Throws: All that was noted, in the file's order.
    static func collect<Result>(
        _ work: (Problems) throws(InputError) -> Result
    ) throws(InputErrors) -> Result {
        let problems = Problems()
        let result = problems.attempt { () throws(InputError) in try work(problems) }
        let ordered = problems.errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
        if let first = ordered.first { throw InputErrors(first, Array(ordered.dropFirst())) }
        guard let result else { preconditionFailure("a reading without a result notes why") }
        return result
    }
}
