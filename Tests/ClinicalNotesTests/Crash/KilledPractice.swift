#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

/// A practice on disk: one therapist, one patient, a key file and an anchor.
final class KilledPractice: Sendable {
    static let passphrase = SensitiveBytes(Array("crash".utf8))

    let folder: String
    let patient: PatientID
    let tenant: TenantID
    let instance: SigningPublicKey

    static func start(_ run: Int) -> Instant {
        Instant(milliseconds: 1_760_000_000_000 + Int64(run) * 10_000_000)
    }

    init() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("vault-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        self.folder = folder
        let cost = PassphraseCost.smallest
        let vault = try await NoteVault.found(
            store: SQLiteNoteStore(path: "\(folder)/notes.db"),
            keys: LocalKeyService(file: "\(folder)/notes.keys", passphrase: Self.passphrase, cost: cost),
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(folder)/notes.anchor")
        )
        let keyring = try await vault.staff("Rivera")
        patient = try await vault.patient()
        try await vault.enroll(patient, keys: nil, idempotencyKey: "portal")
        (tenant, instance) = (vault.tenant, vault.instanceKey)
        try await vault.close()
        let exported = try keyring.export(passphrase: Self.passphrase, cost: cost)
        try Data(exported).write(to: URL(fileURLWithPath: "\(folder)/therapist.keyring"))
        try Data(patient.bytes.bytes).write(to: URL(fileURLWithPath: "\(folder)/patient"))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func open() async throws -> NoteVault {
        try await NoteVault.open(
            store: SQLiteNoteStore(path: "\(folder)/notes.db"),
            keys: LocalKeyService(
                file: "\(folder)/notes.keys",
                passphrase: Self.passphrase,
                creating: false
            ),
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(folder)/notes.anchor"),
            timeout: .seconds(300)
        )
    }

    func desk(_ vault: NoteVault) async throws -> NoteSession {
        let file = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/therapist.keyring"))
        let keyring = try Keyring(importing: Array(file), passphrase: Self.passphrase)
        return try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
    }

    func session(_ name: String, at start: Instant) -> CounselingSession {
        CounselingSession(
            subjects: [patient],
            period: start..<(start + .seconds(3000)),
            modality: .individual,
            summary: SessionSummary(plan: "Plan \(name)"),
            analysis: PsychotherapyNote(impressions: ClinicalText("Impression \(name)"))
        )
    }

    /// Verifies the audit log of the closed store with its public key alone.
    func verify() async throws -> AuditReport {
        let store = try SQLiteNoteStore(path: "\(folder)/notes.db")
        let report = try await AuditVerifier(
            store: store,
            tenant: tenant,
            instance: instance,
            anchor: FileAnchor(path: "\(folder)/notes.anchor")
        ).verify()
        try await store.close()
        return report
    }
}
#endif
