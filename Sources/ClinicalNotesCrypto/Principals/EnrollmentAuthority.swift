/// Says whose keys are whose: what it certifies, others seal to and believe signatures of.
public protocol EnrollmentAuthority: Sendable {
    /// The key by which its certificates are checked; pin it where the practice is opened.
    var publicKey: SigningPublicKey { get }

    /// Certifies a statement, after whoever runs the authority has seen that it is true.
    ///
    /// - Parameter statement: Whose keys they are, and as what they are enrolled.
    /// - Returns: The certificate, to be carried into the practice.
    /// - Throws: ``CryptoError`` `.keyUnavailable` if its key is locked.
    func certify(_ statement: EnrollmentStatement) async throws(CryptoError) -> SignedEnrollment
}
