public import FakePlex
import Foundation
import Scenarios

/// A server for any client to talk to, which takes server steps while it runs.
public final class ServedWorld: Sendable {
    /// Where a served library comes from.
    public enum Source: Sendable {
        /// A scenario file: its library at the start, and its server steps one by one.
        case scenario(String)
        /// A library file.
        case library(String)
        /// A library of so many albums made by rule; seed 7.
        case generated(albums: Int)
    }

    /// The server itself.
    public let server: FakePlex
    private let steps: [[ServerAction]]
    private let taken = Locked(0)

    /// Starts a server; it accepts connections when this returns, until ``FakePlex/stop()``.
    ///
    /// - Throws: A ``HarnessError`` when a file is wrong, or the host or port cannot be used.
    public init(_ source: Source, options: FakePlexOptions) throws(HarnessError) {
        let loader = LibraryLoader()
        do {
            let catalog: Catalog
            switch source {
            case .generated(let albums):
                catalog = try loader.catalog(.generate(seed: 7, albums: albums), scenario: "")
                steps = []
            case .library(let path):
                catalog = try Catalog(LibraryDescription.read(LibraryLoader.read(path), file: path))
                steps = []
            case .scenario(let path):
                let bytes = try LibraryLoader.read(path)
                // Not to be readable as a library is what is expected of a scenario.
                if (try? LibraryDescription.read(bytes, file: path)) != nil {
                    throw HarnessError(
                        .invalidInput, "\(path) is a library and no scenario; serve it with --library \(path)")
                }
                let file = try ScenarioFile.read(bytes, file: path)
                let scenario = file.variants[0].scenario
                catalog = try loader.catalog(scenario.library, scenario: path)
                _ = try Rehearsal(scenario, catalog)
                steps = scenario.steps.compactMap { step in
                    guard case .server(let actions) = step.action else { return nil }
                    return actions
                }
            }
            server = try FakePlex.start(library: catalog, options: options)
        } catch let error as HarnessError {
            throw error
        } catch let error as FakePlexError {
            throw HarnessError(.couldNotRun, "\(error)")
        } catch {
            throw HarnessError(.invalidInput, "\(error)")
        }
    }

    /// Does what a line says (`next`, or server actions as JSON), and returns `ok` when it holds, or what is wrong.
    ///
    /// Where the line gave the server another token, that stands after the `ok`: whoever serves a world signs in with it.
    public func obey(_ line: String) -> String {
        let token = server.token
        do {
            let line = line.trimmingCharacters(in: .whitespaces)
            if line == "next" {
                let index = taken.withLock { $0 }
                guard index < steps.count else {
                    let why = steps.isEmpty ? "there is no scenario with a server step" : "every server step was taken"
                    return "error: nothing is next: \(why)"
                }
                try carryOut(steps[index])
                taken.withLock { $0 = index + 1 }
            } else if line.hasPrefix("{") || line.hasPrefix("[") {
                let actions = try ScenarioFile.readServerActions(Array(line.utf8), file: "stdin")
                try carryOut(actions)
            } else {
                return "error: expected next, or server actions as JSON such as { \"delete\": \"low-tide\" }"
            }
            return server.token == token ? "ok" : "ok token \(server.token)"
        } catch {
            return "error: " + "\(error)".replacing("\n", with: " | ")
        }
    }

    /// Does all of a server step, or nothing of it where one of its actions cannot be.
    private func carryOut(_ actions: [ServerAction]) throws {
        var rehearsed = server.catalog
        try Rehearsal.apply(actions, to: &rehearsed)
        try server.carryOut(actions)
    }
}

extension FakePlex {
    /// Does what a server step says.
    ///
    /// - Throws: An `InputError` at the action that cannot be done; those before it hold.
    func carryOut(_ actions: [ServerAction], rule: (FaultDescription) -> FaultRule = { FaultRule($0) }) throws {
        for action in actions {
            if action.kind.needsSecondOrigin { try openSecondOrigin() }
            switch action.kind {
            case .fault(let fault): arm(rule(fault))
            case .faultsOff: disarmFaults()
            case .validators(let on): setValidators(on)
            case .token(.revoked): revokeToken()
            case .token(.restored): restoreToken()
            case .token(.renewed): renewToken()
            case .edit, .add, .delete, .artwork, .rekey, .section, .identity:
                do throws(CatalogError) {
                    try apply(action.kind.edits(catalog))
                } catch {
                    throw error.located(at: action.kind.position(of: error, else: action.position))
                }
            }
        }
    }
}

extension JournalEntry {
    /// The request and its answer on one line, as `understudy serve` prints it.
    public var summary: String { line }
}
