internal import ClinicalNotesModel

/// A grant whose signature, dates, serial and commitment were checked.
package struct VerifiedGrant: Hashable, Sendable {
    /// The grant's head.
    package let head: GrantHead
    private let inner: [UInt8]

    init(head: GrantHead, inner: [UInt8]) {
        self.head = head
        self.inner = inner
    }

    /// The generation of the tenant key that the inner lock of an ordinary grant needs.
    ///
    /// - Throws: ``CryptoError`` `.cannotOpen` in granted custody.
    package var tenantKeyGeneration: UInt32 {
        get throws(CryptoError) {
            guard head.custody == .ordinary else { throw CryptoError(.cannotOpen) }
            return try Envelope.generation(of: inner)
        }
    }

    /// Opens an ordinary grant.
    ///
    /// - Parameter tenantKey: The tenant key of ``tenantKeyGeneration``.
    /// - Returns: The granted key.
    /// - Throws: ``CryptoError`` `.cannotOpen`, `.memoryNotLocked`.
    package func unlockOrdinary(_ tenantKey: borrowing SecretKey) throws(CryptoError) -> SecretKey {
        guard head.custody == .ordinary else { throw CryptoError(.cannotOpen) }
        let key = try KeyLock.unlock(inner, as: head.scope.keyKind, at: head.keyPlace, under: tenantKey)
        return try checked(key)
    }

    /// Opens a grant with the reader's own key.
    ///
    /// - Parameter keyring: The reader's keyring.
    /// - Returns: The granted key.
    /// - Throws: ``CryptoError`` `.cannotOpen` if it is sealed to somebody else, belongs to another head, or
    ///   holds another key than it commits to; `.keyUnavailable` if the keyring is locked.
    package func accept(_ keyring: Keyring) throws(CryptoError) -> SecretKey {
        guard head.reader == keyring.principal, head.readerKey == keyring.publicKeys.box.id else {
            throw CryptoError(.cannotOpen)
        }
        let box = try keyring.box()
        let slot = try KeySlab.Slot()
        let trailer = inner.lend { inner in
            box.secret.key.withBytes { secret in
                Sodium.openBox(inner, publicKey: box.publicKey.words, secretKey: secret, into: slot)
            }
        }
        guard let trailer, Sodium.equal(trailer, head.hash.words) else { throw CryptoError(.cannotOpen) }
        return try checked(SecretKey(slot: slot))
    }

    private func checked(_ key: consuming SecretKey) throws(CryptoError) -> SecretKey {
        guard Sodium.equal(head.commitment(to: key).words, head.commitment.words) else {
            throw CryptoError(.cannotOpen)
        }
        return key
    }
}
