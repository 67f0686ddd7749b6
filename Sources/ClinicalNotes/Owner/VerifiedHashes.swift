internal import ClinicalNotesCrypto
internal import Synchronization

/// Hashes whose signature was verified before, so that a chart is not verified again at every read.
///
/// Bounded: when full, it starts anew.
final class VerifiedHashes: Sendable {
    private let capacity: Int
    private let hashes = Mutex<Set<Digest>>([])

    init(capacity: Int = 65_536) { self.capacity = capacity }

    func verifyOnce(_ hash: Digest, _ verify: () throws(CryptoError) -> Void) throws(CryptoError) {
        if hashes.withLock({ $0.contains(hash) }) { return }
        try verify()
        hashes.withLock { hashes in
            if hashes.count >= capacity { hashes.removeAll() }
            hashes.insert(hash)
        }
    }
}
