#if SQLite
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Many writers of one owner", .serialized)
struct ManyWritersTests {
    private static let writers = 64
    private static let time: Duration = .seconds(Soak.isOn ? 20 : 2)

    /// What came of the writes of one run.
    private struct Tally {
        var written: [Int]
        var refused: [String] = []
    }

    /// Each writer writes one note after the other until the time is over; the first ones take the first vault.
    private func write(in clinic: Clinic, _ vaults: [NoteVault], for time: Duration) async throws -> Tally {
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let end = ContinuousClock().now + time
        return try await withThrowingTaskGroup(of: (writer: Int, written: Int, refused: [String]).self) {
            group in
            for writer in 0..<Self.writers {
                group.addTask {
                    let session = try await vaults[writer % vaults.count]
                        .session(for: rivera.id, purpose: .treatment, unlocking: rivera.keyring)
                    var (written, refused) = (0, [String]())
                    // At least one, so that whoever is kept waiting is seen.
                    repeat {
                        do {
                            _ = try await session.draft(
                                FreeText("Words"),
                                about: [ana.id],
                                idempotencyKey: IdempotencyKey("\(writer) \(written)")
                            )
                            written += 1
                        } catch {
                            refused.append("\(error)")
                            break
                        }
                    } while ContinuousClock().now < end
                    return (writer, written, refused)
                }
            }
            return try await group.reduce(into: Tally(written: Array(repeating: 0, count: Self.writers))) {
                $0.written[$1.writer] = $1.written
                $0.refused += $1.refused
            }
        }
    }

    @Test("in one process take turns: none is told of a conflict, and none waits for ever")
    func oneProcess() async throws {
        let clinic = try await Clinic(timeout: .seconds(300))
        let tally = try await write(in: clinic, [clinic.vault], for: Self.time)
        print(
            "\(Self.writers) writers of one owner: \(tally.written.reduce(0, +)) written, 0 lost, \(tally.refused.count) refused"
        )
        #expect(tally.refused.isEmpty, "\(tally.refused.prefix(3))")
        #expect(tally.written.allSatisfy { $0 > 0 })
        // Turns are fair: nobody is far ahead of anybody.
        #expect((tally.written.max() ?? 0) <= (tally.written.min() ?? 0) * 2 + 3)
        let notes = try await clinic.vault.verify().notes
        #expect(notes == tally.written.reduce(0, +))
    }

    @Test("in two vaults on one file get along")
    func twoVaults() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("notes.db").path
        let clinic = try await Clinic(store: SQLiteNoteStore(path: path), timeout: .seconds(300))
        let other = try await NoteVault.open(
            store: SQLiteNoteStore(path: path),
            keys: clinic.keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            environment: VaultEnvironment(now: { clinic.clock.now }, entropy: .system),
            timeout: .seconds(300)
        )
        let tally = try await write(in: clinic, [clinic.vault, other], for: Self.time)
        print(
            "\(Self.writers) writers in two vaults: \(tally.written.reduce(0, +)) written, 0 lost, \(tally.refused.count) refused"
        )
        #expect(tally.refused.isEmpty, "\(tally.refused.prefix(3))")
        #expect(tally.written.allSatisfy { $0 > 0 })
        try await other.close()
        try await clinic.vault.close()
    }

    @Test("let readers of that owner through, and an import beside an autosave ends")
    func readersAndImport() async throws {
        let clinic = try await Clinic(timeout: .seconds(300))
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let signed = try await desk.signed("Words", about: ana.id, key: "signed")
        let draft = try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")
        let stop = Shared(false)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    var number = 0
                    while !stop.value {
                        let key = IdempotencyKey("\(writer) \(number)")
                        try await desk.edit(
                            draft,
                            FreeText(ClinicalText("Draft \(number)")),
                            idempotencyKey: key
                        )
                        number += 1
                    }
                }
            }
            group.addTask {
                for _ in 0..<20 { #expect(try await desk.read(signed).copyText() == "Words") }
                let notes = (0..<40).map { number in
                    ExternalNote(
                        key: PersonIdentifier(system: "urn:notes", value: "\(number)"),
                        kind: .progress,
                        compartment: .general,
                        sections: [ExternalSection(text: "Taken over")],
                        authors: [ExternalAuthor(attested: "Rivera", principal: rivera.id)],
                        subjects: [0],
                        period: Practice.start..<Practice.start
                    )
                }
                let report = try await desk.importRecords(
                    ExternalRecords(patients: [.known(ana.id)], notes: notes)
                )
                #expect(report.notes.allSatisfy { $0.made != nil })
                stop.change { $0 = true }
            }
            try await group.waitForAll()
        }
    }
}
#endif
