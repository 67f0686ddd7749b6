public import ClinicalNotesModel

/// A key service in one file, for a single machine: its own keys lie under a root key, which comes from a
/// passphrase or from the environment.
///
/// The file is read anew for every request and replaced as a whole before an answer is given. An older copy of
/// the file, kept somewhere else, still holds keys that were destroyed since: do not back it up together with
/// the store.
///
/// While the time of day is more than a week ahead of what the file saw last and the time since, no key is destroyed by it
/// until ``confirmClock(_:)`` is called.
///
/// ```swift
/// let keys = try LocalKeyService(file: keyFile, rootKeyFromEnvironment: "PRACTICE_ROOT_KEY")
/// ```
public struct LocalKeyService: KeyService {
    private let file: KeyTableFile
    private let leaseDuration: Duration
    private let entropy: Entropy

    /// Opens a key file with a passphrase, or makes it.
    ///
    /// Stretching the passphrase takes as long as its cost says, on the thread that calls.
    ///
    /// - Parameters:
    ///   - file: The file's path; beside it `.lock` and for a moment `.new` are made.
    ///   - passphrase: At least one byte.
    ///   - creating: Whether the file is made if there is none.
    ///   - cost: What guessing the passphrase costs, for a new file.
    ///   - leaseDuration: How long a key may be used before it is asked for again.
    ///   - clock: The time of day, by which keys are destroyed.
    ///   - entropy: Where random bytes come from.
    /// - Throws: ``CryptoError`` `.wrongPassphrase`, `.passphraseEmpty`, `.fileMissing`, `.fileInvalid`,
    ///   `.newerFormat`, `.memoryNotLocked`, `.libraryTooOld`.
    public init(
        file: String,
        passphrase: SensitiveBytes,
        creating: Bool = true,
        cost: PassphraseCost = .moderate,
        leaseDuration: Duration = .seconds(900),
        clock: (@Sendable () -> Instant)? = nil,
        entropy: Entropy = .system
    ) throws(CryptoError) {
        self.file = try KeyTableFile(file, creating: creating, clock: clock ?? Host.now, entropy: entropy) {
            (lock) throws(CryptoError) in
            let lock = lock ?? .passphrase(cost, salt: entropy.bytes16())
            guard case .passphrase(let cost, let salt) = lock else { throw CryptoError(.wrongPassphrase) }
            return (lock, HeldKey(try ProtectedFile.key(passphrase, cost: cost, salt: salt)))
        }
        self.leaseDuration = leaseDuration
        self.entropy = entropy
    }

    /// Opens a key file with a root key from the environment, or makes it.
    ///
    /// - Parameters:
    ///   - file: The file's path; beside it `.lock` and for a moment `.new` are made.
    ///   - name: The variable, which holds 64 hexadecimal digits.
    ///   - creating: Whether the file is made if there is none.
    ///   - leaseDuration: How long a key may be used before it is asked for again.
    ///   - clock: The time of day, by which keys are destroyed.
    ///   - entropy: Where random bytes come from.
    /// - Throws: ``CryptoError`` `.keyUnavailable` if there is no such variable, `.malformed` if it is no key,
    ///   `.wrongPassphrase` if it is another file's, `.fileMissing`, `.fileInvalid`, `.newerFormat`,
    ///   `.memoryNotLocked`, `.libraryTooOld`.
    public init(
        file: String,
        rootKeyFromEnvironment name: String,
        creating: Bool = true,
        leaseDuration: Duration = .seconds(900),
        clock: (@Sendable () -> Instant)? = nil,
        entropy: Entropy = .system
    ) throws(CryptoError) {
        self.file = try KeyTableFile(file, creating: creating, clock: clock ?? Host.now, entropy: entropy) {
            (lock) throws(CryptoError) in
            guard (lock ?? .rootKey) == .rootKey else { throw CryptoError(.wrongPassphrase) }
            return (.rootKey, HeldKey(try Self.rootKey(name)))
        }
        self.leaseDuration = leaseDuration
        self.entropy = entropy
    }

    private static func rootKey(_ name: String) throws(CryptoError) -> SecretKey {
        guard let text = Host.environment(name) else { throw CryptoError(.keyUnavailable) }
        let middle = text.index(text.startIndex, offsetBy: 32, limitedBy: text.endIndex) ?? text.endIndex
        guard let first = Bytes16(hex: text[..<middle]), let second = Bytes16(hex: text[middle...]) else {
            throw CryptoError(.malformed)
        }
        return try SecretKey(copying: SensitiveBytes(first.bytes + second.bytes))
    }

    /// The practices that the file holds a key of; a practice all of whose keys were destroyed is none.
    ///
    /// - Parameter request: The request's id and deadline.
    /// - Returns: The practices.
    /// - Throws: ``CryptoError`` `.timedOut`, `.keyServiceUnavailable`, `.fileInvalid`.
    public func practices(_ request: KeyRequest) async throws(CryptoError) -> Set<TenantID>? {
        guard !request.deadline.hasPassed else { throw CryptoError(.timedOut) }
        return try await file.change(by: request.deadline) { (table, _) throws(CryptoError) in
            table.tenants
        }
    }

