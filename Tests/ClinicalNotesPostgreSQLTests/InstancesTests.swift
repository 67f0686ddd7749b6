#if PostgreSQL
import ClinicalNotes
import ClinicalNotesPostgreSQL
import Foundation
import TestSupport
import Testing

@Suite("Three instances on one database", .serialized, .enabled(if: TestServer.isThere))
struct InstancesTests {
    static let program = URL(fileURLWithPath: CommandLine.arguments[0])
        .deletingLastPathComponent().appendingPathComponent("PracticeInstance")
    static let work = Soak.isOn ? 600 : 12

    /// A process that was started, with what it was told and what it said.
    private final class Instance {
        private let process = Process()
        private let orders = Pipe()
        private let notes: String

        init(_ practice: VaultTests.Practice, _ number: Int) throws {
            notes = practice.folder.appendingPathComponent("said-\(number)").path
            #expect(FileManager.default.createFile(atPath: notes, contents: nil))
            process.executableURL = InstancesTests.program
            process.arguments = [practice.server.address, practice.server.schema, practice.folder.path]
            process.standardInput = orders
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
            try process.run()
        }

        deinit { kill() }

        var isRunning: Bool { process.isRunning }

        /// The lines that are whole.
        var said: [String] {
            let text = String(decoding: FileManager.default.contents(atPath: notes) ?? Data(), as: UTF8.self)
            return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }

        /// Tells it something; answers the line with which it ends.
        func ask(_ order: String, until isEnd: (String) -> Bool = { _ in true }) async throws -> String? {
            let before = said.count
            try tell(order)
            return try await line(after: before, isEnd)
        }

        func tell(_ order: String) throws {
            try orders.fileHandleForWriting.write(contentsOf: Data((order + "\n").utf8))
        }

        /// The first line of a kind after so many, or `nil` if it ends before.
        func line(after count: Int = 0, _ isWanted: (String) -> Bool = { _ in true }) async throws -> String?
        {
            while true {
                let isRunning = process.isRunning
                if let line = said.dropFirst(count).first(where: isWanted) { return line }
                guard isRunning else { return nil }
                try await Task.sleep(for: .milliseconds(2))
            }
        }

        func kill() {
            guard process.isRunning else { return }
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        /// Nothing more comes: it closes the vault and ends.
        func end() throws -> Int32 {
            try orders.fileHandleForWriting.close()
            process.waitUntilExit()
            return process.terminationStatus
        }
    }

    @Test(
        "share sessions, revocations and checkpoints, and go on when one of them is killed",
        .enabled(if: FileManager.default.isExecutableFile(atPath: program.path)),
        .timeLimit(.minutes(10))
    )
    func three() async throws {
        let practice = try VaultTests.Practice(TestServer())
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let vault = try await practice.found()
        let keyring = try await practice.therapist(vault)
        let patient = try await practice.patient(vault)
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        try await vault.enroll(patient, keys: nil, idempotencyKey: "portal")
        let visit = try await desk.document(
            VaultTests.session("one", about: patient),
            idempotencyKey: "document"
        )
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        try await desk.release(visit.summary, to: patient, idempotencyKey: "release")
        let exported = try keyring.export(
            passphrase: SensitiveBytes(Array("test".utf8)),
            cost: .smallest
        )
        try Data(exported).write(to: practice.folder.appendingPathComponent("therapist"))
        let before = try await vault.verify().auditEntries

        let instances = try (0..<3).map { try Instance(practice, $0) }
        for instance in instances { #expect(try await instance.line() == "ready") }
        // Whoever is sent from one to the next goes on there.
        let note = "\(visit.summary.owner):\(visit.summary.record)"
        let portal = "portal \(patient) \(note)"
        for instance in instances + instances.reversed() {
            #expect(try await instance.ask("read \(note)") == "open")
            #expect(try await instance.ask(portal) == "open")
        }
        // What one of them narrowed is closed in all, from the moment it was told.
        #expect(try await instances[0].ask("withhold \(note) \(patient) w") == "withheld")
        for instance in instances { #expect(try await instance.ask(portal) == "closed") }

        // All of them write checkpoints, and the one that has just written one is killed.
        for instance in instances { try instance.tell("work \(note) \(Self.work)") }
        #expect(try await instances[2].line { $0 == "checkpoint" } == "checkpoint")
        instances[2].kill()
        for instance in instances.prefix(2) { #expect(try await instance.line { $0 == "done" } == "done") }
        for instance in instances.prefix(2) { #expect(try instance.end() == 0) }
        let reads = instances.reduce(0) { $0 + $1.said.count { $0 == "read" } }
        #expect(reads >= 2 * Self.work)

        // One history, in which everything stands that was told.
        try await vault.checkpoint()
        let report = try await vault.verify()
        #expect(report.isIntact, "\(report.findings) \(report.audit)")
        #expect(report.auditEntries >= before + UInt64(12 + 1 + reads))
        try await vault.close()
        print("agreed: 3 instances, one of them killed, \(reads) reads told, one history")
    }
}
#endif
