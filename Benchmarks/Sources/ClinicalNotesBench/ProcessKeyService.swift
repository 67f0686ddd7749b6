internal import ClinicalNotes
internal import Synchronization

/// A key service whose keys live in this process alone.
final class ProcessKeyService: KeyService {
    private let keys = Mutex<[KeyName: [UInt8]]>([:])

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        keys.withLock { Set($0.keys.map(\.tenant)) }
    }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        let key = Entropy.system.bytes(32)
        keys.withLock { $0[name] = key }
        return ([], KeyLease(try SecretKey(copying: SensitiveBytes(key)), name, expires: nil))
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        guard let key = keys.withLock({ $0[name] }) else { throw CryptoError(.keyUnavailable) }
        return KeyLease(try SecretKey(copying: SensitiveBytes(key)), name, expires: nil)
    }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        keys.withLock { _ = $0.removeValue(forKey: name) }
        return .final
    }
}
