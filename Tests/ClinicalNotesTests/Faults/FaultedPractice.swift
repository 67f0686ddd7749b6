import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

/// A small practice with notes of every compartment, begun from the same state as often as it is needed, on a store that does
/// wrong when it is told to.
struct FaultedPractice: Sendable {
    /// The people and notes that the writing calls are about.
    let setting: RepeatedWriteTests.Setting
    /// A clinician of a program for substance use disorders.
    let quinn: Clinic.Staff
    /// Who keeps the list of what the practice owes.
    let office: Clinic.Staff
    /// Somebody who is known by a number.
    let cleo: PatientID
    let use: NoteID
    let counseling: NoteID
    let addendum: NoteID
    let attachment: AttachmentID
    private let image: StoreImage
    /// The identifiers that are known from the beginning, as they are written.
    let identifiers: Set<String>
    /// What a store remembers of the time before: every state of every record, and another practice's.
    private let remembered: [StoredRecord]

    static let number = PersonIdentifier(system: "urn:mrn", value: "7")
    static let file = Array("The bytes of a file".utf8)

    var notes: [(name: String, id: NoteID)] {
        [
            ("draft", setting.draft), ("signed", setting.signed), ("other", setting.other),
            ("own", setting.own), ("use", use), ("counseling", counseling), ("addendum", addendum),
        ]
    }

    init() async throws {
        let store = TamperingStore()
        let clinic = try await Clinic(store: store, templates: try TamperedPractice.templates())
        let setting = try await RepeatedWriteTests.Setting(in: clinic)
        self.setting = setting
        office = try await clinic.staff("Vance", .administrator)
        let keyring = try Keyring.generate()
        let id = try await clinic.vault.enroll(
            Person(legalName: "Quinn"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: clinic.vault.organization,
                part2Program: true,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: "enrol-Quinn"
        )
        quinn = Clinic.Staff(id: id, keyring: keyring)
        clinic.directory.join(quinn.id, setting.ben.id)
        let program = try await clinic.desk(quinn)
        use = try await program.draft(
            DependencyNote(course: "Abstinent."),
            about: [setting.ben.id],
            idempotencyKey: "use"
        )
        counseling = try await program.draft(
            DependencyCounseling(analysis: "Speaks of cravings."),
            about: [setting.ben.id],
            idempotencyKey: "counseling"
        )
        for (note, key) in [(use, "sign-use"), (counseling, "sign-counseling")] {
            try await program.sign(note, idempotencyKey: IdempotencyKey(key))
        }
        cleo = try await clinic.vault.register(
            Person(legalName: "Cleo", identifiers: [Self.number]),
            idempotencyKey: "register-Cleo"
        )
        let desk = try await clinic.desk(setting.rivera)
        addendum = try await desk.addend(setting.other, FreeText("Added"), idempotencyKey: "addendum")
        attachment = try await desk.attach(
            SensitiveBytes(Self.file),
            name: "scan.txt",
            mediaType: "text/plain",
            to: setting.signed,
            idempotencyKey: "file"
        )
        _ = try await clinic.portal(setting.ana)
            .requestAmendment(of: setting.signed, "Not so", idempotencyKey: "first-amendment")
        try await clinic.vault.checkpoint()
        // Some entries are not integrated yet.
        try await desk.edit(setting.draft, FreeText("Draft, changed"), idempotencyKey: "edit-draft")
        image = store.image
        identifiers = Set(image.keys.flatMap { ["\($0.owner)", "\($0.record)"] })

        let external = TamperingStore()
        let elsewhere = try await Clinic(
            store: external,
            keys: clinic.keys,
            tenant: TenantID(Entropy.system.bytes16())
        )
        _ = try await RepeatedWriteTests.Setting(in: elsewhere)
        remembered =
            external.image.keys.compactMap { external.image.record($0) }
            + Self.states(of: store.history)
    }

    /// The states of every record, older ones first.
    private static func states(of history: [StoreImage]) -> [StoredRecord] {
        var states: [StoredRecord] = []
        var last: [RecordKey: StoreImage.Row] = [:]
        for image in history {
            for key in image.keys where last[key] != image[key] {
                last[key] = image[key]
                if let record = image.record(key) { states.append(record) }
            }
        }
        return states
    }

    /// The practice as it stood, on a store of its own.
    func visit(seed: UInt64 = 1, timeout: Duration) async throws -> FaultedVisit {
        let base = TamperingStore(image)
        let store = FaultyNoteStore(base, seed: seed, remembering: remembered)
        return try await FaultedVisit(practice: self, base: base, store: store, timeout: timeout)
    }
}

/// A vault of the practice on a store that does wrong when it is told to.
struct FaultedVisit: Sendable {
    let practice: FaultedPractice
    /// What is stored in truth.
    let base: TamperingStore
    let store: FaultyNoteStore
    /// What the vault stands on: others may come before its next commit.
    let hooked: HookedStore
    let setting: RepeatedWriteTests.Setting
    let timeout: Duration

    var clinic: Clinic { setting.clinic }

    init(
        practice: FaultedPractice,
        base: TamperingStore,
        store: FaultyNoteStore,
        timeout: Duration
    ) async throws {
        self.practice = practice
        self.base = base
        self.store = store
        self.timeout = timeout
        hooked = HookedStore(store)
        setting = try await Self.setting(practice, over: hooked, timeout)
    }

    private init(_ other: FaultedVisit, setting: RepeatedWriteTests.Setting, timeout: Duration) {
        (practice, base, store, hooked) = (other.practice, other.base, other.store, other.hooked)
        (self.setting, self.timeout) = (setting, timeout)
    }

    private static func setting(
        _ practice: FaultedPractice,
        over store: any NoteStore,
        _ timeout: Duration
    ) async throws -> RepeatedWriteTests.Setting {
        var setting = practice.setting
        setting.clinic = try await setting.clinic.reopened(
            over: store,
            tenant: setting.clinic.tenant,
            templates: try TamperedPractice.templates(),
            timeout: timeout
        )
        return setting
    }

    /// The same practice in a process that has seen nothing yet.
    func afresh(timeout: Duration = .seconds(300)) async throws -> FaultedVisit {
        let setting = try await Self.setting(practice, over: store, timeout)
        return FaultedVisit(self, setting: setting, timeout: timeout)
    }

    func desk() async throws -> NoteSession { try await clinic.desk(setting.rivera) }

    func portal() async throws -> NoteSession { try await clinic.portal(setting.ana) }

    /// How many records of each class there are in truth; those of the audit log apart, where readings count, too.
    func counts() -> [RecordCollection: Int] {
        base.image.keys.reduce(into: [:]) { counts, key in
            guard key.tenant == clinic.tenant, ![.audit, .auditTree].contains(key.collection)
            else { return }
            counts[key.collection, default: 0] += 1
        }
    }
}
