#if SQLite
import ClinicalNotes
import ClinicalNotesFHIR
import ClinicalNotesSQLite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("A vault whose process is killed while an export is read into it", .serialized)
struct KilledImportTests {
    private static let kills = Soak.isOn ? 100 : 4
    private static let patients = 24
    private static let notesOfPatient = 40
    private let practice: KilledPractice
    private let file: String

    init() async throws {
        practice = try await KilledPractice()
        file = practice.folder + "/export.ndjson"
        try Self.export().write(to: URL(fileURLWithPath: file))
    }

    @Test(
        "has every note once when the import has been repeated to its end",
        .enabled(if: FileManager.default.isExecutableFile(atPath: KilledVaultTests.writer.path)),
        .timeLimit(.minutes(60))
    )
    func onceEach() async throws {
        var acknowledged: [Int: NoteID] = [:]
        for run in 0..<Self.kills {
            // Each note is told as imported once at the most, whatever was killed in between.
            acknowledged.merge(try await killWriter(run)) { first, again in
                Issue.record("a note was imported twice: \(again)")
                return first
            }
            let vault = try await practice.open()
            let report = try await vault.verify()
            #expect(report.isConsistent, "\(report.findings)")
            try await vault.close()
        }
        #expect(!acknowledged.isEmpty)
        let vault = try await practice.open()
        let desk = try await practice.desk(vault)
        let (tally, notes, patients) = try await run(desk)
        let all = Self.patients * Self.notesOfPatient
        #expect(tally.imported + tally.unchanged == all)
        #expect(tally.unchanged >= acknowledged.count)
        #expect(tally.refused.isEmpty)
        #expect(Set(notes.values).count == all)
        for (entry, note) in acknowledged { #expect(notes[entry] == note) }
        // Nor is there any that the report does not name.
        #expect(patients.count == Self.patients)
        for patient in patients {
            #expect(try await desk.chart(of: patient).count() == Self.notesOfPatient)
        }
        for (entry, note) in notes.sorted(by: { $0.key < $1.key }) {
            let held = try await desk.attachments(of: note)
            #expect(held.count == (Self.hasFile(entry) ? 1 : 0))
        }
        let again = try await run(desk).tally
        #expect(again.unchanged == all && again.imported == 0 && again.changed == 0)
        #expect(try await vault.verify().isConsistent)
        try await vault.close()
        print(
            "killed \(Self.kills) times while importing: \(acknowledged.count) of \(all) notes told before, 0 twice"
        )
    }

    private func run(
        _ desk: NoteSession
    ) async throws -> (tally: FHIRImportTally, notes: [Int: NoteID], patients: Set<PatientID>) {
        let told = Mutex<(notes: [Int: NoteID], patients: Set<PatientID>)>(([:], []))
        let tally = try await FHIRImporter(source: "urn:example:hospital").run(
            [.file(file)],
            into: desk,
            report: {
                entry in
                told.withLock { told in
                    switch entry.outcome {
                    case .imported(let note), .unchanged(let note): told.notes[entry.index] = note
                    case .registered(let patient), .alreadyRegistered(let patient):
                        told.patients.insert(patient)
                    default: Issue.record("entry \(entry.index): \(entry.outcome)")
                    }
                }
            }
        )
        return told.withLock { (tally, $0.notes, $0.patients) }
    }

    /// Starts the writer, kills it at a random moment and answers which notes it had told as imported.
    private func killWriter(_ run: Int) async throws -> [Int: NoteID] {
        let said = practice.folder + "/imported-\(run)"
        #expect(FileManager.default.createFile(atPath: said, contents: nil))
        let process = Process()
        process.executableURL = KilledVaultTests.writer
        process.arguments = [practice.folder, "\(run)", "import", file]
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: said))
        try process.run()
        defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
        let start = ContinuousClock.now
        // Two of three are killed after the first notes, the others at any time.
        while process.isRunning, run % 3 != 2, ContinuousClock.now - start < .seconds(60),
            try lines(said).isEmpty
        {
            try await Task.sleep(for: .milliseconds(2))
        }
        try await Task.sleep(for: .milliseconds(Int.random(in: 0...600)))
        if process.isRunning { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        var imported: [Int: NoteID] = [:]
        for line in try lines(said) {
            let words = line.split(separator: " ")
            imported[try #require(Int(words[1]))] = NoteID(words[2])
        }
        return imported
    }

    /// The lines that are whole.
    private func lines(_ path: String) throws -> [Substring] {
        let text = String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }

    // MARK: The export

    private static func hasFile(_ entry: Int) -> Bool { entry % 7 == 0 }

    /// Patients and notes, a resource a line; every seventh entry that is a note has a file beside its words.
    private static func export() -> Data {
        var lines = (0..<patients).map { patient in
            #"{"resourceType":"Patient","id":"p\#(patient)","name":[{"family":"Family\#(patient)"}],"birthDate":"1980-01-01"}"#
        }
        for number in 0..<(patients * notesOfPatient) {
            var contents = [attachment("text/plain", Data("Note \(number).".utf8))]
            if hasFile(patients + number) {
                contents.append(
                    attachment("application/pdf", Data(repeating: UInt8(number % 251), count: 150_000))
                )
            }
            lines.append(
                #"{"resourceType":"DocumentReference","id":"n\#(number)","status":"current","#
                    + #""subject":{"reference":"Patient/p\#(number % patients)"},"date":"2026-03-02T10:00:00Z","#
                    + #""content":[\#(contents.joined(separator: ","))]}"#
            )
        }
        return Data(lines.map { $0 + "\n" }.joined().utf8)
    }

    private static func attachment(_ type: String, _ bytes: Data) -> String {
        #"{"attachment":{"contentType":"\#(type)","data":"\#(bytes.base64EncodedString())"}}"#
    }
}
#endif
