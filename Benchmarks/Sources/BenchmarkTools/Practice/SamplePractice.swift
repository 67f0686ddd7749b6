package import ClinicalNotes

/// A practice of one therapist, founded for a benchmark.
///
/// What a benchmark needs of the library and what moves with it stands in this folder: how a practice is founded, and
/// what conforms to the library's protocols. A commit that `Scripts/bench --against` compares with is built with the
/// folder as it had it, so what the folder offers stays as it is.
package struct SamplePractice: Sendable {
    /// The vault.
    package let vault: NoteVault
    private let keys: ProcessKeyService
    private let therapist: PrincipalID
    private let keyring: Keyring

    /// Founds the practice in a store that holds nothing, and puts the therapist on record.
    package init(foundedIn store: any NoteStore) async throws {
        keys = ProcessKeyService()
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: TrustingRelationships()
        )
        let keyring = try Keyring.generate()
        therapist = try await vault.enroll(
            Person(legalName: "Rivera"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: "therapist"
        )
        self.keyring = keyring
    }

    private init(_ practice: SamplePractice, in vault: NoteVault) {
        self.vault = vault
        keys = practice.keys
        therapist = practice.therapist
        keyring = practice.keyring
    }

    /// The same practice in a vault that has just been opened: it has verified and cached nothing yet.
    package func reopened(in store: any NoteStore) async throws -> SamplePractice {
        let vault = try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: TrustingRelationships()
        )
        return SamplePractice(self, in: vault)
    }

    /// Puts a patient on record.
    package func register(_ name: String) async throws -> PatientID {
        try await vault.register(
            Person(legalName: name, birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: IdempotencyKey("patient-\(name)")
        )
    }

    /// The therapist at work.
    package func desk() async throws -> NoteSession {
        try await vault.session(for: therapist, purpose: .treatment, unlocking: keyring)
    }
}
