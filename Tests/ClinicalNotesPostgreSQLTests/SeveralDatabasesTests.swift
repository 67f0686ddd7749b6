#if PostgreSQL
import ClinicalNotes
import ClinicalNotesPostgreSQL
import Foundation
import Testing

@Suite("A database for each practice", .enabled(if: TestServer.isThere))
struct SeveralDatabasesTests {
    /// A database of its own on the server.
    final class Database: Sendable {
        let name = "practice_" + UUID().uuidString.lowercased().replacing("-", with: "")
        let layout: Layout

        init(_ layout: Layout) throws {
            self.layout = layout
            try TestServer().sql("CREATE DATABASE \(name) OWNER notes", superuser: true)
        }

        deinit { _ = try? TestServer().sql("DROP DATABASE \(name) WITH (FORCE)", superuser: true) }

        var server: TestServer {
            TestServer(
                at: TestServer.named.split(separator: "/").dropLast().joined(separator: "//") + "/\(name)",
                layout
            )
        }
    }

    @Test("Two vaults of one host over two databases keep to themselves", arguments: PostgreSQLPath.allCases)
    func twoVaults(_ path: PostgreSQLPath) async throws {
        let databases = [try Database(Layout(path: path)), try Database(Layout(path: path))]
        let practices = try databases.map { try VaultTests.Practice($0.server) }
        defer { for practice in practices { try? FileManager.default.removeItem(at: practice.folder) } }
        var desks: [(vault: NoteVault, desk: NoteSession, patient: PatientID, note: NoteID)] = []
        for practice in practices {
            let vault = try await practice.found()
            let keyring = try await practice.therapist(vault)
            let patient = try await practice.patient(vault)
            let desk = try await vault.session(
                for: keyring.principal,
                purpose: .treatment,
                unlocking: keyring
            )
            let visit = try await desk.document(
                VaultTests.session("of \(practice.server.schema)", about: patient),
                idempotencyKey: "visit"
            )
            desks.append((vault, desk, patient, visit.summary))
        }
        #expect(desks[0].vault.tenant != desks[1].vault.tenant)
        for number in 0..<2 {
            let (own, other) = (desks[number], desks[1 - number])
            #expect(try await own.desk.chart(of: own.patient).page(limit: 9).count == 2)
            #expect(try await own.desk.read(own.note).copyText().contains(practices[number].server.schema))
            await #expect(throws: NotesError.self) { _ = try await own.desk.read(other.note) }
        }
        for desk in desks {
            try await desk.vault.checkpoint()
            try await desk.vault.close()
        }
        for (number, practice) in practices.enumerated() {
            let report = try await practice.verify()
            #expect(report.findings.isEmpty && report.audit.isAnchored)
            let rows = try desks.map { desk in
                let tenant = desk.vault.tenant.bytes.bytes.map {
                    String(0x100 + Int($0), radix: 16).dropFirst()
                }
                return try practice.server.sql(
                    """
                    SELECT count(*)::text FROM SCHEMA.record
                    WHERE encode(uuid_send(tenant), 'hex') = '\(tenant.joined())'
                    """
                )
            }
            #expect(rows[number] != "0" && rows[1 - number] == "0")
        }
    }
}
#endif
