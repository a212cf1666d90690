import LibraryModel
import Testing

@testable import LibraryStore

/// Members and entries: their order, their repetitions, and how few rows a change writes.
struct ListTests {
    @Test func `members and entries keep their order, repetitions and unknown tracks`() async throws {
        try await withStore { store in
            try await store.fill()
            #expect(try await store.members(of: key(31)) == keys(21, 11, 2))
            #expect(try await store.entries(of: key(41)) == places([111, 999, 211, 111]))

            let members = try await store.collectionMembers(key(31))
            guard case .album(let third) = members.first, case .artist(let two) = members.last else {
                Issue.record("expected an album first and an artist last: \(members)")
                return
            }
            #expect(third.title == "Third" && third.artistTitle == "Two")
            #expect(two.title == "Two" && two.albumCount == 1)

            let shown = try await store.playlistEntries(key(41))
            #expect(try shown.map(\.trackKey) == keys(111, 999, 211, 111))
            #expect(shown.map(\.track?.albumTitle) == ["First", nil, "Third", "First"])
            #expect(shown.map(\.itemID) == [500, 501, 502, 503])
        }
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var to: [Int64]
        var written: Int
    }

    /// From 1, 2, 3, 4, 2.
    @Test(arguments: [
        Change(testDescription: "nothing", to: [1, 2, 3, 4, 2], written: 0),
        Change(testDescription: "one removed", to: [1, 3, 4, 2], written: 1),
        Change(testDescription: "one added in the middle", to: [1, 2, 9, 3, 4, 2], written: 1),
        Change(testDescription: "one added in front", to: [9, 1, 2, 3, 4, 2], written: 1),
        Change(testDescription: "one added behind", to: [1, 2, 3, 4, 2, 2], written: 1),
        Change(testDescription: "one moved", to: [4, 1, 2, 3, 2], written: 2),
        Change(testDescription: "emptied", to: [], written: 5),
        Change(testDescription: "another list", to: [7, 8], written: 7),
        Change(testDescription: "turned round", to: [2, 4, 3, 2, 1], written: 4),
    ])
    func `a list that changes writes only the places that come and go`(change: Change) async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([aCollection(31)], in: run)
                try await store.setMembers(keys(1, 2, 3, 4, 2), of: key(31), in: run)
            }
            let wanted = try change.to.map(key)
            let summary = try await store.sync { run in try await store.setMembers(wanted, of: key(31), in: run) }
            #expect(try await store.members(of: key(31)) == wanted)
            #expect(summary.rowsWritten["collectionMember", default: 0] == change.written)
            let isChanged = change.written > 0
            #expect(
                summary.counts[.collection]
                    == ChangeCounts(changed: isChanged ? 1 : 0, unchanged: isChanged ? 0 : 1))
        }
    }

    @Test func `a place is laid out anew once its neighbours leave no room`() {
        var stored = [StoredPlace(rowID: 1, position: 0, element: 0), StoredPlace(rowID: 2, position: 64, element: -1)]
        var isRenumbered = false
        for next in 1...20 {
            let wanted = [0, next] + stored.dropFirst().map(\.element)
            let change = ListChange(from: stored, to: wanted, spacing: 64)
            isRenumbered = isRenumbered || change.inserted.count > 1
            stored.removeAll { change.deletedRows.contains($0.rowID) }
            for (index, place) in change.inserted.enumerated() {
                stored.append(
                    StoredPlace(rowID: Int64(next * 100 + index), position: place.position, element: place.element))
            }
            stored.sort { $0.position < $1.position }
            #expect(stored.map(\.element) == wanted)
            #expect(Set(stored.map(\.position)).count == stored.count)
        }
        #expect(isRenumbered)
    }

    @Test func `a list set twice in one run is the second one`() async throws {
        try await withStore { store in
            try await store.sync { run in
                try await store.upsert([aPlaylist(41)], in: run)
                try await store.setEntries(places([1, 2, 3]), of: key(41), in: run)
                try await store.setEntries(places([4]), of: key(41), in: run)
            }
            #expect(try await store.entries(of: key(41)) == places([4]))
        }
    }

    @Test func `entries differ where only the server's number of the place does`() async throws {
        try await withStore { store in
            try await store.fill()
            let renumbered = try [PlaylistEntry(itemID: nil, trackKey: key(111))] + places([111, 999, 211, 111])[1...]
            let summary = try await store.sync { run in try await store.setEntries(renumbered, of: key(41), in: run) }
            #expect(summary.rowsWritten == ["playlistEntry": 2, "syncRun": 1])
            #expect(try await store.entries(of: key(41)) == renumbered)
        }
    }
}
