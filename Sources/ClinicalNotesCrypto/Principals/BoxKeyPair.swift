/// An X25519 key pair; the secret lies in locked memory and is wiped with the last copy of the handle.
package struct BoxKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    let secret: HeldKey

    /// The public key.
    package let publicKey: BoxPublicKey

    /// The public key's name.
    package let id: KeyID

    init(secret: HeldKey, publicKey: BoxPublicKey) {
        self.secret = secret
        self.publicKey = publicKey
        id = publicKey.id
    }

    /// Makes a random key pair.
    ///
    /// - Parameter entropy: Where the random bytes come from.
    /// - Returns: The key pair.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`, `.libraryTooOld`.
    package static func random(_ entropy: Entropy = .system) throws(CryptoError) -> BoxKeyPair {
        let seed = try SecretKey.random(entropy)
        let slot = try KeySlab.Slot()
        let publicKey = seed.withBytes { Sodium.boxKeyPair(seed: $0, into: slot) }
        return BoxKeyPair(secret: HeldKey(SecretKey(slot: slot)), publicKey: BoxPublicKey(words: publicKey))
    }

    /// The name of the public key.
    package var description: String { "BoxKeyPair(\(id))" }

    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
