import ChildProcess
import ClinicalNotesConformance
import Foundation
import Testing

@Suite("notes-conformance")
struct ConformanceCommandTests {
    private struct Line: Decodable {
        let requirement: String
        let result: String
        let violation: String?
        let lacking: String?
    }

    private static let named = ProcessInfo.processInfo.environment["CLINICAL_NOTES_POSTGRESQL"]

    private func run(_ arguments: String...) async throws -> (status: Int32, output: Data) {
        try await run(arguments)
    }

    private func run(_ arguments: [String]) async throws -> (status: Int32, output: Data) {
        let process = try await ChildProcess(ChildProcess.built("notes-conformance"), arguments)
        return (process.status, Data(process.output.utf8))
    }

    @Test("All of the contract holds in memory, and what cannot be checked there is told as skipped")
    func memory() async throws {
        let (status, output) = try await run("--store", "memory", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.map(\.requirement) == StoreRequirement.all.map(\.id))
        #expect(lines.allSatisfy { $0.violation == nil && ($0.result == "skipped") == ($0.lacking != nil) })
        #expect(Set(lines.compactMap(\.lacking)) == ["reopen", "second", "crash", "slow", "remains", "logs"])
    }

    @Test("Nothing is skipped on SQLite", .timeLimit(.minutes(5)))
    func sqlite() async throws {
        let (status, output) = try await run("--store", "sqlite", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.count == StoreRequirement.all.count)
        #expect(lines.filter { $0.result != "passed" }.map(\.requirement) == [])
    }

    @Test("The store that integrators copy can be checked, with its power cut")
    func custom() async throws {
        let (status, output) = try await run(
            "--store",
            "custom",
            "--json",
            "--requirement",
            "ST-30",
            "--requirement",
            "ST-64"
        )
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.map(\.result) == ["passed", "passed"])
    }

    @Test(
        "On PostgreSQL a server whose folder is told is killed and held up, alone and beside a standby",
        .enabled(if: FileManager.default.fileExists(atPath: "/usr/lib/postgresql")),
        .timeLimit(.minutes(10)),
        arguments: [[], ["--standby"]]
    )
    func killed(_ options: [String]) async throws {
        try await withServer(options) { folder, url in
            // Those that need it; that the others hold, the adapter's own tests say.
            let arguments =
                ["--store", "postgresql", "--url", url, "--json", "--time-limit", "120"]
                + ["ST-58", "ST-64", "ST-65"].flatMap { ["--requirement", $0] }
            let (_, without) = try await run(arguments)
            #expect(
                try JSONDecoder().decode([Line].self, from: without).map(\.lacking) == [
                    "slow", "crash", "crash",
                ]
            )
            let (status, output) = try await run(arguments + ["--server-folder", folder.path])
            let lines = try JSONDecoder().decode([Line].self, from: output)
            #expect(status == 0)
            #expect(lines.map(\.result) == ["passed", "passed", "passed"])
            #expect(try await run(arguments + ["--server-folder", "/nowhere"]).status == 2)
        }
    }

    /// Starts a server in a folder of its own, and stops it however the body ends.
    private func withServer(_ options: [String], _ body: (URL, String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "server-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(folder, server(folder, ["start"] + options)))
        } catch {
            result = .failure(error)
        }
        // Of a test that was cancelled, too.
        _ = try await Task { try await server(folder, ["stop"]) }.value
        try result.get()
    }

    /// Runs `Scripts/postgresql`, and answers what it prints.
    private func server(_ folder: URL, _ arguments: [String]) async throws -> String {
        let script = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Scripts/postgresql")
        let environment = ["CLINICAL_NOTES_POSTGRESQL_FOLDER": folder.path]
        let process = try await ChildProcess(script, arguments, environment: environment)
        try #require(process.status == 0)
        return process.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(
        "PostgreSQL is checked on either path, with whole tables and with cut ones",
        .enabled(if: named != nil),
        .timeLimit(.minutes(5)),
        arguments: [["--path", "fast"], ["--path", "portable", "--partitions", "4"]]
    )
    func postgreSQL(_ options: [String]) async throws {
        let url = try #require(Self.named)
        let requirements = ["ST-01", "ST-12", "ST-32", "ST-46", "ST-47", "ST-50", "ST-62", "ST-63"].flatMap {
            ["--requirement", $0]
        }
        let (status, output) = try await run(
            ["--store", "postgresql", "--url", url, "--json"] + options + requirements
        )
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0 && lines.count == 8)
        #expect(lines.allSatisfy { $0.result == "passed" })
    }

    @Test("A store or a requirement that there is not is told as such")
    func unknown() async throws {
        #expect(try await run("--store", "memory", "--path", "portable").status == 64)
        #expect(
            try await run("--store", "postgresql", "--url", "postgresql:", "--path", "quick").status == 64
        )
        #expect(try await run("--store", "tape").status == 64)
        #expect(try await run("--store", "memory", "--requirement", "ST-999").status == 64)
        #expect(try await run("--store", "sqlite", "--server-log", "log").status == 64)
    }
}
