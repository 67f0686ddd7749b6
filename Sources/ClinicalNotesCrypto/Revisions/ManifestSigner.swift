/// Who signs manifests: the author, or an importer who attests what came from elsewhere.
package struct ManifestSigner: Sendable {
    /// What a signature says; the raw value is part of the format.
    package enum Kind: UInt8, Sendable, CaseIterable {
        /// The author signed.
        case author = 1
        /// An importer signed; the author is an attested fact.
        case importer = 2
    }

    /// What the signature says.
    package let kind: Kind

    /// The key's name.
    package let keyID: KeyID

    private let signature: @Sendable ([UInt8]) throws(CryptoError) -> [UInt8]

    /// Signs with a key pair.
    package init(_ kind: Kind, _ keys: SigningKeyPair) {
        self.kind = kind
        keyID = keys.id
        signature = { (message) throws(CryptoError) in keys.sign(message) }
    }

    /// Signs elsewhere, such as on a smart card.
    ///
    /// - Parameters:
    ///   - kind: What the signature says.
    ///   - keyID: The signing key's name.
    ///   - sign: Makes an Ed25519 signature of 64 bytes.
    package init(
        _ kind: Kind,
        keyID: KeyID,
        sign: @escaping @Sendable ([UInt8]) throws(CryptoError) -> [UInt8]
    ) {
        self.kind = kind
        self.keyID = keyID
        signature = sign
    }

    func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] { try signature(message) }
}
