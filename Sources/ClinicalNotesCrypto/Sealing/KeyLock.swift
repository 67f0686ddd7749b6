/// A key under one lock: an envelope of 112 bytes.
package enum KeyLock {
    /// How many bytes a locked key has.
    package static let size = Envelope.overhead + KeySlab.keySize

    /// Locks a key under another.
    ///
    /// - Parameters:
    ///   - inner: The key that is locked.
    ///   - kind: What key it is.
    ///   - place: Where it belongs.
    ///   - outer: The key that locks.
    ///   - generation: The generation of `outer`.
    ///   - entropy: Where the nonce comes from.
    /// - Returns: 112 bytes.
    /// - Throws: ``CryptoError`` `.malformed` if `kind` is no key.
    package static func lock(
        _ inner: borrowing SecretKey,
        as kind: SealedKind,
        at place: Address,
        under outer: borrowing SecretKey,
        generation: UInt32,
        entropy: Entropy = .system
    ) throws(CryptoError) -> [UInt8] {
        guard kind.storageClass == .lockedKey else { throw CryptoError(.malformed) }
        let header = Envelope.header(kind, .none, generation)
        let nonce = entropy.bytes(Sodium.nonceSize)
        var bytes = Envelope.blank(header: header, size: KeySlab.keySize, nonce: nonce)
        let context = Sodium.Context(header: header, personal: kind.personal, place: place)
        inner.withBytes { inner in
            outer.withBytes { outer in
                Sodium.seal(
                    inner,
                    padded: nil,
                    in: &bytes,
                    at: Envelope.headerSize,
                    context: context,
                    key: outer
                )
            }
        }
        return bytes
    }

    /// Unlocks a key, straight into locked memory.
    ///
    /// - Parameters:
    ///   - envelope: The locked key.
    ///   - kind: What key it must be.
    ///   - place: Where it must belong.
    ///   - outer: The key that locked it.
    /// - Returns: The key.
    /// - Throws: ``CryptoError`` `.malformed` before a key is touched, `.cannotOpen`, `.memoryNotLocked`.
    package static func unlock(
        _ envelope: some Collection<UInt8>,
        as kind: SealedKind,
        at place: Address,
        under outer: borrowing SecretKey
    ) throws(CryptoError) -> SecretKey {
        let slot = try KeySlab.Slot()
        try envelope.lend { (span) throws(CryptoError) in
            let (header, padding) = try Envelope.check(span, kind)
            guard span.byteCount == size, padding == .none else { throw CryptoError(.malformed) }
            let sealed = span.extracting(Envelope.headerSize..<span.byteCount)
            let context = Sodium.Context(header: header, personal: kind.personal, place: place)
            let outcome = outer.withBytes { outer in
                Sodium.openKey(sealed, context: context, key: outer, into: slot)
            }
            guard outcome == .opened else { throw CryptoError(.cannotOpen) }
        }
        return SecretKey(slot: slot)
    }
}
