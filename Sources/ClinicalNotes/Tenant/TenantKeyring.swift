internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Opens the practice's keys and keeps them no longer than the key service leases them.
final class TenantKeyring: Sendable {
    private struct Opened {
        let keys: TenantKeys
        let expires: ContinuousClock.Instant?
    }

    private static let purposes: [KeyPurpose] = [.tenantSecret, .tenantKey, .epoch, .signing, .audit]

    let record: TenantRecord
    let service: any KeyService
    private let entropy: Entropy
    private let opened = Mutex<Opened?>(nil)

    init(record: TenantRecord, service: any KeyService, entropy: Entropy) {
        self.record = record
        self.service = service
        self.entropy = entropy
    }

    /// Makes the keys of a new practice.
    static func make(
        _ tenant: TenantID,
        organization: OrganizationID,
        authority outside: SigningPublicKey?,
        service: any KeyService,
        entropy: Entropy
    ) async throws(CryptoError) -> TenantRecord {
        var wrapped: [TenantRecord.WrappedKey] = []
        var signing: KeyLease?
        for purpose in purposes {
            let name = KeyName(tenant: tenant, purpose: purpose, generation: 1)
            let made = try await service.makeKey(name, request(entropy))
            wrapped.append(TenantRecord.WrappedKey(name: name, wrapped: made.wrapped))
            if purpose == .signing { signing = made.lease }
        }
        guard let signing else { throw CryptoError(.keyUnavailable) }
        let instance = try SecretKey.random(entropy)
        let authority: (publicKey: SigningPublicKey, locked: [UInt8]?)
        if let outside {
            authority = (outside, nil)
        } else {
            let seed = try SecretKey.random(entropy)
            authority = (
                try SigningKeyPair(seed: seed).publicKey, try lock(seed, 2, tenant, signing, entropy)
            )
        }
        let instanceKeys = try SigningKeyPair(seed: instance)
        return TenantRecord(
            tenant: tenant,
            organization: organization,
            keys: wrapped,
            instance: instanceKeys.publicKey,
            authority: authority.publicKey,
            lockedInstance: try lock(instance, 1, tenant, signing, entropy),
            lockedAuthority: authority.locked
        ).signed(by: instanceKeys)
    }

    /// The keys, as long as the lease runs; else opened anew.
    func keys(by deadline: Deadline) async throws(CryptoError) -> TenantKeys {
        let held = opened.withLock { $0 }
        if let held, held.expires.map({ ContinuousClock().now < $0 }) ?? true { return held.keys }
        var leases: [KeyName: KeyLease] = [:]
        for key in record.keys {
            leases[key.name] = try await service.unwrap(
                key.wrapped,
                key.name,
                KeyRequest(id: entropy.bytes16(), deadline: deadline)
            )
        }
        let keys = try assemble(leases)
        let expires = leases.values.compactMap(\.expires).min()
        opened.withLock { $0 = Opened(keys: keys, expires: expires) }
        return keys
    }

    /// Tells the key service that people confirmed the time of day.
    func confirmClock(by deadline: Deadline) async throws(CryptoError) {
        try await service.confirmClock(KeyRequest(id: entropy.bytes16(), deadline: deadline))
    }

    /// Forgets the opened keys.
    func lock() { opened.withLock { $0 = nil } }

    private func assemble(_ leases: [KeyName: KeyLease]) throws(CryptoError) -> TenantKeys {
        func newest(_ purpose: KeyPurpose) throws(CryptoError) -> (UInt32, KeyLease) {
            let candidates = leases.filter { $0.key.purpose == purpose }
            guard let newest = candidates.max(by: { $0.key.generation < $1.key.generation }) else {
                throw CryptoError(.keyUnavailable)
            }
            return (newest.key.generation, newest.value)
        }
        let (secretGeneration, secret) = try newest(.tenantSecret)
        let (ordinaryGeneration, ordinary) = try newest(.tenantKey)
        let (epoch, _) = try newest(.epoch)
        let (_, signing) = try newest(.signing)
        let (_, audit) = try newest(.audit)
        var epochs: [UInt32: KeyLease] = [:]
        for (name, lease) in leases where name.purpose == .epoch { epochs[name.generation] = lease }
        let keys = TenantKeys(
            tenant: record.tenant,
            organization: record.organization,
            secret: secret,
            secretGeneration: secretGeneration,
            ordinary: ordinary,
            ordinaryGeneration: ordinaryGeneration,
            epochs: epochs,
            epoch: epoch,
            audit: audit,
            instance: try SigningKeyPair(seed: unlock(record.lockedInstance, 1, signing)),
            authorityKey: record.authority,
            localAuthority: try localAuthority(signing)
        )
        guard keys.instanceKey == record.instance,
            keys.localAuthority.map({ $0.publicKey == record.authority }) ?? true,
            record.isSigned(by: keys.instanceKey)
        else { throw CryptoError(.cannotOpen) }
        return keys
    }

    private func localAuthority(_ signing: KeyLease) throws(CryptoError) -> SigningKeyPair? {
        guard let locked = record.lockedAuthority else { return nil }
        return try SigningKeyPair(seed: unlock(locked, 2, signing))
    }

    private func unlock(
        _ locked: [UInt8],
        _ number: UInt64,
        _ signing: KeyLease
    ) throws(CryptoError) -> SecretKey {
        try KeyLock.unlock(
            locked,
            as: .serviceKey,
            at: Self.address(number, record.tenant),
            under: signing.key
        )
    }

    private static func lock(
        _ seed: borrowing SecretKey,
        _ number: UInt64,
        _ tenant: TenantID,
        _ signing: KeyLease,
        _ entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        try KeyLock.lock(
            seed,
            as: .serviceKey,
            at: address(number, tenant),
            under: signing.key,
            generation: 1,
            entropy: entropy
        )
    }

    private static func address(_ number: UInt64, _ tenant: TenantID) -> Address {
        OwnerRecords(tenant: tenant, owner: tenant.owner)
            .address(RecordID(Bytes16(high: 0, low: number)))
    }

    private static func request(_ entropy: Entropy) -> KeyRequest {
        KeyRequest(id: entropy.bytes16(), deadline: .after(.seconds(30)))
    }
}
