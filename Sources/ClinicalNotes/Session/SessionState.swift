internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// What a session keeps between calls: its keyring, the keys it opened, and how its principal stands.
final class SessionState: Sendable {
    /// The principal as certified, and the guard that tells when that changed.
    struct Snapshot: Sendable {
        let enrollment: Enrollment
        let guardExpectation: Expectation
    }

    let keyring: Keyring?
    let opened: KeyCache
    private let snapshot: Mutex<Snapshot>

    init(_ snapshot: Snapshot, keyring: Keyring?, opened: KeyCache = KeyCache(capacity: 128)) {
        self.snapshot = Mutex(snapshot)
        self.keyring = keyring
        self.opened = opened
    }

    /// The same state with a snapshot of its own, which nobody else replaces: what one attempt decides on is what its
    /// commit expects.
    func pinned() -> SessionState { SessionState(current, keyring: keyring, opened: opened) }

    var current: Snapshot { snapshot.withLock { $0 } }

    func replace(_ newer: Snapshot) { snapshot.withLock { $0 = newer } }

    func close() {
        opened.removeAll()
        keyring?.lock()
    }
}
