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
}
