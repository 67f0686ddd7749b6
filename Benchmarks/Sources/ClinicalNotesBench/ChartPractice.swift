internal import ClinicalNotes
internal import ClinicalNotesSQLite
internal import Foundation
internal import Synchronization

/// A practice in a SQLite file with one patient whose chart is full: signed notes of six fields and 4 KB each.
struct ChartPractice {
    /// UTF-8 bytes of each of the six fields.
    static let fieldLengths = [48, 912, 310, 702, 404, 1604]

    let folder: URL
    let notes: [NoteID]
    private let keys = ProcessKeyService()
    private let therapist: PrincipalID
    private let keyring: Keyring

    /// Where the store is.
    var path: String { folder.appendingPathComponent("practice.db").path }

    /// Makes the practice and writes its notes; the store is closed afterwards, so that its file is complete.
    init(notes count: Int) async throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("clinical-notes-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let path = folder.appendingPathComponent("practice.db").path
        let vault = try await NoteVault.found(
            store: SQLiteNoteStore(path: path),
            keys: keys,
            policy: .unitedStates,
            relationships: TrustingRelationships()
        )
        let made = Mutex<Keyring?>(nil)
        therapist = try await vault.enrol(
            Person(legalName: "Rivera"),
            Enrolment.Standing(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            idempotencyKey: "therapist"
        ) { principal in
            let keyring = try Keyring.generate(for: principal)
            made.withLock { $0 = keyring }
            return keyring.publicKeys
        }
        guard let keyring = made.withLock({ $0 }) else { throw CryptoError(.keyUnavailable) }
        self.keyring = keyring
        let patient = try await vault.register(
            Person(legalName: "Ana", birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: "patient"
        )
        let desk = try await vault.session(for: therapist, purpose: .treatment, unlocking: keyring)
        let texts = Self.fieldLengths.map { String(repeating: "n", count: $0) }
        var notes: [NoteID] = []
        for number in 0..<count {
            let start = Instant(milliseconds: 1_760_000_000_000 + Int64(number) * 86_400_000)
            let note = try await desk.draft(
                SessionSummary(
                    diagnosis: DiagnosisSummary(texts[0]),
                    functionalStatus: FunctionalStatusSummary(texts[1]),
                    symptoms: SymptomsSummary(texts[2]),
                    progress: ProgressSummary(texts[3]),
                    prognosis: PrognosisSummary(texts[4]),
                    plan: TreatmentPlanSummary(texts[5])
                ),
                about: [patient],
                period: start..<(start + .seconds(3000)),
                idempotencyKey: IdempotencyKey("draft-\(number)")
            )
            try await desk.sign(note, idempotencyKey: IdempotencyKey("sign-\(number)"))
            notes.append(note)
        }
        self.notes = notes
        try await vault.close()
    }

    /// The therapist at work, in a vault that has just been opened: it has verified and cached nothing yet.
    func open() async throws -> (vault: NoteVault, desk: NoteSession) {
        let vault = try await Self.vault(path, keys)
        let desk = try await vault.session(for: therapist, purpose: .treatment, unlocking: keyring)
        return (vault, desk)
    }

    /// Takes everything away.
    func remove() throws { try FileManager.default.removeItem(at: folder) }

    private static func vault(_ path: String, _ keys: ProcessKeyService) async throws -> NoteVault {
        try await NoteVault.open(
            store: SQLiteNoteStore(path: path),
            keys: keys,
            policy: .unitedStates,
            relationships: TrustingRelationships()
        )
    }
}
