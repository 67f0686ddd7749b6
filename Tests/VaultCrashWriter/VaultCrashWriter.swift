#if SQLite
import ClinicalNotes
import ClinicalNotesFHIR
import ClinicalNotesSQLite
import Foundation
import TestSupport

/// Writes notes until it is killed, and prints each one that was acknowledged.
///
/// Arguments: the folder of the practice, which has been set up before, and the number of this run; then `attach` and a number
/// to write attachments alone, from that number on, `import` and a file to import it once, or `backup` and a file to write backups
/// to while notes are written.
@main
struct VaultCrashWriter {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 || arguments.count == 5, let run = Int64(arguments[2]) else { exit(2) }
        let folder = arguments[1]
        // Sessions of a later run took place later, so that a chart shows them first.
        let start = Instant(milliseconds: 1_760_000_000_000 + run * 10_000_000)
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
        }
        let vault = try await NoteVault.open(
            store: SQLiteNoteStore(path: "\(folder)/notes.db"),
            keys: LocalKeyService(
                file: "\(folder)/notes.keys",
                passphrase: SensitiveBytes(Array("crash".utf8)),
                creating: false
            ),
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(folder)/notes.anchor")
        )
        let keyring = try Keyring(
            importing: bytes("therapist.keyring"),
            passphrase: SensitiveBytes(Array("crash".utf8))
        )
        guard let patient = Bytes16(try bytes("patient")).map({ PatientID($0) }) else { exit(2) }
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        if arguments.count == 5, arguments[3] == "attach", let first = Int(arguments[4]) {
            try await attach(from: first, about: patient, desk)
        }
        if arguments.count == 5, arguments[3] == "import" {
            try await importAll(of: arguments[4], desk)
        }
        let isBackedUp = arguments.count == 5 && arguments[3] == "backup"
        await withThrowingTaskGroup(of: Void.self) { group in
            if isBackedUp {
                group.addTask {
                    while true {
                        let report = try await vault.backUp(
                            to: arguments[4],
                            rehearsingIn: InMemoryNoteStore()
                        )
                        guard report.isKept else { exit(6) }
                        try FileHandle.standardOutput.write(contentsOf: Data("backed up\n".utf8))
                    }
                }
            }
            for lane in 0..<2 {
                group.addTask {
                    for number in 0..<(isBackedUp ? 5 : Int.max) {
                        try await write("\(run).\(lane).\(number)", about: patient, at: start, desk)
                        if lane == 0, number % 8 == 7 { try await vault.checkpoint() }
                    }
                }
            }
        }
        // Only an error ends the tasks.
        exit(4)
    }

    /// Files of several segments, one after the other, each acknowledged; one that broke off before is gone on with.
    static func attach(from first: Int, about patient: PatientID, _ desk: NoteSession) async throws -> Never {
        let note = try await desk.draft(
            PsychotherapyNote(impressions: "Recorded"),
            about: [patient],
            idempotencyKey: "recorded"
        )
        for number in first... {
            let id = try await desk.attach(
                SensitiveBytes(file(number)),
                mediaType: "audio/wav",
                to: note,
                idempotencyKey: IdempotencyKey("attach \(number)")
            )
            try FileHandle.standardOutput.write(contentsOf: Data("attached \(number) \(id)\n".utf8))
        }
        exit(4)
    }

    /// The notes of a file, each told once it is in the vault.
    static func importAll(of file: String, _ desk: NoteSession) async throws -> Never {
        let importer = FHIRImporter(source: "urn:example:hospital")
        try await importer.run(
            [.file(file)],
            into: desk,
            report: { entry in
                guard case .imported(let note) = entry.outcome else { return }
                FileHandle.standardOutput.write(
                    Data("imported \(entry.index) \(note)\n".utf8)
                )
            }
        )
        exit(0)
    }

    /// What the file of a number holds.
    static func file(_ number: Int) -> [UInt8] {
        let block = (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ number) }
        return (0..<((1 + number % 6) * 16)).flatMap { [UInt8(truncatingIfNeeded: $0)] + block }
    }

    /// One session, documented, signed, amended and released, with each step acknowledged.
    static func write(
        _ name: String,
        about patient: PatientID,
        at start: Instant,
        _ desk: NoteSession
    ) async throws {
        func say(_ step: String, _ notes: NoteID...) throws {
            let ids = notes.map { "\($0.owner):\($0.record)" }.joined(separator: " ")
            try FileHandle.standardOutput.write(contentsOf: Data("\(step) \(name) \(ids)\n".utf8))
        }
        let visit = try await desk.document(
            CounselingSession(
                subjects: [patient],
                period: start..<(start + .seconds(3000)),
                modality: .individual,
                summary: SessionSummary(plan: "Plan \(name)"),
                analysis: PsychotherapyNote(impressions: ClinicalText("Impression \(name)"))
            ),
            idempotencyKey: IdempotencyKey("document \(name)")
        )
        guard let analysis = visit.analysis else { exit(5) }
        try say("documented", visit.summary, analysis)
        try await desk.sign(visit.summary, idempotencyKey: IdempotencyKey("sign \(name)"))
        try await desk.sign(analysis, idempotencyKey: IdempotencyKey("sign own \(name)"))
        try say("signed", visit.summary, analysis)
        try await desk.amend(
            visit.summary,
            SessionSummary(plan: "Amended \(name)"),
            idempotencyKey: IdempotencyKey("amend \(name)")
        )
        try say("amended", visit.summary)
        try await desk.release(
            visit.summary,
            to: patient,
            idempotencyKey: IdempotencyKey("release \(name)")
        )
        try say("released", visit.summary)
    }
}
#else
/// Has nothing to write to without the trait `SQLite`.
@main
struct VaultCrashWriter {
    static func main() {}
}
#endif
