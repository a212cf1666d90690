import ArgumentParser
import Foundation
import LibrarySync

/// Which server is synced into which folder, and with which token.
struct ServerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The server's address.", valueName: "url"))
    var server: String

    @Option(help: ArgumentHelp("The folder for the library and its pictures.", valueName: "folder"))
    var into: String

    @Option(help: ArgumentHelp("The music section's key; the only one where none is given.", valueName: "key"))
    var section: String?

    @Option(help: ArgumentHelp("A file that holds the token and nothing else.", valueName: "file"))
    var tokenFile: String?

    func validate() throws {
        guard !into.isEmpty else { throw ValidationError("--into needs the name of a folder.") }
    }

    /// A session's configuration, or the exit status that says what is wrong with these.
    func configuration() throws -> LibraryConfiguration {
        guard let url = URL(string: server), ["http", "https"].contains(url.scheme?.lowercased()), url.host != nil
        else {
            Console.error("\"\(Self.withoutSecrets(server))\" is no address: give one such as http://127.0.0.1:32400.")
            throw Exit.invalidInput
        }
        var configuration = LibraryConfiguration(
            server: url, token: try token(), folder: URL(fileURLWithPath: into, isDirectory: true))
        configuration.sectionKey = section
        return configuration
    }

    /// What was meant as an address, as far as it can hold no token and no password.
    private static func withoutSecrets(_ text: String) -> String {
        let place = text.prefix { $0 != "?" && $0 != "#" }
        return String(place.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
    }

    private func token() throws -> String {
        if let tokenFile {
            guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
                Console.error("\(tokenFile): the token's file cannot be read; check its path and permissions.")
                throw Exit.couldNotRun
            }
            let token = text.trimmingCharacters(in: .whitespacesAndNewlines)
            guard !token.isEmpty, !token.contains(where: \.isWhitespace) else {
                Console.error("\(tokenFile): a file with a token and nothing else was expected.")
                throw Exit.invalidInput
            }
            return token
        }
        guard let token = ProcessInfo.processInfo.environment["UNDERSTUDY_TOKEN"], !token.isEmpty else {
            Console.error("There is no token: set UNDERSTUDY_TOKEN, or name a file with --token-file.")
            throw Exit.invalidInput
        }
        return token
    }
}

extension Exit {
    /// The folder of a library that is there, or the exit status that says that none is.
    static func library(in folder: String) throws -> URL {
        let place = URL(fileURLWithPath: folder, isDirectory: true)
        guard FileManager.default.fileExists(atPath: place.appendingPathComponent("library.sqlite").path) else {
            Console.error("\(folder) holds no library: name the folder that was synced into, or sync into it first.")
            throw couldNotRun
        }
        return place
    }

    /// Runs `body`, and says what a failure means.
    static func onFailure<R>(_ body: () async throws -> R) async throws -> R {
        do {
            return try await body()
        } catch let error as SyncError {
            Console.error("\(error.code): \(error)")
            throw couldNotRun
        }
    }
}
