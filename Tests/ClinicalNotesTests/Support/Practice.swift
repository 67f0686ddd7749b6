import ClinicalNotes
import TestSupport
import Testing

/// A small practice in memory: two therapists, billing, a patient.
struct Practice {
    let store: any NoteStore
    let keys: InMemoryKeyService
    let vault: NoteVault
    let directory: PracticeDirectory

    static let start = Instant(milliseconds: 1_760_000_000_000)

    init(
        store: any NoteStore = InMemoryNoteStore(),
        anchor: any Anchor = NoAnchor(),
        clock: TestClock = TestClock(Practice.start)
    ) async throws {
        self.store = store
        keys = InMemoryKeyService()
        directory = PracticeDirectory()
        vault = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor,
            environment: VaultEnvironment(now: { clock.now }, entropy: .system),
            // Other tests keep the machine busy.
            timeout: .seconds(300)
        )
    }

    /// Another vault of the same practice, as another process would open it.
    func reopened(on store: any NoteStore, anchor: any Anchor = NoAnchor()) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor,
            environment: VaultEnvironment(now: { Practice.start }, entropy: .system)
        )
    }

    func therapist(_ name: String = "Rivera") async throws -> (PrincipalID, Keyring) {
        try await staff(name, .treatingClinician)
    }

    func staff(_ name: String, _ role: PrincipalRole) async throws -> (PrincipalID, Keyring) {
        let keyring = try await vault.staff(name, role)
        return (keyring.principal, keyring)
    }

    func patient(_ name: String = "Ana") async throws -> PatientID {
        try await vault.patient(name)
    }
}
