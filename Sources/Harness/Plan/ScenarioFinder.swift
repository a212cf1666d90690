import Foundation

/// Finds the scenario files that paths stand for.
enum ScenarioFinder {
    /// More files than this are taken for a mistake in the path.
    static let mostFiles = 10_000

    /// The files at these paths, each path's in order; a folder stands for every `.json` file below it.
    ///
    /// Files whose name ends in `.control.json` say what a control subject must fail, and are no scenarios.
    static func files(at paths: [String]) throws(HarnessError) -> [String] {
        var files: [String] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                throw HarnessError(.couldNotRun, "\(path): there is no such file or folder")
            }
            try checkReadable(path)
            files += isFolder.boolValue ? try scenarios(below: path) : [path]
        }
        guard !files.isEmpty else {
            let reason =
                paths.isEmpty
                ? "name a scenario file, or a folder of them"
                : "no file below \(paths.joined(separator: ", ")) ends in .json"
            throw HarnessError(.invalidInput, "no scenario was selected: \(reason)")
        }
        var known: Set<String> = []
        return files.filter { known.insert($0).inserted }
    }

    private static func scenarios(below folder: String) throws(HarnessError) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: folder) else {
            throw HarnessError(.couldNotRun, "\(folder): the folder cannot be read")
        }
        var found: [String] = []
        for case let name as String in walk {
            let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
            // The walk passes over a folder that it cannot read, and all that is in it.
            try checkReadable(path)
            guard name.hasSuffix(".json"), !name.hasSuffix(".control.json") else { continue }
            found.append(path)
            guard found.count <= mostFiles else {
                throw HarnessError(.invalidInput, "\(folder): more than \(mostFiles) files; name a smaller folder")
            }
        }
        return found.sorted()
    }

    private static func checkReadable(_ path: String) throws(HarnessError) {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw HarnessError(.couldNotRun, "\(path): it cannot be read; check its permissions")
        }
    }
}
