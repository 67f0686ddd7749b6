/// An Ed25519 key pair; the secret seed lies in locked memory and is wiped with the last copy of the handle.
package struct SigningKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    private let seed: HeldKey

    /// The public key.
    package let publicKey: SigningPublicKey

    /// The public key's name.
    package let id: KeyID

    /// Takes a seed.
    package init(seed: HeldKey) {
        self.seed = seed
        publicKey = SigningPublicKey(words: seed.key.withBytes { Sodium.signingPublicKey(seed: $0) })
        id = publicKey.id
    }

    /// Copies a seed, such as a leased one.
    ///
    /// - Parameter seed: Thirty-two secret bytes.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`.
    package init(seed: borrowing SecretKey) throws(CryptoError) {
        self.init(seed: HeldKey(try seed.copy()))
    }

    /// Makes a random key pair.
    ///
    /// - Parameter entropy: Where the random bytes come from.
    /// - Returns: The key pair.
    /// - Throws: ``CryptoError`` `.memoryNotLocked`, `.libraryTooOld`.
    package static func random(_ entropy: Entropy = .system) throws(CryptoError) -> SigningKeyPair {
        SigningKeyPair(seed: HeldKey(try .random(entropy)))
    }

    /// Signs a message.
    ///
    /// - Parameter message: What is signed; it begins with words that say what is signed.
    /// - Returns: 64 bytes.
    package func sign(_ message: [UInt8]) -> [UInt8] {
        message.lend { message in
            seed.key.withBytes { Sodium.sign(message, seed: $0, publicKey: publicKey.words) }
        }
    }

    /// The name of the public key.
    package var description: String { "SigningKeyPair(\(id))" }

    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: []) }
}
