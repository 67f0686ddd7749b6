#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB
import Testing

@Suite("Verifying a SQLite file that is altered from outside")
struct StoredFileTests {
    private struct StoredRow: Sendable {
        let id: [Data]
        let collection: Int
        let value: Data

        var arguments: StatementArguments { [id[0], id[1], collection, id[2]] }
    }

    private static let filter = "WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?"

    @Test("a flipped bit of any row, a missing row and a missing or altered index line are noticed")
    func altered() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "stored-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "practice.sqlite").path
        let practice = try await Practice(store: try SQLiteNoteStore(path: path))
        let vault = practice.vault
        let (rivera, keyring) = try await practice.therapist()
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let note = try await desk.draft(
            PsychotherapyNote(impressions: "Speaks of her father."),
            about: [ana],
            idempotencyKey: "own"
        )
        _ = try await desk.draft(FreeText(text: "Came late."), about: [ana], idempotencyKey: "general")
        try await desk.sign(note, idempotencyKey: "sign")
        try await vault.checkpoint()
        #expect(try await vault.verify().isIntact)

        let file = try DatabaseQueue(path: path)
        let rows = try await file.read { database in
            try Row.fetchAll(database, sql: "SELECT tenant, owner, collection, record, value FROM record")
                .map { row in
                    StoredRow(
                        id: [row["tenant"], row["owner"], row["record"]],
                        collection: row["collection"],
                        value: row["value"]
                    )
                }
        }
        var missed = 0
        for (number, row) in rows.enumerated() {
            var flipped = row.value
            flipped[flipped.startIndex + number * 31 % flipped.count] ^= 1 << (number % 8)
            for value in [flipped, row.value] {
                let changed = StatementArguments([value]) + row.arguments
                try await file.write { database in
                    try database.execute(
                        sql: "UPDATE record SET value = ? \(Self.filter)",
                        arguments: changed
                    )
                }
                if try await vault.verify().isIntact != (value == row.value) { missed += 1 }
            }
        }
        print("rows of the file flipped and put back: \(rows.count), \(missed) misjudged")
        #expect(rows.count > 30)
        #expect(missed == 0)
        for damage in [
            "UPDATE entry SET time = time + 1", "DELETE FROM entry",
            "DELETE FROM record WHERE collection = 7",
        ] {
            try await file.write { try $0.execute(sql: damage) }
            #expect(try await !vault.verify().isIntact, "\(damage)")
        }
    }
}
#endif
