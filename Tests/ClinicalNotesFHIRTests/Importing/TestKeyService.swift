import ClinicalNotes
import Synchronization

/// A key service whose keys live in the test alone.
final class TestKeyService: KeyService {
    private struct Stored {
        let key: [UInt8]
        let wrapped: [UInt8]
    }

    private let stored = Mutex<[KeyName: Stored]>([:])

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        stored.withLock { Set($0.keys.map(\.tenant)) }
    }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        let key = Entropy.system.bytes(32)
        let wrapped = Entropy.system.bytes(16)
        stored.withLock { $0[name] = Stored(key: key, wrapped: wrapped) }
        return (wrapped, KeyLease(try SecretKey(copying: SensitiveBytes(key)), name, expires: nil))
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        guard let known = stored.withLock({ $0[name] }), known.wrapped == wrapped else {
            throw CryptoError(.keyUnavailable)
        }
        return KeyLease(try SecretKey(copying: SensitiveBytes(known.key)), name, expires: nil)
    }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        stored.withLock { _ = $0.removeValue(forKey: name) }
        return .final
    }
}
