import Scenarios

extension Judge {
    /// Writes to library tables as the client's store counted them, by the tables of the scenario's grammar.
    var rowsWritten: [String: Int] {
        outcome.accounts.reduce(into: [:]) { sum, account in
            for (table, rows) in account.rowsWritten { sum[table, default: 0] += rows }
        }
    }

    /// Rows that differ between the client's library before and after, new and deleted ones included.
    var rowsDifferent: [String: Int] {
        var rows: [String: Int] = [:]
        for table in LibraryTable.allCases {
            let count = outcome.after.library.changes(in: table, since: outcome.before.library).count
            if count > 0 { rows[table.rawValue] = count }
        }
        return rows
    }

    func rows(_ expected: Scenarios.RowsExpectation?, named name: String, found: [String: Int]) -> [Failure] {
        guard let expected else { return [] }
        let wrong = TableLabel.allCases.filter { table in
            let range = expected.tables[table] ?? CountRange(exactly: 0)
            return !range.contains(found[table.rawValue] ?? 0)
        }
        guard !wrong.isEmpty else { return [] }
        let parts = wrong.map { table in
            "\(table.rawValue): expected \(expected.tables[table] ?? CountRange(exactly: 0)), found \(found[table.rawValue] ?? 0)"
        }
        var message = parts.joined(separator: "; ")
        if name == "rowsWritten" { message = churnWords(found) + message }
        return [Failure(name, at: "\(expected.position)", message)]
    }

    private func churnWords(_ written: [String: Int]) -> String {
        let different = rowsDifferent.values.reduce(0, +)
        // What lists hold goes and comes with them; it is items that are counted as different.
        let items = LibraryTable.allCases.reduce(0) { $0 + (written[$1.rawValue] ?? 0) }
        guard items > 2 * different + 2 else { return "" }
        let total = written.values.reduce(0, +)
        let verb = different == 1 ? "item differs" : "items differ"
        let differences = different == 0 ? "nothing in the library differs" : "only \(different) \(verb)"
        return "what did not change is written again: \(differences) from before, yet \(total) rows were written; "
    }
}
