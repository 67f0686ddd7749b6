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

    /// Runs the program that was built beside the tests.
    private func run(_ arguments: String...) throws -> (status: Int32, output: Data) {
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

    @Test("A store or a requirement that there is not is told as such")
    func unknown() throws {
        #expect(try run("--store", "tape").status == 64)
        #expect(try run("--store", "memory", "--requirement", "ST-999").status == 64)
        #expect(try run("--store", "sqlite", "--server-log", "log").status == 64)
    }
}
