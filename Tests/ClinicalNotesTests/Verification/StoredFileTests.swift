#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB
import TestSupport
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
        #expect(try await vault.verify().isConsistent)

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
                if try await vault.verify().isConsistent != (value == row.value) { missed += 1 }
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
            #expect(try await !vault.verify().isConsistent, "\(damage)")
        }
    }

    @Test("in every table of the file, a changed cell and a missing row are noticed")
    func everyTable() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tables-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (kept, copy) = (folder.appending(path: "kept").path, folder.appending(path: "copy").path)
        let practice = try await Practice(store: try SQLiteNoteStore(path: kept))
        let (rivera, keyring) = try await practice.therapist()
        let ana = try await practice.vault.register(
            Person(legalName: "Ana", identifiers: [PersonIdentifier(system: "urn:mrn", value: "1")]),
            idempotencyKey: "ana"
        )
        practice.directory.join(rivera, ana)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let note = try await desk.draft(FreeText(text: "Late."), about: [ana], idempotencyKey: "own")
        try await desk.sign(note, idempotencyKey: "sign")
        try await desk.amend(note, FreeText(text: "Early."), idempotencyKey: "amend")
        try await practice.vault.close()

        func isNoticed(_ alter: ((Database) throws -> Void)?) async throws -> Bool {
            for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: copy + end) }
            try FileManager.default.copyItem(atPath: kept, toPath: copy)
            if let alter {
                let queue = try DatabaseQueue(path: copy)
                try queue.inDatabase(alter)
                try queue.close()
            }
            do {
                let store = ReadOnlyStore(forwarded: try SQLiteNoteStore(path: copy))
                let vault = try await NoteVault.open(
                    store: store,
                    waiving: .durable,
                    keys: practice.keys,
                    policy: .unitedStates,
                    relationships: practice.directory,
                    environment: VaultEnvironment(now: { Practice.start }, entropy: .system),
                    timeout: .seconds(300)
                )
                let isConsistent = try await vault.verify().isConsistent
                try await store.close()
                return !isConsistent
            } catch let error as StorageError
                where [.corrupted, .unavailable, .newerSchema].contains(error.code)
            {
                return true
            } catch let error as NotesError
                where [
                    .tampered, .keyServiceUnavailable, .unfounded, .practiceMissing, .foreignPractice,
                ].contains(error.code)
            {
                // A vault does not open whose own keys are altered, or whose store seems to hold no practice.
                return true
            }
        }

        #expect(try await !isNoticed(nil))
        let file = try DatabaseQueue(path: kept)
        let damages = try await file.read { try Self.damages(to: $0) }
        try file.close()
        var (tried, missed) = (0, [String]())
        for (table, row, everyDamage) in damages {
            for damage in everyDamage {
                tried += 1
                let noticed = try await isNoticed { database in
                    try database.execute(sql: damage.sql, arguments: damage.arguments)
                    guard database.changesCount == 1 else { throw DatabaseError(message: "no single row") }
                }
                if !noticed { missed.append("\(table) \(row): \(damage.name)") }
            }
        }
        #expect(try await !isNoticed(nil))
        let tables = Set(damages.map(\.table))
        print("tables \(tables.sorted()): \(damages.count) rows, \(tried) damages, \(missed.count) missed")
        #expect(tables == ["entry", "record", "schema_version"])
        #expect(missed.isEmpty, "\(missed)")
    }

    private struct Damage: Sendable {
        let name: String
        let sql: String
        let arguments: StatementArguments
    }

    /// A flipped bit in every column that holds bytes, a number higher by one, and the removal of the row, for every
    /// row of every table.
    ///
    /// The counts of writes are left out: not all of them are known, see ``AlteredReceiptTests``.
    private static func damages(
        to database: Database
    ) throws -> [(table: String, row: Int, damages: [Damage])] {
        var found: [(String, Int, [Damage])] = []
        let tables = try String.fetchAll(
            database,
            sql: "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        )
        for table in tables {
            for (number, row) in try Row.fetchAll(database, sql: "SELECT * FROM \(table)").enumerated() {
                let columns = Array(row.columnNames)
                let condition = columns.map { "\($0) = ?" }.joined(separator: " AND ")
                let values = columns.map { row[$0] as DatabaseValue }
                var damages: [Damage] = []
                for (column, value) in zip(columns, values) where column != "revision" {
                    let other: DatabaseValue
                    switch value.storage {
                    case .blob(var bytes):
                        bytes[bytes.startIndex + number * 31 % bytes.count] ^= 1 << (number % 8)
                        other = bytes.databaseValue
                    case .int64(let count): other = (count + 1).databaseValue
                    default: continue
                    }
                    damages.append(
                        Damage(
                            name: column,
                            sql: "UPDATE OR REPLACE \(table) SET \(column) = ? WHERE \(condition)",
                            arguments: StatementArguments([other] + values)
                        )
                    )
                }
                damages.append(
                    Damage(
                        name: "removed",
                        sql: "DELETE FROM \(table) WHERE \(condition)",
                        arguments: StatementArguments(values)
                    )
                )
                found.append((table, number, damages))
            }
        }
        return found
    }
}
#endif
