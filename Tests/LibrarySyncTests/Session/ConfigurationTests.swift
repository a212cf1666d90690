import LibrarySync
import Testing

/// Numbers that an app may get wrong.
struct ConfigurationTests {
    @Test(arguments: [Int.min, -1, 0, Int.max])
    func `a number outside of its range is brought inside, and the session works`(number: Int) async throws {
        let bench = Workbench()
        try await bench.session { configuration in
            configuration.pageSize = number
            configuration.gridPageSize = number
            configuration.searchLimit = number
            configuration.maximumDownloads = number
            configuration.artworkBudget = Int64(number)
        } _: { session in
            let result = await session.refresh(.userInitiated)
            #expect(result.isSuccess)
            try await session.show(.grid(page: 0))
            #expect(await session.screen[.grid(page: 0)]?.tiles.count == (number > 0 ? 6 : 1))
            let found = try await session.search("album")
            #expect(found.albums.count == (number > 0 ? 6 : 1))
            await session.rest()
        }
        #expect(bench.files.count == (number > 0 ? 6 : 0))
    }
}
