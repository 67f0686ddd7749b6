internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// What a session keeps between calls: its keyring, the keys it opened, and how its principal stands.
final class SessionState: Sendable {
    /// The principal as certified, and the guard that tells when that changed.
    struct Standing: Sendable {
        let enrollment: Enrollment
        let guardExpectation: Expectation
    }

    let keyring: Keyring?
    let opened: KeyCache
    private let standing: Mutex<Standing>

    init(_ standing: Standing, keyring: Keyring?, opened: KeyCache = KeyCache(capacity: 128)) {
        self.standing = Mutex(standing)
        self.keyring = keyring
        self.opened = opened
    }

    /// The same state with a standing of its own, which nobody else replaces: what one attempt decides on is what its
    /// commit expects.
    func pinned() -> SessionState { SessionState(current, keyring: keyring, opened: opened) }

    var current: Standing { standing.withLock { $0 } }

    func replace(_ newer: Standing) { standing.withLock { $0 = newer } }

    func close() {
        opened.removeAll()
        keyring?.lock()
    }
}
