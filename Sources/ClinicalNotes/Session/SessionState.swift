internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// What a session keeps between calls: its keyring, the keys it opened, and how its principal stands.
final class SessionState: Sendable {
    /// The principal as certified, and the guard that tells when that changed.
    struct Snapshot: Sendable {
        let enrollment: Enrollment
        /// The other ids of the same human.
        let linked: Set<PrincipalID>
        let guardExpectation: Expectation

        init(_ enrollment: Enrollment, _ view: OwnerView) {
            self.enrollment = enrollment
            linked = view.aggregate.linked
            guardExpectation = view.guardExpectation
        }
    }

    let keyring: Keyring?
    let opened: KeyCache
    /// By which other id the human signed in; the session ends when the two are linked no longer.
    let signedInAs: PrincipalID?
    private let snapshot: Mutex<Snapshot>

    init(
        _ snapshot: Snapshot,
        keyring: Keyring?,
        signedInAs: PrincipalID? = nil,
        opened: KeyCache = KeyCache(capacity: 128)
    ) {
        self.snapshot = Mutex(snapshot)
        self.keyring = keyring
        self.signedInAs = signedInAs
        self.opened = opened
    }

    /// The same state with a snapshot of its own, which nobody else replaces: what one attempt decides on is what its
    /// commit expects.
    func pinned() -> SessionState {
        SessionState(current, keyring: keyring, signedInAs: signedInAs, opened: opened)
    }

    var current: Snapshot { snapshot.withLock { $0 } }

    func replace(_ newer: Snapshot) { snapshot.withLock { $0 = newer } }

    func close() {
        opened.removeAll()
        keyring?.lock()
    }
}
