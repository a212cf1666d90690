import Foundation
import LibrarySync

// A music app without pixels: what an app does with LibrarySync, and nothing that only this package could do.
//
//     PLEX_TOKEN=… swift run MusicApp http://127.0.0.1:32400 my-library
//
// The token comes from the environment, never from an argument, which others on the machine could read. Commands come
// line by line on standard input; `help` lists them.

@main
struct MusicApp {
    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 2, let address = arguments.first, let folder = arguments.last,
            let server = URL(string: address), let token = ProcessInfo.processInfo.environment["PLEX_TOKEN"]
        else {
            complain("usage: PLEX_TOKEN=… MusicApp <server's address> <folder>")
            exit(64)
        }
        var configuration = LibraryConfiguration(
            server: server, token: token, folder: URL(fileURLWithPath: folder, isDirectory: true))
        configuration.client = ClientIdentity(identifier: "music-app-example", product: "MusicApp", version: "1")
        configuration.onEvent = { event in
            // Names are stable words, so that an app can log, count or show what it cares for.
            if [.damagedElement, .verdict, .storeFailed].contains(event.name) { complain(event.message) }
        }
        do {
            try await withLibrarySession(configuration) { session in
                var app = Terminal(session: session, folder: configuration.folder)
                // The first paint comes from the cache; if that is old, a refresh goes on in the background.
                await session.launch()
                await app.redraw()
                await session.rest()
                await app.redraw()
                for await line in lines() {
                    guard line != "quit" else { return }
                    await app.obey(line)
                }
            }
        } catch {
            // A SyncError says what happened, then what a person can do.
            complain("\(error)")
            exit(1)
        }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    /// Standard input, read on a thread of its own since that blocks.
    private static func lines() -> AsyncStream<String> {
        AsyncStream { continuation in
            Thread.detachNewThread {
                while let line = readLine() { continuation.yield(line.trimmingCharacters(in: .whitespaces)) }
                continuation.finish()
            }
        }
    }
}
