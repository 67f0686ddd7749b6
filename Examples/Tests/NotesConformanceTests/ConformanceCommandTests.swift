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

    private func run(_ arguments: String...) throws -> (status: Int32, output: Data) { try run(arguments) }

    /// Runs the program that was built beside the tests.
    private func run(_ arguments: [String]) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
            .deletingLastPathComponent().appendingPathComponent("notes-conformance")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    @Test("All of the contract holds in memory, and what cannot be checked there is told as skipped")
    func memory() throws {
        let (status, output) = try run("--store", "memory", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.map(\.requirement) == StoreRequirement.all.map(\.id))
        #expect(lines.allSatisfy { $0.violation == nil && ($0.result == "skipped") == ($0.lacking != nil) })
        #expect(Set(lines.compactMap(\.lacking)) == ["reopen", "second", "crash", "slow", "remains", "logs"])
    }

    @Test("Nothing is skipped on SQLite", .timeLimit(.minutes(5)))
    func sqlite() throws {
        let (status, output) = try run("--store", "sqlite", "--json")
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.count == StoreRequirement.all.count)
        #expect(lines.filter { $0.result != "passed" }.map(\.requirement) == [])
    }

    @Test("The store that integrators copy can be checked, with its power cut")
    func custom() throws {
        let (status, output) = try run(
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
    func killed(_ options: [String]) throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("server-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = try server(folder, ["start"] + options)
        defer { _ = try? server(folder, ["stop"]) }
        // Those that need it; that the others hold, the adapter's own tests say.
        let arguments =
            ["--store", "postgresql", "--url", url, "--json", "--time-limit", "120"]
            + ["ST-58", "ST-64", "ST-65"].flatMap { ["--requirement", $0] }
        let (_, without) = try run(arguments)
        #expect(
            try JSONDecoder().decode([Line].self, from: without).map(\.lacking) == ["slow", "crash", "crash"]
        )
        let (status, output) = try run(arguments + ["--server-folder", folder.path])
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0)
        #expect(lines.map(\.result) == ["passed", "passed", "passed"])
        #expect(try run(arguments + ["--server-folder", "/nowhere"]).status == 2)
    }

    /// Runs `Scripts/postgresql`, and answers what it prints.
    private func server(_ folder: URL, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Scripts/postgresql")
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment
            .merging(["CLINICAL_NOTES_POSTGRESQL_FOLDER": folder.path]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return String(decoding: output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test(
        "PostgreSQL is checked on either path, with whole tables and with cut ones",
        .enabled(if: named != nil),
        .timeLimit(.minutes(5)),
        arguments: [["--path", "fast"], ["--path", "portable", "--partitions", "4"]]
    )
    func postgreSQL(_ options: [String]) throws {
        let url = try #require(Self.named)
        let requirements = ["ST-01", "ST-12", "ST-32", "ST-46", "ST-47", "ST-50", "ST-62", "ST-63"].flatMap {
            ["--requirement", $0]
        }
        let (status, output) = try run(
            ["--store", "postgresql", "--url", url, "--json"] + options + requirements
        )
        let lines = try JSONDecoder().decode([Line].self, from: output)
        #expect(status == 0 && lines.count == 8)
        #expect(lines.allSatisfy { $0.result == "passed" })
    }

    @Test("A store or a requirement that there is not is told as such")
    func unknown() throws {
        #expect(try run("--store", "memory", "--path", "portable").status == 64)
        #expect(try run("--store", "postgresql", "--url", "postgresql:", "--path", "quick").status == 64)
        #expect(try run("--store", "tape").status == 64)
        #expect(try run("--store", "memory", "--requirement", "ST-999").status == 64)
        #expect(try run("--store", "sqlite", "--server-log", "log").status == 64)
    }
}
