internal import ClinicalNotesCrypto
internal import Synchronization

/// Keys that were opened once, by the hash of the bytes they were opened from.
///
/// A slot that changes has another hash, so a stale key is never found. Bounded: when full, or when the machine grants
/// no more locked memory, it starts anew.
final class KeyCache: Sendable {
    private let capacity: Int
    private let keys = Mutex<[Digest: HeldKey]>([:])

    init(capacity: Int = 512) { self.capacity = capacity }

    func key(
        for source: Digest,
        opening open: () throws(CryptoError) -> SecretKey
    ) throws(CryptoError) -> HeldKey {
        if let known = keys.withLock({ $0[source] }) { return known }
        let held = HeldKey(try openMakingRoom(open))
        keys.withLock { keys in
            if keys.count >= capacity { keys.removeAll() }
            keys[source] = held
        }
        return held
    }

    private func openMakingRoom(
        _ open: () throws(CryptoError) -> SecretKey
    ) throws(CryptoError) -> SecretKey {
        do throws(CryptoError) {
            return try open()
        } catch {
            guard error.code == .memoryNotLocked else { throw error }
            removeAll()
            return try open()
        }
    }

    func removeAll() { keys.withLock { $0.removeAll() } }
}
