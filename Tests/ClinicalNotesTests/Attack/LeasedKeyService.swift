import ClinicalNotes
import Synchronization

/// A key service whose leases may end at once, and that can be made to fail.
final class LeasedKeyService: KeyService {
    private struct State {
        var keys: [KeyName: [UInt8]] = [:]
        var fails = false
    }

    private let state = Mutex(State())
    private let leasesEndAtOnce: Bool

    init(leasesEndAtOnce: Bool = false) { self.leasesEndAtOnce = leasesEndAtOnce }

    func fail(_ fails: Bool = true) { state.withLock { $0.fails = fails } }

    func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        state.withLock { Set($0.keys.keys.map(\.tenant)) }
    }

    func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        let key = Entropy.system.bytes(32)
        state.withLock { $0.keys[name] = key }
        return ([UInt8](repeating: 7, count: 16), try lease(key, name))
    }

    func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        let (key, fails) = state.withLock { ($0.keys[name], $0.fails) }
        guard !fails else { throw CryptoError(.keyServiceUnavailable) }
        guard let key else { throw CryptoError(.keyUnavailable) }
        return try lease(key, name)
    }

    func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        state.withLock { _ = $0.keys.removeValue(forKey: name) }
        return .final
    }

    private func lease(_ key: [UInt8], _ name: KeyName) throws(CryptoError) -> KeyLease {
        KeyLease(
            try SecretKey(copying: SensitiveBytes(key)),
            name,
            expires: leasesEndAtOnce ? ContinuousClock().now : nil
        )
    }
}
