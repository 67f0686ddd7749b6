import Foundation

/// Files beside the tests, and those that only some checkouts have beside them.
enum SampleFiles {
    private static let here = URL(filePath: #filePath).deletingLastPathComponent()

    /// The decision vectors of this project.
    static let vectors = here.appending(path: "../../Tests/Vectors/policy/decisions.jsonl")
        .standardizedFileURL
    /// Our own vectors about papers, authorship and keys.
    static let papers = here.appending(path: "../../Tests/Vectors/policy/papers.jsonl")
        .standardizedFileURL
    /// The peers' decision vectors.
    static let peersVectors = here.appending(path: "../../../shared/vectors/decisions.jsonl")
        .standardizedFileURL
    /// The peers' workload.
    static let peers = here.appending(path: "../../../shared/peers/policy").standardizedFileURL

    static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path()) }

    static func lines(_ url: URL) throws -> [String] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    /// Runs with a folder that is gone afterwards.
    static func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "notes-compliance-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }
}
