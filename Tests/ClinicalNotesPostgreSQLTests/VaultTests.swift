#if PostgreSQL
import ClinicalNotes
import ClinicalNotesPostgreSQL
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("A vault over PostgreSQL", .enabled(if: TestServer.isThere))
struct VaultTests {
    /// A practice in a database, with its keys and its anchor in a folder.
    struct Practice {
        let server: TestServer
        let folder: URL
        let keys: LocalKeyService
        let anchor: FileAnchor

        init(_ server: TestServer) throws {
            self.server = server
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(server.schema)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            keys = try LocalKeyService(
                file: folder.appendingPathComponent("keys").path,
                passphrase: SensitiveBytes(Array("test".utf8)),
                cost: .smallest
            )
            anchor = FileAnchor(path: folder.appendingPathComponent("anchor").path)
        }

        func found() async throws -> NoteVault {
            try await NoteVault.found(
                store: server.open(),
                keys: keys,
                policy: .unitedStates,
                relationships: EveryoneKnown(),
                anchor: anchor,
                timeout: .seconds(300)
            )
        }

        func open(
            on other: TestServer? = nil,
            _ options: String = "",
            timeout: Duration = .seconds(300)
        ) async throws -> NoteVault {
            try await NoteVault.open(
                store: (other ?? server).open(options),
                keys: keys,
                policy: .unitedStates,
                relationships: EveryoneKnown(),
                anchor: anchor,
                timeout: timeout
            )
        }

        func therapist(_ vault: NoteVault) async throws -> Keyring {
            try await vault.staff("Rivera")
        }

        func patient(_ vault: NoteVault) async throws -> PatientID {
            try await vault.patient()
        }

        func verify(on other: TestServer? = nil) async throws -> StoreReport {
            let store = try await (other ?? server).open()
            let report = try await NoteVault.verify(store: store, keys: keys, anchor: anchor)
            try await store.close()
            return report
        }
    }

    final class Switch: Sendable {
        private let value = Atomic(false)

        var isOn: Bool { value.load(ordering: .relaxed) }

        func turnOn() { value.store(true, ordering: .relaxed) }
    }

    /// The whole chart of a patient.
    static func chart(of patient: PatientID, in desk: NoteSession) async throws -> [ChartEntry] {
        var page = try await desk.chart(of: patient).page(limit: 200)
        var entries = page.entries
        while let next = page.next {
            page = try await desk.chart(of: patient).page(limit: 200, after: next)
            entries += page.entries
        }
        return entries
    }

    static let start = Instant(milliseconds: 1_760_000_000_000)

    static func session(_ name: String, about patient: PatientID) -> CounselingSession {
        CounselingSession(
            subjects: [patient],
            period: start..<(start + .seconds(3000)),
            modality: .individual,
            summary: SessionSummary(plan: "Plan \(name)"),
            analysis: PsychotherapyNote(impressions: ClinicalText("Impression \(name)"))
        )
    }

    @Test("It is founded, written, opened again, read and verified", arguments: Layout.all)
    func lives(_ layout: Layout) async throws {
        let practice = try Practice(TestServer(layout))
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let vault = try await practice.found()
        let keyring = try await practice.therapist(vault)
        let patient = try await practice.patient(vault)
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        let visit = try await desk.document(Self.session("one", about: patient), idempotencyKey: "visit")
        try await desk.sign(visit.summary, idempotencyKey: "sign")
        try await vault.checkpoint()
        try await vault.close()

        let again = try await practice.open()
        let later = try await again.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        let page = try await later.chart(of: patient).page(limit: 20)
        #expect(page.count == 2)
        for entry in page { _ = try await later.read(entry.id) }
        try await again.checkpoint()
        try await again.close()

        let report = try await practice.verify()
        #expect(report.findings.isEmpty && report.unlisted == 0 && report.unsettled.isEmpty)
        #expect(report.audit.isAnchored)
        let words = try practice.server.sql(
            "SELECT count(*)::text FROM SCHEMA.record WHERE position('Impression'::bytea IN value) > 0"
        )
        #expect(words == "0")
    }

    @Test(
        "Writes whose connections are cut happen once each, and the vault stays intact",
        arguments: PostgreSQLPath.allCases
    )
    func cut(_ path: PostgreSQLPath) async throws {
        let practice = try Practice(TestServer(Layout(path: path), isNamed: true))
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let vault = try await practice.found()
        let keyring = try await practice.therapist(vault)
        let patient = try await practice.patient(vault)
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        let isOver = Switch()
        let server = practice.server
        let written = try await withThrowingTaskGroup(of: Set<NoteID>.self) { group in
            group.addTask {
                // Not for ever: where a machine is busy every call would be cut.
                for _ in 0..<150 where !isOver.isOn {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 5...60)))
                    try server.hangUp()
                }
                return []
            }
            group.addTask {
                defer { isOver.turnOn() }
                var notes: Set<NoteID> = []
                for number in 0..<30 {
                    // A call whose outcome is unknown, or that was refused, is repeated with the same key.
                    for _ in 0..<1000 {
                        guard
                            let visit = try? await desk.document(
                                Self.session("\(number)", about: patient),
                                idempotencyKey: IdempotencyKey("visit \(number)")
                            )
                        else { continue }
                        notes.insert(visit.summary)
                        break
                    }
                }
                return notes
            }
            return try await group.reduce(into: Set<NoteID>()) { $0.formUnion($1) }
        }
        #expect(written.count == 30)
        let page = try await desk.chart(of: patient).page(limit: 100)
        #expect(page.count == 60)
        try await vault.checkpoint()
        try await vault.close()
        let report = try await practice.verify()
        #expect(report.findings.isEmpty && report.unlisted == 0 && report.audit.isAnchored)
    }
}
#endif
