internal import ClinicalNotesModel

/// An enrollment statement with the authority's signature: 196 bytes.
public struct SignedEnrollment: Hashable, Sendable {
    /// How many bytes a signed statement has.
    package static let size = EnrollmentStatement.size + 16 + 64

    /// The statement, not to be believed before ``verify(_:)``.
    public let statement: EnrollmentStatement
    /// The authority's key.
    public let authority: KeyID

    private let signature: [UInt8]

    private init(statement: EnrollmentStatement, authority: KeyID, signature: [UInt8]) {
        self.statement = statement
        self.authority = authority
        self.signature = signature
    }

    /// Signs a statement.
    ///
    /// - Parameters:
    ///   - statement: What is said.
    ///   - authority: The tenant's authority key.
    /// - Returns: The signed statement.
    package static func sign(_ statement: EnrollmentStatement, by authority: SigningKeyPair)
        -> SignedEnrollment
    {
        SignedEnrollment(
            statement: statement,
            authority: authority.id,
            signature: authority.sign(message(statement))
        )
    }

    /// Signs a statement with a key that is reached through a call, such as one in a hardware module.
    ///
    /// - Parameters:
    ///   - statement: What is certified.
    ///   - authority: Names the key.
    ///   - sign: Makes an Ed25519 signature of a message.
    /// - Returns: The certificate.
    /// - Throws: What `sign` throws.
    public static func sign(
        _ statement: EnrollmentStatement,
        as authority: KeyID,
        by sign: ([UInt8]) throws(CryptoError) -> [UInt8]
    ) throws(CryptoError) -> SignedEnrollment {
        SignedEnrollment(
            statement: statement,
            authority: authority,
            signature: try sign(message(statement))
        )
    }

    /// Reads stored bytes.
    ///
    /// - Parameter bytes: Exactly 196 bytes.
    /// - Throws: ``CryptoError`` `.malformed`.
    public init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        self = try decoding(bytes, or: .malformed) { (reader) throws(MalformedBytes) in
            SignedEnrollment(
                statement: try EnrollmentStatement(from: &reader),
                authority: try reader.identifier(),
                signature: Array(try reader.raw(64))
            )
        }
    }

    /// The statement, the authority's key id, the signature.
    public var bytes: [UInt8] { statement.encoded + authority.bytes.bytes + signature }

    /// Checks the signature.
    ///
    /// - Parameter key: The tenant's authority key.
    /// - Returns: The statement.
    /// - Throws: ``CryptoError`` `.cannotOpen`.
    public func verify(_ key: SigningPublicKey) throws(CryptoError) -> EnrollmentStatement {
        guard key.id == authority, key.isValid(signature, of: Self.message(statement)) else {
            throw CryptoError(.cannotOpen)
        }
        return statement
    }

    private static func message(_ statement: EnrollmentStatement) -> [UInt8] {
        Array("cnotes enrolment v1".utf8) + statement.encoded
    }
}
