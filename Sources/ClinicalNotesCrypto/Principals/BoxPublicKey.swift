/// An X25519 public key, to which keys are sealed.
public struct BoxPublicKey: Hashable, Sendable {
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
        KeyID(bytes.lend { Sodium.blake2b($0, personal: "cnotes.keyid-box", size: 16) }.firstHalf)
    }

    /// Whether somebody can hold its secret: it is below the field's prime, as every generated key is, and not of low
    /// order, where everybody knows what is shared.
    package var isUsable: Bool {
        // The prime is 2^255 - 19: one bit less, and nineteen less than that.
        let isOver = words.fourth > .max >> 1
        let isAtEnd = words.fourth == .max >> 1 && words.third == .max && words.second == .max
        return !isOver && !(isAtEnd && words.first >= .max - 18) && Sodium.isOfHighOrder(words)
    }
}
