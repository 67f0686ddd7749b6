import ClinicalNotes
import Foundation
import TestSupport
import Testing

/// A whole vault that version 1 wrote, kept in `Tests/Vectors/vault-v1.json` and never written again.
///
/// `Scripts/check-vectors.py` opens the same vault with an implementation of its own.
@Suite("A vault that was written stays readable", .serialized)
struct StoredVaultTests {
    static let start = Instant(milliseconds: 1_790_000_000_000)
    static let keyPassphrase = "test key file"
    static let ringPassphrase = "test keyring"

    let folder: String
    let stored: StoredVault

    init() async throws {
        folder = NSTemporaryDirectory() + "clinical-notes-vault-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: StoredVault.file.path), RecordVectorTests.isWriting {
            try await Self.write(keys: folder + "/new.keys")
        }
        stored = try JSONDecoder().decode(StoredVault.self, from: try Data(contentsOf: StoredVault.file))
    }

    @Test func `its therapist and its patient read what they read then, and its audit verifies`() async throws
    {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let keyFile = folder + "/stored.keys"
        try Data(try #require([UInt8](hex: stored.keyFile))).write(to: URL(fileURLWithPath: keyFile))
        let store = try await stored.store()
        let vault = try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: LocalKeyService(
                file: keyFile,
                passphrase: SensitiveBytes(stored.keyFilePassphrase.utf8),
                creating: false
            ),
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            environment: VaultEnvironment(now: { Self.start + .seconds(86_400) }, entropy: .system),
            timeout: .seconds(300)
        )
        #expect(vault.tenant.description == stored.tenant)
        let rivera = try keyring(stored.therapistKeyring)
        #expect(rivera.principal.description == stored.therapist)
        let desk = try await vault.session(for: rivera.principal, purpose: .treatment, unlocking: rivera)
        let general = try #require(NoteID(stored.general.id))
        let analysis = try #require(NoteID(stored.psychotherapy.id))
        let summary = try await desk.read(general)
        #expect(summary.status == .amended && summary.revision == 3)
        #expect(summary[\SessionSummary.diagnosis]?.text.copyString() == stored.general.texts["4"])
        #expect(summary[\SessionSummary.plan]?.text.copyString() == stored.general.texts["9"])
        let own = try await desk.read(analysis)
        #expect(own[\PsychotherapyNote.impressions]?.copyString() == stored.psychotherapy.texts["1"])
        let attached = try #require(AttachmentID(stored.attachment.id))
        let recording = try await desk.openAttachment(attached)
        #expect(recording.attachment.name?.copyString() == stored.attachment.name)
        #expect(recording.attachment.mediaType == stored.attachment.mediaType)
        #expect(try await recording.copyBytes().hex == stored.attachment.bytes)
        let patient = try #require(PatientID(hex: stored.patient))
        #expect(try await desk.chart(of: patient).page().map(\.id).sorted() == [general, analysis].sorted())

        let ana = try keyring(stored.patientKeyring)
        let portal = try await vault.session(for: .patient(patient), unlocking: ana)
        let shown = try await portal.read(analysis)
        #expect(shown[\PsychotherapyNote.impressions]?.copyString() == stored.psychotherapy.texts["1"])

        let verifier = AuditVerifier(
            store: store,
            tenant: vault.tenant,
            instance: vault.instanceKey,
            anchor: NoAnchor()
        )
        let report = try await verifier.verify()
        #expect(report.isConsistent && report.integrated > 5 && report.pending > 0)
        let whole = try await vault.verify()
        #expect(whole.isConsistent, "\(whole.findings)")
    }

    private func keyring(_ file: String) throws -> Keyring {
        try Keyring(
            importing: try #require([UInt8](hex: file)),
            passphrase: SensitiveBytes(stored.keyringPassphrase.utf8)
        )
    }

    private static func write(keys: String) async throws {
        let cheap = PassphraseCost.smallest
        let clock = TestClock(start)
        let store = InMemoryNoteStore()
        let directory = PracticeDirectory()
        let vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: LocalKeyService(
                file: keys,
                passphrase: SensitiveBytes(keyPassphrase.utf8),
                cost: cheap
            ),
            policy: .unitedStates,
            relationships: directory,
            environment: VaultEnvironment(now: { clock.now }, entropy: .system),
            timeout: .seconds(300)
        )
        let rivera = try Keyring.generate()
        let therapist = try await vault.enroll(
            Person(legalName: "Dr. Invented Rivera"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            keys: rivera.publicKeyring,
            idempotencyKey: "enrol-rivera"
        )
        let patient = try await vault.register(
            Person(
                legalName: "Ana Invented",
                birthDate: CalendarDay(year: 1990, month: 5, day: 1),
                identifiers: [PersonIdentifier(system: "urn:example:mrn", value: "A-1")]
            ),
            idempotencyKey: "register-ana"
        )
        let ana = try Keyring.generate(for: .patient(patient))
        try await vault.enroll(patient, keys: ana.publicKeys, idempotencyKey: "enrol-ana")

        directory.join(therapist, patient)
        clock.advance(by: .seconds(60))
        let desk = try await vault.session(for: therapist, purpose: .treatment, unlocking: rivera)
        let plan = "Weekly, first with homework: \u{201E}Tagebuch\u{201C}."
        let visit = try await desk.document(
            CounselingSession(
                subjects: [patient],
                period: start..<(start + .seconds(3000)),
                modality: .individual,
                summary: SessionSummary(
                    diagnosis: "F41.1",
                    plan: "Weekly.",
                    medications: [MedicationStatement("Sertraline", dosage: "50 mg")]
                ),
                analysis: PsychotherapyNote(
                    impressions: "Speaks of her father as of a stranger.",
                    themes: ["loss", "distance"]
                )
            ),
            idempotencyKey: "visit-1"
        )
        let analysis = try #require(visit.analysis)
        try await desk.sign(visit.summary, idempotencyKey: "sign-1")
        try await desk.sign(analysis, idempotencyKey: "sign-2")
        clock.advance(by: .seconds(60))
        try await desk.amend(
            visit.summary,
            SessionSummary(diagnosis: "F41.1", plan: plan),
            idempotencyKey: "amend-1"
        )
        try await desk.release(analysis, to: patient, idempotencyKey: "release-1")
        let recording = Array("RIFF, invented".utf8)
        let attached = try await desk.attach(
            SensitiveBytes(recording),
            name: "Sitzung.wav",
            mediaType: "audio/wav",
            to: analysis,
            idempotencyKey: "attach-1"
        )
        try await vault.checkpoint()
        _ = try await desk.read(analysis)

        var rows: [StoredRecord] = []
        var hits: [IndexPage.Hit] = []
        for tenant in [TenantID(.zero), vault.tenant] {
            rows += try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 10_000,
                by: .never
            )
            for collection in Set(rows.map(\.key.collection)) {
                let query = IndexQuery(
                    tenant: tenant,
                    collection: collection,
                    predicate: .all,
                    order: .ascending,
                    limit: 10_000
                )
                hits += try await store.scan(query, by: .never).hits
            }
        }
        let written = StoredVault(
            tenant: vault.tenant.description,
            therapist: therapist.description,
            patient: patient.description,
            keyFile: Array(try Data(contentsOf: URL(fileURLWithPath: keys))).hex,
            keyFilePassphrase: keyPassphrase,
            therapistKeyring: try export(rivera, cheap),
            patientKeyring: try export(ana, cheap),
            keyringPassphrase: ringPassphrase,
            general: StoredVault.Note(
                id: visit.summary.description,
                texts: ["4": "F41.1", "9": plan]
            ),
            psychotherapy: StoredVault.Note(
                id: analysis.description,
                texts: ["1": "Speaks of her father as of a stranger.", "6": "[\"loss\",\"distance\"]"]
            ),
            rows: rows.map { StoredVault.Row($0, hits) },
            attachment: StoredVault.Attached(
                id: attached.description,
                name: "Sitzung.wav",
                mediaType: "audio/wav",
                bytes: recording.hex
            )
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try encoder.encode(written).write(to: StoredVault.file)
    }

    private static func export(_ keyring: Keyring, _ cost: PassphraseCost) throws -> String {
        try keyring.export(passphrase: SensitiveBytes(ringPassphrase.utf8), cost: cost).hex
    }
}