    /// Makes a key and wraps it; the same request id always gives the same key.
    ///
    /// - Parameters:
    ///   - name: The service's own key, made if there is none.
    ///   - request: The request's id and deadline.
    /// - Returns: The wrapped key of 112 bytes, and the key on lease.
    /// - Throws: ``CryptoError`` `.destroyed`, `.timedOut`, `.keyServiceUnavailable`, `.fileInvalid`.
    public func makeKey(
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> (wrapped: [UInt8], lease: KeyLease) {
        guard !request.deadline.hasPassed else { throw CryptoError(.timedOut) }
        let own = try await file.change(by: request.deadline) { (table, _) throws(CryptoError) in
            switch table[name] {
            case .held(let key), .leaving(let key, _): return key
            case .destroyed: throw CryptoError(.destroyed)
            case nil:
                let key = HeldKey(try SecretKey.random(entropy))
                table[name] = .held(key)
                return key
            }
        }
        // Derived from the request's id, so that a repeat is answered the same without keeping answers.
        let id = request.id.bytes
        let slot = try KeySlab.Slot()
        let nonce = own.key.withBytes { own in
            id.lend { id in
                Sodium.deriveKey(id, key: own, personal: "cnotes.leasedkey", into: slot)
                return Sodium.blake2b(id, key: own, personal: "cnotes.leasenonc", size: 24)
            }
        }
        let key = SecretKey(slot: slot)
        let wrapped = try KeyLock.lock(
            key,
            as: .serviceKey,
            at: Self.address(name),
            under: own.key,
            generation: name.generation,
            entropy: Entropy { Array(nonce.bytes.prefix($0)) }
        )
        return (wrapped, KeyLease(key, name, expires: expiry))
    }

    /// Unwraps a key.
    ///
    /// - Parameters:
    ///   - wrapped: What ``makeKey(_:_:)`` gave.
    ///   - name: The service's own key.
    ///   - request: The request's id and deadline.
    /// - Returns: The key on lease.
    /// - Throws: ``CryptoError`` `.keyUnavailable`, `.destroyed`, `.malformed`, `.cannotOpen`,
    ///   `.timedOut`, `.keyServiceUnavailable`, `.fileInvalid`.
    public func unwrap(
        _ wrapped: [UInt8],
        _ name: KeyName,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyLease {
        guard !request.deadline.hasPassed else { throw CryptoError(.timedOut) }
        let own = try await file.change(by: request.deadline) { (table, _) throws(CryptoError) in
            switch table[name] {
            case .held(let key), .leaving(let key, _): return key
            case .destroyed: throw CryptoError(.destroyed)
            case nil: throw CryptoError(.keyUnavailable)
            }
        }
        let key = try KeyLock.unlock(wrapped, as: .serviceKey, at: Self.address(name), under: own.key)
        return KeyLease(key, name, expires: expiry)
    }

    /// Destroys the service's own key of a name at a moment.
    ///
    /// - Parameters:
    ///   - name: The service's own key.
    ///   - moment: When; a later call may only bring it nearer.
    ///   - request: The request's id and deadline.
    /// - Returns: How far the destruction is.
    /// - Throws: ``CryptoError`` `.keyUnavailable`, `.timedOut`, `.keyServiceUnavailable`, `.fileInvalid`.
    public func destroy(
        _ name: KeyName,
        after moment: Instant,
        _ request: KeyRequest
    ) async throws(CryptoError) -> KeyDestruction {
        guard !request.deadline.hasPassed else { throw CryptoError(.timedOut) }
        return try await file.change(by: request.deadline) { (table, now) throws(CryptoError) in
            switch table[name] {
            case nil: throw CryptoError(.keyUnavailable)
            case .destroyed: return .final
            case .leaving(_, let earlier) where earlier <= moment: return .pending(until: earlier)
            case .held(let key), .leaving(let key, _):
                table[name] = .leaving(key, at: moment)
                table.sweep(now)
                return moment <= now ? .final : .pending(until: moment)
            }
        }
    }

    /// Believes the time of day from now on, however far it is ahead; what is due by it is destroyed.
    ///
    /// - Parameter request: The request's id and deadline.
    /// - Throws: ``CryptoError`` `.timedOut`, `.keyServiceUnavailable`, `.fileInvalid`.
    public func confirmClock(_ request: KeyRequest) async throws(CryptoError) {
        guard !request.deadline.hasPassed else { throw CryptoError(.timedOut) }
        try await file.change(by: request.deadline, believingClock: true) { (_, _) throws(CryptoError) in }
    }

    private var expiry: ContinuousClock.Instant { ContinuousClock().now.advanced(by: leaseDuration) }

    /// Where a wrapped key belongs: its tenant, with the generation as revision and the purpose as part.
    private static func address(_ name: KeyName) -> Address {
        Address(
            tenant: name.tenant,
            owner: OwnerID(.zero),
            revision: UInt64(name.generation),
            part: UInt32(name.purpose.rawValue)
        )
    }
}
