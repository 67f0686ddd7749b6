import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// A practice for the attacks: two therapists, billing, two enrolled patients, one care team.
struct Clinic {
    struct Staff {
        let id: PrincipalID
        let keyring: Keyring
    }

    struct Patient {
        let id: PatientID
        let keyring: Keyring
    }

    /// What is asked beside the store, as a test makes it fail.
    struct Outside {
        var keys: @Sendable (InMemoryKeyService) -> any KeyService = { $0 }
        var relationships: @Sendable (PracticeDirectory) -> any Relationships = { $0 }
        var anchor: any Anchor = NoAnchor()
        var policy = Policy.unitedStates
        var hour: @Sendable (Instant) -> Int? = { _ in nil }
    }

    let store: any NoteStore
    let keys: InMemoryKeyService
    let directory: PracticeDirectory
    let clock: TestClock
    let entropy: Entropy
    let vault: NoteVault

    var tenant: TenantID { vault.tenant }

    init(
        store: any NoteStore = InMemoryNoteStore(),
        keys: InMemoryKeyService = InMemoryKeyService(),
        entropy: Entropy = .system,
        templates: TemplateRegistry = .standard,
        tenant: TenantID? = nil,
        clock: TestClock = TestClock(Practice.start),
        timeout: Duration = .seconds(300),
        beside outside: Outside = Outside()
    ) async throws {
        let directory = PracticeDirectory()
        let vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: outside.keys(keys),
            policy: outside.policy,
            relationships: outside.relationships(directory),
            anchor: outside.anchor,
            templates: templates,
            tenant: tenant,
            environment: VaultEnvironment(now: { clock.now }, entropy: entropy, hour: outside.hour),
            timeout: timeout
        )
        self.init(
            store: store,
            keys: keys,
            directory: directory,
            clock: clock,
            entropy: entropy,
            vault: vault
        )
    }

    private init(
        store: any NoteStore,
        keys: InMemoryKeyService,
        directory: PracticeDirectory,
        clock: TestClock,
        entropy: Entropy,
        vault: NoteVault
    ) {
        self.store = store
        self.keys = keys
        self.directory = directory
        self.clock = clock
        self.entropy = entropy
        self.vault = vault
    }

    /// The same practice in another vault on the same store, or on another one over the same data.
    func reopened(
        over other: (any NoteStore)? = nil,
        tenant: TenantID? = nil,
        templates: TemplateRegistry = .standard,
        timeout: Duration = .seconds(300),
        beside outside: Outside = Outside()
    ) async throws -> Clinic {
        let store = other ?? self.store
        let vault = try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: outside.keys(keys),
            policy: outside.policy,
            relationships: outside.relationships(directory),
            anchor: outside.anchor,
            templates: templates,
            tenant: tenant,
            environment: VaultEnvironment(
                now: { [clock] in clock.now },
                entropy: entropy,
                hour: outside.hour
            ),
            timeout: timeout
        )
        return Clinic(
            store: store,
            keys: keys,
            directory: directory,
            clock: clock,
            entropy: entropy,
            vault: vault
        )
    }

    func staff(
        _ name: String,
        _ role: PrincipalRole = .treatingClinician,
        outside: Bool = false,
        born: CalendarDay? = nil
    ) async throws -> Staff {
        let keyring = try Keyring.generate(entropy: entropy)
        let principal = try await vault.enroll(
            Person(legalName: name, birthDate: born),
            Enrollment.Affiliation(
                role: role,
                organization: outside ? nil : vault.organization,
                training: role == .supervisor || role == .trainee ? .own : .none,
                coveredEntity: !outside
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enrol-\(name)-\(role)")
        )
        return Staff(id: principal, keyring: keyring)
    }

    func patient(
        _ name: String,
        born year: Int = 1990,
        minor: MinorCircumstances? = nil,
        seenBy team: Staff...
    ) async throws -> Patient {
        let patient = try await vault.register(
            Person(legalName: name, birthDate: CalendarDay(year: year, month: 5, day: 1), minor: minor),
            idempotencyKey: IdempotencyKey("register-\(name)")
        )
        let keyring = try Keyring.generate(for: .patient(patient), entropy: entropy)
        try await vault.enroll(
            patient,
            keys: keyring.publicKeys,
            idempotencyKey: IdempotencyKey("portal-\(name)")
        )
        for member in team { directory.join(member.id, patient) }
        return Patient(id: patient, keyring: keyring)
    }

    func desk(_ staff: Staff, _ purpose: PurposeOfUse = .treatment) async throws -> NoteSession {
        try await vault.session(for: staff.id, purpose: purpose, unlocking: staff.keyring)
    }

    func portal(_ patient: Patient) async throws -> NoteSession {
        try await vault.session(for: .patient(patient.id), unlocking: patient.keyring)
    }

    /// Every record of the store, in the order of keys.
    func records() async throws -> [StoredRecord] {
        try await store.list(tenant, owner: nil, collection: nil, after: nil, limit: .max, by: .never)
    }

    /// The audit log, opened.
    func audit() async throws -> [AuditEntry] {
        let keys = try await vault.core.tenantKeys()
        return try await records().filter { $0.key.collection == .audit }.map { record in
            try AuditRecord(decoding: record.value.joined).open(tenant: tenant, under: keys.audit.key).entry
        }
    }
}

extension NoteSession {
    /// A signed note of free text.
    func signed(_ text: String, about subjects: PatientID..., key: String) async throws -> NoteID {
        let note = try await draft(
            FreeText(ClinicalText(text)),
            about: subjects,
            idempotencyKey: IdempotencyKey("\(key)-draft")
        )
        try await sign(note, idempotencyKey: IdempotencyKey("\(key)-sign"))
        return note
    }

    /// A signed psychotherapy note.
    func analysed(_ text: String, about subjects: PatientID..., key: String) async throws -> NoteID {
        let note = try await draft(
            PsychotherapyNote(impressions: ClinicalText(text)),
            about: subjects,
            idempotencyKey: IdempotencyKey("\(key)-draft")
        )
        try await sign(note, idempotencyKey: IdempotencyKey("\(key)-sign"))
        return note
    }

    /// What a reader gets: the words, or the error in the words that the asker sees.
    func outcome(of note: NoteID) async -> String {
        do {
            return "words: \(try await read(note).copyText())"
        } catch {
            return "refused: \(error)"
        }
    }
}

/// What a call throws, in the words that the asker sees; `nil` if it throws nothing.
func refusal(_ call: () async throws -> Void) async -> String? {
    do {
        try await call()
        return nil
    } catch {
        return (error as? NotesError)?.refusal.map { "\($0)" } ?? "\(error)"
    }
}
