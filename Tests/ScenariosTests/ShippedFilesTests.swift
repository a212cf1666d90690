import Scenarios
import Testing

/// The files that lie in the package.
@Suite struct `Shipped files` {
    @Test(arguments: PackageRoot.jsonFiles(below: "Fixtures/libraries"))
    func `a library file has no fault`(path: String) throws {
        let bytes = try PackageRoot.bytes(path)
        #expect(complaints { try LibraryDescription.read(bytes, file: path) } == "")
    }

    @Test(arguments: PackageRoot.jsonFiles(below: "scenarios"))
    func `a scenario file has no fault`(path: String) throws {
        let bytes = try PackageRoot.bytes(path)
        // The list of what a control subject must fail lies beside the scenarios and is none.
        guard try JSONReader.read(bytes, file: path)["steps"] != nil else { return }
        #expect(complaints { try ScenarioFile.read(bytes, file: path) } == "")
    }

    @Test(arguments: 1...9)
    func `each item of the checklist is one file, which covers that and plays the small library`(item: Int) throws {
        let paths = PackageRoot.jsonFiles(below: "scenarios/qa-checklist").filter { $0.contains("/qa-\(item)-") }
        let path = try #require(paths.count == 1 ? paths.first : nil)
        for variant in try ScenarioFile.read(PackageRoot.bytes(path), file: path).variants {
            #expect(variant.scenario.covers == ["qa-\(item)"])
            guard case .fixture(let name) = variant.scenario.library else {
                Issue.record("\(path) plays another library")
                continue
            }
            #expect(name.value == "small")
        }
    }
}
