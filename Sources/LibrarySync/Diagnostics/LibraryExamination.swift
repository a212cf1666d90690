public import Foundation
import LibraryStore

/// Something that is wrong with a library's folder, and what to do about it.
public struct LibraryFinding: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a stable word; a later version may know more of them.
    public struct Code: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        /// The word.
        public let rawValue: String

        /// A code with this word.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The word.
        public var description: String { rawValue }

        /// The database is damaged.
        public static let damagedStore = Self(rawValue: "damagedStore")
        /// Rows refer to rows that are not there.
        public static let danglingRows = Self(rawValue: "danglingRows")
        /// Records of past refreshes cannot be read.
        public static let damagedRecords = Self(rawValue: "damagedRecords")
        /// The database was written by a newer version.
        public static let newerStore = Self(rawValue: "newerStore")
        /// Pictures that the database knows are not there.
        public static let missingPictures = Self(rawValue: "missingPictures")
        /// Pictures have another length or content than the database knows.
        public static let damagedPictures = Self(rawValue: "damagedPictures")
        /// Files that the database does not know.
        public static let orphanedPictures = Self(rawValue: "orphanedPictures")
        /// Libraries that were damaged and moved aside earlier.
        public static let librariesAside = Self(rawValue: "librariesAside")
    }

    /// What is wrong.
    public var code: Code
    /// A sentence that says where.
    public var message: String
    /// A sentence that says what a person can do.
    public var advice: String

    /// Message and advice.
    public var description: String { "\(message) \(advice)" }
}

/// Everything that is wrong with the library in a folder; nothing where all is well.
///
/// Reads the whole database and every picture; takes no lock and writes nothing. A session at work in the same folder
/// may be between a picture's file and its row, so that findings about pictures are sure only when none is.
///
/// Throws where there is no library in the folder, or it cannot be read at all.
public func examineLibrary(in folder: URL) throws(SyncError) -> [LibraryFinding] {
    do {
        let store = try StoreInspection(folder: folder)
        return try examine(store) + (try examinePictures(store, folder)) + (try findAside(folder))
    } catch StoreError.damaged(_, let reason) {
        return [damaged(reason)]
    } catch {
        throw SyncError(storing: error)
    }
}

private func damaged(_ reason: String) -> LibraryFinding {
    LibraryFinding(
        code: .damagedStore, message: "The database is damaged: \(reason).",
        advice: "Move library.sqlite aside and sync into the folder, to build the library anew from the server.")
}

private func examine(_ store: StoreInspection) throws -> [LibraryFinding] {
    var findings = try store.corruption().map(damaged)
    let unknown = try store.unknownSteps()
    if !unknown.isEmpty {
        findings.append(
            LibraryFinding(
                code: .newerStore, message: "The database is a newer version's (\(unknown.joined(separator: ", "))).",
                advice: "Use the newer version of the app."))
    }
    let dangling = try store.danglingRows()
    if !dangling.isEmpty {
        let tables = Set(dangling).sorted().joined(separator: ", ")
        let words = dangling.count == 1 ? "1 row refers" : "\(dangling.count) rows refer"
        findings.append(
            LibraryFinding(
                code: .danglingRows, message: "\(words) to nothing, in \(tables).",
                advice: "Move the folder aside and refresh, to build the library anew; please report this."))
    }
    return findings + (try examineRecords(store))
}

private func examineRecords(_ store: StoreInspection) throws -> [LibraryFinding] {
    do throws(StoreError) {
        _ = try store.runs(limit: .max)
        return []
    } catch {
        guard case .damaged(_, let reason) = error else { throw error }
        return [
            LibraryFinding(
                code: .damagedRecords, message: "Records of past refreshes are damaged: \(reason).",
                advice: "Move library.sqlite aside and sync into the folder, to build the library anew from the server."
            )
        ]
    }
}

private func examinePictures(_ store: StoreInspection, _ folder: URL) throws -> [LibraryFinding] {
    let pictures = ArtworkFolder(existing: folder.appending(path: LibrarySession.artworkFolder))
    var missing: [String] = []
    var damaged: [String] = []
    var known: Set<String> = []
    for case let file? in try store.pictures().map(\.file) where known.insert(file.name).inserted {
        guard let bytes = pictures.read(file.name) else {
            missing.append(file.name)
            continue
        }
        if bytes.count != file.length || ContentHash.of(bytes) != file.hash { damaged.append(file.name) }
    }
    let orphans = pictures.names().filter { !known.contains($0) }
    return [
        finding(
            .missingPictures, missing, ("picture is missing", "pictures are missing"),
            "Sync with pictures, or look at them: what is missing is fetched again."),
        finding(
            .damagedPictures, damaged, ("picture is not what was fetched", "pictures are not what was fetched"),
            "Delete the files and sync with pictures, or look at them: they are fetched again."),
        finding(
            .orphanedPictures, orphans, ("file belongs to no item", "files belong to no item"),
            "Sync into the folder: such files are removed then."),
    ].compactMap(\.self)
}

private func finding(
    _ code: LibraryFinding.Code, _ names: [String], _ what: (one: String, many: String), _ advice: String
) -> LibraryFinding? {
    guard !names.isEmpty else { return nil }
    let some = names.sorted().prefix(3).joined(separator: ", ") + (names.count > 3 ? ", …" : "")
    let words = names.count == 1 ? what.one : what.many
    return LibraryFinding(code: code, message: "\(names.count) \(words): \(some).", advice: advice)
}

private func findAside(_ folder: URL) throws -> [LibraryFinding] {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    let aside = names.filter { $0.hasPrefix("library.damaged-") && $0.hasSuffix(".sqlite") }
    return [
        finding(
            .librariesAside, aside, ("damaged library was moved aside", "damaged libraries were moved aside"),
            "Delete it when nothing in it is wanted any more.")
    ].compactMap(\.self)
}
