/// An Ed25519 public key.
public struct SigningPublicKey: Hashable, Sendable {
    let words: Words32

    init(words: Words32) { self.words = words }

    /// Takes thirty-two bytes, or gives `nil`.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count == 32, let words = Words32(bytes) else { return nil }
        self.words = words
    }

    /// The thirty-two bytes.
    public var bytes: [UInt8] { words.bytes }

    /// The key's name.
    public var id: KeyID {
        KeyID(bytes.lend { Sodium.blake2b($0, personal: "cnotes.keyid-sig", size: 16) }.firstHalf)
    }

    /// Whether a signature of a message is this key's.
    ///
    /// - Parameters:
    ///   - signature: 64 bytes.
    ///   - message: What was signed.
    /// - Returns: `false` for any other length or message.
    public func isValid(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        message.lend { Sodium.verify(signature, of: $0, publicKey: words) }
    }

    /// Whether somebody can hold its secret: it is the canonical encoding of a point of the main subgroup, and not of low
    /// order, where signatures of anything are easily made.
    package var isUsable: Bool { Sodium.isSigningKey(words) }
}
