public import ClinicalNotesModel

/// That a principal's public keys are whose they are, said by the tenant's authority.
public struct EnrollmentStatement: Hashable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// Whose keys.
    public let principal: PrincipalID
    /// The keys.
    public let publicKeys: PublicKeys
    /// Counts the statements about these keys of this principal; the highest stands.
    public let serial: UInt64
    /// From when it holds.
    public let notBefore: Instant
    /// As what the principal is enrolled.
    public let kind: EnrollmentKind
    /// Whether this statement ends the enrollment.
    public let isRevoked: Bool

    /// How many bytes a statement has.
    static let size = 116
    private static let version: UInt16 = 1

    /// Makes a statement.
    package init(
        tenant: TenantID,
        principal: PrincipalID,
        publicKeys: PublicKeys,
        serial: UInt64,
        notBefore: Instant,
        kind: EnrollmentKind,
        isRevoked: Bool = false
    ) {
        self.tenant = tenant
        self.principal = principal
        self.publicKeys = publicKeys
        self.serial = serial
        self.notBefore = notBefore
        self.kind = kind
        self.isRevoked = isRevoked
    }

    /// Reads a statement, as it is carried to an authority.
    ///
    /// - Parameter bytes: Exactly 116 bytes.
    /// - Throws: ``CryptoError`` `.malformed`.
    public init(_ bytes: some Collection<UInt8>) throws(CryptoError) {
        self = try decoding(bytes, or: .malformed) { (reader) throws(MalformedBytes) in
            try EnrollmentStatement(from: &reader)
        }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt16.self) == Self.version else { throw MalformedBytes() }
        tenant = try reader.identifier()
        principal = try reader.identifier()
        publicKeys = PublicKeys(
            box: BoxPublicKey(words: try Words32(from: &reader)),
            signing: SigningPublicKey(words: try Words32(from: &reader))
        )
        serial = try reader.integer()
        notBefore = try reader.instant()
        kind = EnrollmentKind(rawValue: try reader.integer())
        isRevoked = try reader.flag()
    }

    /// The 116 bytes of the statement.
    public var encoded: [UInt8] {
        var writer = ByteWriter(capacity: Self.size)
        writer.integer(Self.version)
        writer.identifier(tenant)
        writer.identifier(principal)
        publicKeys.box.words.encode(into: &writer)
        publicKeys.signing.words.encode(into: &writer)
        writer.integer(serial)
        writer.instant(notBefore)
        writer.integer(kind.rawValue)
        writer.flag(isRevoked)
        return writer.bytes
    }
}
