import Foundation

/// The report that programs read.
public struct JSONReport: Sendable {
    /// A report.
    public init() {}

    private struct Document: Encodable {
        var format = 1
        var subject: String
        var passed: Bool
        var seconds: Double
        var scenarios: [Entry]
    }

    private struct Entry: Encodable {
        var name: String
        var file: String
        var covers: [String]
        var passed: Bool
        var seconds: Double
        var requests: Int
        var bytes: Int
        var failures: [Failed]
        var transcript: [String]
    }

    private struct Failed: Encodable {
        var expectation: String
        var location: String
        var message: String
        var evidence: [String]
    }

    /// The whole document.
    ///
    /// - Throws: What Foundation's encoder throws, which these values give it no reason to.
    public func text(_ report: RunReport) throws -> String {
        let entries = report.cases.map { played in
            Entry(
                name: played.name, file: played.file, covers: played.covers, passed: played.passed,
                seconds: played.duration / .seconds(1), requests: played.requests, bytes: played.bytes,
                failures: played.failures.map {
                    Failed(
                        expectation: $0.expectation, location: $0.location, message: $0.message, evidence: $0.evidence)
                },
                transcript: played.transcript)
        }
        let document = Document(
            subject: report.subject, passed: report.passed, seconds: report.duration / .seconds(1), scenarios: entries)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(document), as: UTF8.self) + "\n"
    }
}
