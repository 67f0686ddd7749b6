/// An authority whose key lies in a keyring that is kept apart from the practice: on another machine, unlocked for a ceremony.
public struct KeyringAuthority: EnrollmentAuthority {
    private let keyring: Keyring

    /// Certifies with a keyring's signing key; name the keyring after the practice or after nobody.
    public init(_ keyring: Keyring) { self.keyring = keyring }

    /// The keyring's public signing key.
    public var publicKey: SigningPublicKey { keyring.publicKeys.signing }

    /// Signs a statement.
    ///
    /// - Parameter statement: What is certified.
    /// - Returns: The certificate.
    /// - Throws: ``CryptoError`` `.keyUnavailable` when the keyring is locked.
    public func certify(_ statement: EnrollmentStatement) throws(CryptoError) -> SignedEnrollment {
        try SignedEnrollment.sign(statement, as: publicKey.id) { (message) throws(CryptoError) in
            try keyring.sign(message)
        }
    }
}
