#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

@Suite("A vault whose process is killed while it attaches files", .serialized)
struct KilledAttachmentTests {
    private static let kills = Soak.isOn ? 100 : 4
    private let practice: KilledPractice

    init() async throws { practice = try await KilledPractice() }

    @Test(
        "holds each file whole or not at all, and goes on where it broke off",
        .enabled(if: FileManager.default.isExecutableFile(atPath: KilledVaultTests.writer.path)),
        .timeLimit(.minutes(60))
    )
    func wholeOrNot() async throws {
        var next = 0
        var (resumed, whole) = (0, 0)
        for run in 0..<Self.kills {
            let acknowledged = try await killWriter(run, from: next)
            let vault = try await practice.open()
            let desk = try await practice.desk(vault)
            let report = try await vault.verify()
            #expect(report.isConsistent, "\(report.findings)")
            resumed += report.pendingUploads
            guard let note = try await note(desk) else {
                try await vault.close()
                continue
            }
            let held = try await desk.attachments(of: note)
            #expect(Set(acknowledged.values).isSubset(of: held.map(\.id)))
            // One that was written and not acknowledged any more is the next one.
            #expect(held.count - next - acknowledged.count <= 1)
            for (number, attachment) in held.enumerated().dropFirst(next) {
                #expect(acknowledged[number].map { $0 == attachment.id } ?? true)
                var bytes: [UInt8] = []
                for try await chunk in try await desk.openAttachment(attachment.id).chunks {
                    bytes += chunk.copyBytes()
                }
                #expect(bytes == Self.file(number))
                whole += 1
            }
            next = held.count
            try await vault.close()
        }
        print(
            "killed \(Self.kills) times while attaching: \(whole) files whole, \(resumed) gone on with, 0 half"
        )
    }

    /// The note that the writer attaches to, once it is there.
    private func note(_ desk: NoteSession) async throws -> NoteID? {
        try await desk.chart(of: practice.patient).page(limit: 1).map(\.id).first
    }

    /// Starts the writer, kills it at a random moment and answers which files it had acknowledged.
    private func killWriter(_ run: Int, from first: Int) async throws -> [Int: AttachmentID] {
        let said = practice.folder + "/attached-\(run)"
        #expect(FileManager.default.createFile(atPath: said, contents: nil))
        let process = Process()
        process.executableURL = KilledVaultTests.writer
        process.arguments = [practice.folder, "\(run)", "attach", "\(first)"]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let clock = ContinuousClock()
        let start = clock.now
        while process.isRunning, run % 3 != 2, clock.now - start < .seconds(20), try lines(said).isEmpty {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...600)))
        #expect(process.isRunning)
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        var acknowledged: [Int: AttachmentID] = [:]
        for line in try lines(said) {
            let words = line.split(separator: " ")
            acknowledged[try #require(Int(words[1]))] = AttachmentID(words[2])
        }
        return acknowledged
    }

    private func lines(_ path: String) throws -> [Substring] {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    /// What the writer attaches.
    private static func file(_ number: Int) -> [UInt8] {
        let block = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
        return (0..<((1 + number % 6) * 16)).flatMap { [UInt8(truncatingIfNeeded: $0)] + block }
    }
}
#endif
