import ChildProcess
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB
import Testing

@Suite("notes-admin")
struct AdminCommandTests {
    let practice: AdministeredPractice

    init() throws { practice = try AdministeredPractice() }

    @Test("founds once, verifies, checkpoints, counts, and names nobody")
    func wellKept() async throws {
        let founded = try await practice.run("found")
        #expect(founded.status == 0 && founded["tenant"] as? String != nil)
        #expect(try await practice.run("found").status == 2)
        try await practice.live()
        let checkpoint = try await practice.run("checkpoint")
        #expect(checkpoint.status == 0 && checkpoint["anchor"] as? String == "kept")
        let verified = try await practice.run("verify", "--state", practice.file("state"))
        #expect(verified.status == 0 && verified["well"] as? Bool == true)
        #expect(verified["notes"] as? Int == 1 && (verified["findings"] as? [String])?.isEmpty == true)
        #expect(verified.complaints.contains("seconds left"))
        #expect(!FileManager.default.fileExists(atPath: practice.file("state")))
        let stats = try await practice.run("stats", isKeyed: false)
        let records = try #require(stats["records"] as? [String: Int])
        #expect(stats.status == 0 && records["header"] != nil && records["audit"] != nil)
        #expect(stats["totalRecords"] as? Int == records.values.reduce(0, +))
        let durability = try await practice.run("durability", isKeyed: false)
        #expect(durability.status == 0 && durability["durable"] as? Bool == true)
        let migrate = try await practice.run("migrate", "--dry-run", isKeyed: false)
        #expect(migrate.status == 0 && migrate["found"] as? Int == migrate["newest"] as? Int)
        for told in [founded, checkpoint, verified, stats, durability, migrate] {
            for secret in practice.secrets {
                #expect(!told.output.contains(secret) && !told.complaints.contains(secret))
            }
        }
    }

    @Test("a backup comes back by a declared restore alone")
    func backedUp() async throws {
        _ = try await practice.run("found")
        try await practice.live()
        let backup = practice.file("practice.backup")
        for other in [practice.store, practice.store + ".keys"] {
            #expect(try await practice.run("backup", "--to", other).status != 0)
        }
        #expect(try await practice.run("backup", "--to", backup, "--keys-to", backup).status != 0)
        let made = try await practice.run("backup", "--to", backup, "--keys-to", practice.file("keys.copy"))
        #expect(made.status == 0 && made["notes"] as? Int == 1)
        let left = try FileManager.default.contentsOfDirectory(atPath: practice.folder)
        #expect(left.contains("keys.copy") && !left.contains { $0.contains("rehearsal") })
        let copy = try FileManager.default.attributesOfItem(atPath: practice.file("keys.copy"))
        #expect(copy[.posixPermissions] as? Int == 0o600)
        for ending in ["", "-wal", "-shm", "-turn"] {
            try? FileManager.default.removeItem(atPath: practice.store + ending)
        }
        let placed = try await practice.run("restore", "--backup", backup)
        #expect(placed.status == 1 && placed["restored"] as? Bool == false)
        #expect(try await practice.run("checkpoint").status == 1)
        #expect(try await practice.run("verify").status == 1)
        #expect(try await practice.run("restore", "--backup", backup).status == 2)
        // As one that was broken off before its last step.
        let database = try DatabaseQueue(path: practice.store)
        try await database.write { database in
            try database.execute(
                sql: "DELETE FROM record WHERE collection = ?",
                arguments: [RecordCollection.tenant.rawValue]
            )
        }
        try database.close()
        #expect(placed["foundRecords"] as? Int == 0)
        let again = try await practice.run("restore", "--backup", backup)
        #expect(again.status == 1 && again["restored"] as? Bool == false)
        #expect(again["foundRecords"] as? Int == (made["records"] as? Int).map { $0 - 1 })
        let restored = try await practice.run(
            "restore",
            "--approver",
            practice.keyring,
            "--alone",
            "sole-provider"
        )
        #expect(restored.status == 0 && (restored["lostEntries"] as? Int ?? 0) > 0)
        let verified = try await practice.run("verify")
        #expect(verified.status == 0 && verified["notes"] as? Int == 1)
    }

    @Test("what is wrong with the store is a finding, what is wrong with the command is none")
    func findings() async throws {
        #expect(try await practice.run("verify").status == 2)
        #expect(try await practice.run("stats", isKeyed: false).status == 2)
        #expect(try await practice.run("migrate", "--dry-run", isKeyed: false).status == 2)
        #expect(!FileManager.default.fileExists(atPath: practice.store))
        _ = try await practice.run("found")
        try await practice.live()
        #expect(try await practice.run("verify", passphrase: "another").status == 2)
        #expect(try await practice.run("backup").status == 64)
        #expect(try await practice.run("restore").status == 64)
        for limit in ["0", "none"] {
            #expect(try await practice.run("checkpoint", "--log-limit", limit).status == 64)
        }
        #expect(try await practice.run("checkpoint", "--log-limit", "8").status == 0)
        let backup = practice.file("practice.backup")
        #expect(try await practice.run("backup", "--to", practice.file("none/practice.backup")).status == 2)
        #expect(try await practice.run("backup", "--to", backup).status == 0)
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: backup)))
        bytes[bytes.count / 2] ^= 1
        try Data(bytes).write(to: URL(filePath: backup))
        try practice.damage()
        let verified = try await practice.run("verify")
        #expect(verified.status == 1 && (verified["findings"] as? [String])?.isEmpty == false)
        let second = practice.file("second.backup")
        #expect(try await practice.run("backup", "--to", second).status == 1)
        #expect(!FileManager.default.fileExists(atPath: second))
        for ending in ["", "-wal", "-shm", "-turn"] {
            try? FileManager.default.removeItem(atPath: practice.store + ending)
        }
        #expect(try await practice.run("restore", "--backup", backup).status == 1)
    }

    static let database = ProcessInfo.processInfo.environment["CLINICAL_NOTES_POSTGRESQL"] ?? ""

    @Test("works on a database as on a file", .enabled(if: !database.isEmpty))
    func postgreSQL() async throws {
        let practice = try AdministeredPractice(in: Self.database)
        let keyed = ["--keys", practice.file("keys"), "--anchor", practice.file("anchor")]
        func run(_ words: String...) async throws -> ChildProcess {
            try await practice.run(
                words + (["migrate", "stats", "durability"].contains(words[0]) ? [] : keyed)
            )
        }
        let before = try await run("migrate", "--dry-run")
        #expect(before.status == 1 && before["found"] as? Int == 0)
        #expect(try await run("found").status == 0)
        let after = try await run("migrate", "--dry-run")
        #expect(after.status == 0 && after["found"] as? Int == after["newest"] as? Int)
        #expect(try await run("durability")["store"] as? String == "postgresql")
        #expect(try await run("checkpoint").status == 0)
        let backup = practice.file("practice.backup")
        #expect(try await run("backup", "--to", backup).status == 0)
        #expect(try await run("verify").status == 0)
        #expect(try await run("stats").status == 0)
        // What was backed up from a database goes into a file.
        let file = try await practice.run(
            ["restore", "--backup", backup, "--store", practice.file("moved.db")] + keyed,
            isPlaced: false
        )
        #expect(file.status == 1 && file["restored"] as? Bool == false)
        #expect(try await practice.run("verify").status == 64)
    }
}
