package import ClinicalNotesCrypto
package import ClinicalNotesModel
internal import Synchronization

/// A key service whose keys live in the test alone; its leases may end at once, and it can be made to fail.
package final class InMemoryKeyService: KeyService {
    private struct State {
        /// Of each name the keys that were made, by what they look like wrapped.
        var keys: [KeyName: [[UInt8]: [UInt8]]] = [:]
        var fails = false
    }

    private let state = Mutex(State())
    private let leasesEndAtOnce: Bool

    package init(leasesEndAtOnce: Bool = false) { self.leasesEndAtOnce = leasesEndAtOnce }

    /// Whether keys are unwrapped from now on.
    package func fail(_ fails: Bool = true) { state.withLock { $0.fails = fails } }

    package func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        state.withLock { Set($0.keys.keys.map(\.tenant)) }
    }

    package func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        let (key, wrapped) = (Entropy.system.bytes(32), Entropy.system.bytes(16))
        state.withLock { $0.keys[name, default: [:]][wrapped] = key }
        return (wrapped, try lease(key, name))
    }

    package func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        let (key, fails) = state.withLock { ($0.keys[name]?[wrapped], $0.fails) }
        guard !fails else { throw CryptoError(.keyServiceUnavailable) }
        guard let key else { throw CryptoError(.keyUnavailable) }
        return try lease(key, name)
    }

    package func destroy(
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
