/// A principal's public keys.
public struct PublicKeys: Hashable, Sendable {
    /// To which keys are sealed.
    public let box: BoxPublicKey
    /// By which signatures are checked.
    public let signing: SigningPublicKey

    /// Makes a pair of public keys.
    public init(box: BoxPublicKey, signing: SigningPublicKey) {
        self.box = box
        self.signing = signing
    }

    /// Whether somebody can hold the secrets of both.
    package var areUsable: Bool { box.isUsable && signing.isUsable }
}
