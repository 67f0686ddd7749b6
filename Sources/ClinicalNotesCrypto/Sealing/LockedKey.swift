/// A key under both locks: 192 bytes.
///
/// The inner lock is under the key that only the right reader or service opens. The outer lock is under the
/// tenant's epoch key, which a server renews without opening the inner one, and whose destruction ends every
/// older copy of the row.
package struct LockedKey: Hashable, Sendable {
    /// How many bytes a key under both locks has.
    package static let size = KeyLock.size + Envelope.overhead

    /// The stored bytes.
    package let bytes: [UInt8]

    /// Takes stored bytes.
    ///
    /// - Parameter bytes: Exactly 192 bytes.
    /// - Throws: ``CryptoError`` `.malformed` for another length.
    package init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        guard bytes.count == Self.size else { throw CryptoError(.malformed) }
        self.bytes = Array(bytes)
    }

    /// Locks a key under both locks.
    ///
    /// - Parameters:
    ///   - key: The key that is locked.
    ///   - kind: What key it is.
    ///   - place: Where it belongs.
    ///   - inner: The compartment's or tenant's key.
    ///   - innerGeneration: Its generation.
    ///   - outer: The tenant's epoch key.
    ///   - epoch: Its generation.
    ///   - entropy: Where the nonces come from.
    /// - Throws: ``CryptoError`` `.malformed` if `kind` is no key.
    package init(
        locking key: borrowing SecretKey,
        as kind: SealedKind,
        at place: Address,
        inner: borrowing SecretKey,
        innerGeneration: UInt32,
        outer: borrowing SecretKey,
        epoch: UInt32,
        entropy: Entropy = .system
    ) throws(CryptoError) {
        let locked = try KeyLock.lock(
            key,
            as: kind,
            at: place,
            under: inner,
            generation: innerGeneration,
            entropy: entropy
        )
        bytes = try Self.close(locked, at: place, outer: outer, epoch: epoch, entropy: entropy)
    }

    /// The generation of the outer lock.
    ///
    /// - Throws: ``CryptoError`` `.malformed`.
    package var epoch: UInt32 {
        get throws(CryptoError) { try Envelope.generation(of: bytes) }
    }

    /// Opens the outer lock and tells which generation of the inner key is needed.
    ///
    /// - Parameters:
    ///   - place: Where the key must belong.
    ///   - outer: The tenant's epoch key.
    /// - Returns: The inner lock's envelope and the generation of its key.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`.
    package func openOuter(
        at place: Address,
        under outer: borrowing SecretKey
    ) throws(CryptoError) -> (inner: [UInt8], generation: UInt32) {
        let inner = try Envelope.open(bytes, as: .outerLock, at: place, under: outer)
        return (inner, try Envelope.generation(of: inner))
    }

    /// Opens both locks.
    ///
    /// - Parameters:
    ///   - kind: What key it must be.
    ///   - place: Where it must belong.
    ///   - inner: The compartment's or tenant's key.
    ///   - outer: The tenant's epoch key.
    /// - Returns: The key.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`, `.memoryNotLocked`.
    package func unlock(
        as kind: SealedKind,
        at place: Address,
        inner: borrowing SecretKey,
        outer: borrowing SecretKey
    ) throws(CryptoError) -> SecretKey {
        let (locked, _) = try openOuter(at: place, under: outer)
        return try KeyLock.unlock(locked, as: kind, at: place, under: inner)
    }

    /// Puts the inner lock under another epoch key, without opening it.
    ///
    /// - Parameters:
    ///   - place: Where the key belongs.
    ///   - old: The epoch key that closes it now.
    ///   - new: The epoch key that will.
    ///   - epoch: The generation of `new`.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: The renewed row.
    /// - Throws: ``CryptoError`` `.malformed`, `.cannotOpen`.
    package func renew(
        at place: Address,
        outerFrom old: borrowing SecretKey,
        to new: borrowing SecretKey,
        epoch: UInt32,
        entropy: Entropy = .system
    ) throws(CryptoError) -> LockedKey {
        let inner = try Envelope.open(bytes, as: .outerLock, at: place, under: old)
        return try LockedKey(Self.close(inner, at: place, outer: new, epoch: epoch, entropy: entropy))
    }

    private static func close(
        _ inner: [UInt8],
        at place: Address,
        outer: borrowing SecretKey,
        epoch: UInt32,
        entropy: Entropy
    ) throws(CryptoError) -> [UInt8] {
        try Envelope.seal(
            inner,
            as: .outerLock,
            at: place,
            generation: epoch,
            padding: .none,
            under: outer,
            entropy: entropy
        )
    }
}
