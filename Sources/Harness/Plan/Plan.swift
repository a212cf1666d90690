import FakePlex
import Foundation
import Scenarios

/// Scenario files, read and checked to the last reference, ready to be played.
struct Plan: Sendable {
    /// In the order of the files.
    var variants: [PlannedVariant]

    /// Reads and checks scenario files.
    ///
    /// - Throws: Everything that is wrong with any of them, so that it can be mended at once.
    init(files: [String], loader: LibraryLoader) throws(HarnessError) {
        variants = []
        var problems: [String] = []
        for file in files {
            do {
                let scenarios = try ScenarioFile.read(LibraryLoader.read(file), file: file)
                for variant in scenarios.variants {
                    let catalog = try loader.catalog(variant.scenario.library, scenario: file)
                    _ = try Rehearsal(variant.scenario, catalog)
                    try Self.checkThereIsAClient(variant.scenario)
                    variants.append(PlannedVariant(file: file, variant: variant, catalog: catalog))
                }
            } catch let error as HarnessError where error.code == .couldNotRun {
                throw error
            } catch {
                problems.append("\(error)")
            }
        }
        guard problems.isEmpty else { throw HarnessError(.invalidInput, problems.joined(separator: "\n")) }
    }

    /// A scenario of server steps can be served; of a client that never starts nothing can be judged.
    private static func checkThereIsAClient(_ scenario: Scenario) throws(InputErrors) {
        let isLaunched = scenario.steps.contains { if case .launch = $0.action { true } else { false } }
        guard !isLaunched, let first = scenario.steps.first else { return }
        throw InputErrors(
            InputError(
                at: first.position, "no step starts the client, and nothing would be judged",
                expected: "a \"launch\" step"))
    }
}

/// A scenario with one combination of the listed values of its `forEach`, and the library that it starts with.
struct PlannedVariant: Sendable {
    var file: String
    var variant: ScenarioVariant
    var catalog: Catalog
}

/// A walk through a scenario without any server or client, which finds out what its references mean.
struct Rehearsal: Sendable {
    /// The catalog before each step, and at last the one after all of them.
    private(set) var catalogs: [Catalog]

    /// - Throws: The first reference or edit that cannot be, at its place in the file.
    init(_ scenario: Scenario, _ catalog: Catalog) throws(InputErrors) {
        catalogs = [catalog]
        if let section = scenario.section, !catalog.sections.contains(where: { $0.key == section.value }) {
            throw InputErrors(
                InputError(
                    at: section.position, "the library has no section \"\(section.value)\"",
                    known: catalog.sections.map(\.key), given: section.value))
        }
        var isRunning = false
        for step in scenario.steps {
            try Self.check(step, isRunning: &isRunning)
            var next = catalogs[catalogs.count - 1]
            if case .server(let actions) = step.action { try Self.apply(actions, to: &next) }
            catalogs.append(next)
            try check(references: step)
        }
        for difference in scenario.differences { _ = try key(of: difference.item) }
    }

    /// The ratingKey of an item, which may be gone by then: what a reference stands for in a step, or at the end.
    func key(
        of reference: ItemReference, among kinds: [CatalogKind] = CatalogKind.allCases, by step: Int? = nil
    ) throws(InputErrors) -> Int {
        let catalogs = known(by: step)
        for catalog in catalogs.reversed() {
            // Without this every mention of an item that is gone by now would search for the nearest name.
            guard let key = catalog.ratingKey(of: reference.text), let kind = catalog.kind(of: key) else { continue }
            if kinds.contains(kind) { return key }
        }
        var failure: CatalogError?
        for catalog in catalogs.reversed() {
            do throws(CatalogError) {
                return try catalog.resolve(reference.text, among: kinds)
            } catch {
                failure = failure ?? error
            }
        }
        throw InputErrors((failure ?? .unknownItem(reference.text, nearest: [])).located(at: reference.position))
    }

    /// The keys that an item of this id had up to a step, the last one first.
    func keys(ofID reference: ItemReference, by step: Int?) -> [Int] {
        known(by: step).reversed().compactMap { catalog in
            catalog.ratingKey(of: reference.text).flatMap { catalog.id(of: $0) == reference.text ? $0 : nil }
        }
    }

    /// The catalogs up to the end of a step.
    private func known(by step: Int?) -> ArraySlice<Catalog> {
        catalogs.prefix(step.map { $0 + 2 } ?? catalogs.count)
    }

    private static func check(_ step: Step, isRunning: inout Bool) throws(InputErrors) {
        switch step.action {
        case .server, .clock: return
        case .launch where isRunning:
            throw InputErrors(
                InputError(at: step.position, "the app is running already", expected: "\"relaunch\""))
        case .launch: isRunning = true
        case .relaunch, .refresh, .open, .view, .search:
            guard isRunning else {
                throw InputErrors(
                    InputError(at: step.position, "the app is not running yet", expected: "a \"launch\" step before"))
            }
        }
    }

    /// Applies what server actions do to a catalog.
    ///
    /// - Throws: The first reference or edit that cannot be, at its place.
    static func apply(_ actions: [ServerAction], to catalog: inout Catalog) throws(InputErrors) {
        for action in actions {
            if case .fault(let fault) = action.kind {
                for item in fault.fault.references { try check(item, in: catalog) }
            }
            for edit in action.kind.edits(catalog) {
                do throws(CatalogError) {
                    try catalog.apply(edit, at: Catalog.defaultTime)
                } catch {
                    let position = action.kind.position(of: error, else: action.position)
                    throw InputErrors(error.located(at: position))
                }
            }
        }
    }

    /// What a fault spoils is there when it is armed.
    private static func check(_ item: ItemReference, in catalog: Catalog) throws(InputErrors) {
        do throws(CatalogError) {
            _ = try catalog.resolve(item.text)
        } catch {
            throw InputErrors(error.located(at: item.position))
        }
    }

    private func check(references step: Step) throws(InputErrors) {
        switch step.action {
        case .open(let album): _ = try key(of: album, among: [.album])
        case .view(.artist(let artist)): _ = try key(of: artist, among: [.artist])
        case .view(.collection(let collection)): _ = try key(of: collection, among: [.collection])
        case .view(.playlist(let playlist)): _ = try key(of: playlist, among: [.playlist])
        case .view(.page), .launch, .relaunch, .refresh, .search, .server, .clock: break
        }
        guard let expectation = step.expectation else { return }
        for (kind, changes) in expectation.changes {
            for items in [changes.new, changes.changed, changes.deleted] { try check(items, [CatalogKind(kind)]) }
        }
        try check(expectation.artwork?.fetched)
        try check(expectation.screen?.redrawn)
        for item in expectation.screen?.order ?? [] { _ = try key(of: item) }
        try check(expectation.search?.artists, [.artist])
        try check(expectation.search?.albums, [.album])
        try check(expectation.search?.tracks, [.track])
    }

    private func check(_ items: Items?, _ kinds: [CatalogKind] = CatalogKind.allCases) throws(InputErrors) {
        guard case .ids(let references, _) = items else { return }
        for reference in references { _ = try key(of: reference, among: kinds) }
    }
}
