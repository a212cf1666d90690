import Foundation
import LibraryModel
import LibraryStore
import PlexXML

/// Which server and section this is, and what must not be another: sync-requirements, S33 to S35.
extension RefreshRun {
    func identifyServer() async throws(SyncError) {
        let answer = try await fetch(.identity, as: SectionRow.self)
        pass.serverTime = answer.answer.serverTime
        pass.clientTime = Int64(services.now().timeIntervalSince1970)
        guard let found = answer.page.container.machineIdentifier, !found.isEmpty else {
            throw SyncError(.untrustworthyAnswer, "The server does not say which one it is (/identity).")
        }
        let known = remembered(Checkpoint.machineIdentifier)
        if let known, known != found {
            throw SyncError(.otherServer, "Server \(found) answers at the address of server \(known).")
        }
        pass.machineIdentifier = found
    }

    func chooseSection() async throws(SyncError) {
        let known = remembered(Checkpoint.sectionUUID)
        let knownKey = remembered(Checkpoint.sectionKey)
        let rows = try await sections()
        if rows.isEmpty, knownKey != nil {
            throw SyncError(.untrustworthyAnswer, "The server lists no sections at all.")
        }
        let music = rows.filter { $0.type == "artist" }
        let wanted = services.sectionKey ?? knownKey
        guard let section = wanted.map({ key in music.first { $0.key == key } }) ?? (music.count == 1 ? music[0] : nil)
        else { throw Self.noSection(wanted, among: music, hadOne: knownKey != nil) }
        if let known, let uuid = section.uuid, uuid != known {
            throw SyncError(.otherSection, "Section \(section.key) is not the one that the library was read from.")
        }
        pass.section = section.key
        pass.sectionUUID = section.uuid
        pass.contentChangedAt = section.contentChangedAt
        pass.updatedAt = section.updatedAt
        pass.scannedAt = section.scannedAt
        let counter = remembered(Checkpoint.contentChangedAt)
        pass.counterMoved = counter == nil || counter != section.contentChangedAt.map(String.init)
    }

    private static func noSection(_ wanted: String?, among music: [SectionRow], hadOne: Bool) -> SyncError {
        let offered = music.map { "\($0.key) (\($0.title ?? "untitled"))" }.joined(separator: ", ")
        let names = music.isEmpty ? "there is none" : "there are \(offered)"
        guard let wanted else {
            guard !music.isEmpty else { return SyncError(.notFound, "The server has no music section.") }
            return SyncError(.invalidConfiguration, "The server has several music sections: \(offered). Name one.")
        }
        return SyncError(hadOne ? .otherSection : .notFound, "The server has no music section \(wanted); \(names).")
    }

    private func sections() async throws(SyncError) -> [SectionRow] {
        let answer = try await fetch(.sections, as: SectionRow.self)
        for damage in answer.page.damaged { report(damage, of: "section") }
        return answer.page.rows
    }

    /// The counter must stand where it stood when the reading began, or parts of two libraries were read.
    ///
    /// Where nothing that it counts was read, it is no matter unless a playlist changed: that may be for what it counts.
    func checkCounterAgain() async throws(SyncError) {
        guard let before = pass.contentChangedAt else { return }
        guard !Study.counted.allSatisfy(isUnmoved) || pass[.playlist].isChanged || pass.entriesWereRead else { return }
        let after = try await sections().first { $0.key == pass.section }?.contentChangedAt
        guard after == before else {
            let words = after.map(String.init) ?? "nothing"
            throw .inconsistent("The library changed while it was read: its counter went from \(before) to \(words).")
        }
    }

    /// The last step of a pass: hands everything that was saved to the store.
    func rememberWhatWasFound() async throws(SyncError) {
        save(Checkpoint.machineIdentifier, pass.machineIdentifier)
        save(Checkpoint.sectionKey, pass.section)
        save(Checkpoint.sectionUUID, pass.sectionUUID ?? remembered(Checkpoint.sectionUUID))
        save(Checkpoint.contentChangedAt, pass.contentChangedAt.map(String.init))
        if !isUnmoved(.track) {
            save(Checkpoint.serverTime, pass.serverTime.map(String.init))
            save(Checkpoint.clientTime, pass.clientTime.map(String.init))
            save(Checkpoint.tracksSince, pass.tracksSince.map(String.init))
        }
        if let leftOut = pass.tracksLeftOut { save(Checkpoint.tracksLeftOut, String(leftOut)) }
        let found = pass.found
        try await storing { try await services.store.saveCheckpoints(found, in: run) }
    }

    /// Has this remembered until the next refresh, if the run is applied.
    func save(_ name: String, _ value: String?) { pass.found[name] = .some(value) }

    /// Reads what the last refresh left behind; nothing of it counts when the library is begun anew.
    func recall() async throws(SyncError) {
        guard !startsOver else { return }
        pass.remembered = try await storing { try await services.store.checkpoints() }
        pass.observations = try await storing { try await services.store.observations() }
    }

    func remembered(_ name: String) -> String? { pass.remembered[name] }

    func number(_ name: String) -> Int64? { remembered(name).flatMap { Int64($0) } }
}
