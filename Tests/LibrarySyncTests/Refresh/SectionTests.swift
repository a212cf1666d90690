import Foundation
import LibraryModel
import LibraryStore
import LibrarySync
import Testing

/// Which of a server's sections is the library: the one that was named, else the one that is remembered, else the only
/// one with music.
struct SectionTests {
    /// A section as a server lists it.
    struct Section: Sendable {
        var key: String
        var type = "artist"
        var uuid: String
        var counter: Int?
    }

    private static let music = Section(key: "4", uuid: "5c9d", counter: 100)
    private static let films = Section(key: "1", type: "movie", uuid: "f11f", counter: 7)
    private static let otherMusic = Section(key: "9", uuid: "0a0a", counter: 5)

    /// Has the server list these.
    private func list(_ sections: [Section], in bench: Workbench) {
        bench.server.script { request, _ in
            request.url.path == "/library/sections" ? .answer(Self.answer(sections)) : nil
        }
    }

    private static func answer(_ sections: [Section]) -> TransportResponse {
        let rows = sections.map { section in
            let counter = section.counter.map { " contentChangedAt=\"\($0)\"" } ?? ""
            return """
                <Directory key="\(section.key)" type="\(section.type)" title="Section \(section.key)" \
                uuid="\(section.uuid)"\(counter)/>
                """
        }
        let page = "<MediaContainer size=\"\(rows.count)\">\(rows.joined())</MediaContainer>"
        return TransportResponse(status: 200, body: Data(page.utf8))
    }

    private func refresh(_ bench: Workbench, section: String? = nil) async throws -> RefreshResult {
        try await bench.session {
            $0.sectionKey = section
        } _: { session in
            await session.refresh(.userInitiated)
        }
    }

    @Test(arguments: [[films, music], [music, films]])
    func `the only section with music is the library`(sections: [Section]) async throws {
        let bench = Workbench()
        list(sections, in: bench)
        #expect(try await refresh(bench).counts[.album]?.new == 6)
    }

    @Test func `of several sections with music one has to be named, and is remembered then`() async throws {
        let bench = Workbench()
        list([Self.otherMusic, Self.music], in: bench)
        let unnamed = try await refresh(bench)
        #expect(unnamed.error?.code == .invalidConfiguration)
        #expect(unnamed.error?.message.contains("4 (Section 4)") == true)
        #expect(try await refresh(bench, section: "4").counts[.album]?.new == 6)
        #expect(try await refresh(bench).counts[.album]?.unchanged == 6)
        #expect(try await refresh(bench, section: "9").error?.code == .otherSection, "what is named outweighs it")
    }

    @Test(arguments: ["1", "2"])
    func `a section that is not there, or holds no music, is not found`(section: String) async throws {
        let bench = Workbench()
        list([Self.films, Self.music], in: bench)
        #expect(try await refresh(bench, section: section).error?.code == .notFound)
    }

    @Test func `a server without music says so, and one that had some has another section now`() async throws {
        let bench = Workbench()
        list([Self.films], in: bench)
        #expect(try await refresh(bench).error?.code == .notFound)
        list([Self.films, Self.music], in: bench)
        #expect(try await refresh(bench).isSuccess)
        list([Self.films], in: bench)
        #expect(try await refresh(bench).error?.code == .otherSection)
        list([], in: bench)
        #expect(try await refresh(bench).error?.code == .untrustworthyAnswer)
    }

    @Test func `a section of another identity under the same key is another one`() async throws {
        let bench = Workbench()
        #expect(try await refresh(bench).isSuccess)
        list([Section(key: "4", uuid: "0a0a", counter: 100)], in: bench)
        #expect(try await refresh(bench).error?.code == .otherSection)
    }

    @Test func `only the counter of the section itself tells that the library changed while it was read`() async throws
    {
        let bench = Workbench()
        let asked = Counter()
        bench.server.script { request, _ in
            guard request.url.path == "/library/sections" else { return nil }
            var films = Self.films
            films.counter = asked.next()
            return .answer(Self.answer([films, Self.music]))
        }
        #expect(try await refresh(bench).isSuccess)
        #expect(bench.server.requests.count { $0.url.path == "/identity" } == 1)
    }

    @Test func `a server that does not say which one it is is not believed`() async throws {
        let bench = Workbench()
        bench.server.change { $0.machine = "" }
        #expect(try await refresh(bench).error?.code == .untrustworthyAnswer)
    }
}

/// Another number each time.
private final class Counter: Sendable {
    private let last = Locked(0)

    func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}
