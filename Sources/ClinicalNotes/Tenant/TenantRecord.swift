internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The practice's own keys as they are stored: wrapped by the key service, with the public halves beside.
struct TenantRecord: Hashable, Sendable {
    /// One key of the practice, wrapped by the key service.
    struct WrappedKey: Hashable, Sendable {
        let name: KeyName
        let wrapped: [UInt8]
    }

    private static let version: UInt8 = 1

    let tenant: TenantID
    let organization: OrganizationID
    var keys: [WrappedKey]
    let instance: SigningPublicKey
    let authority: SigningPublicKey
    /// The seed of the instance's signing key, locked under the practice's signing key.
    let lockedInstance: [UInt8]
    /// The seed of the authority's, locked likewise; `nil` where the authority is outside.
    let lockedAuthority: [UInt8]?
    /// The instance's signature over all of the above.
    private(set) var signature: [UInt8] = []

    var encoded: [UInt8] { body + signature }

    private var body: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        writer.integer(Self.version)
        writer.identifier(tenant)
        writer.identifier(organization)
        writer.list(keys) { writer, key in
            writer.integer(key.name.purpose.rawValue)
            writer.integer(key.name.generation)
            writer.counted(key.wrapped)
        }
        writer.raw(instance.bytes)
        writer.raw(authority.bytes)
        writer.counted(lockedInstance)
        writer.optional(lockedAuthority) { $0.counted($1) }
        return writer.bytes
    }

    init(
        tenant: TenantID,
        organization: OrganizationID,
        keys: [WrappedKey],
        instance: SigningPublicKey,
        authority: SigningPublicKey,
        lockedInstance: [UInt8],
        lockedAuthority: [UInt8]?
    ) {
        self.tenant = tenant
        self.organization = organization
        self.keys = keys
        self.instance = instance
        self.authority = authority
        self.lockedInstance = lockedInstance
        self.lockedAuthority = lockedAuthority
    }

    /// Signs what is not locked too: nobody else can put another holder or another key in.
    func signed(by instance: SigningKeyPair) -> TenantRecord {
        var signed = self
        signed.signature = instance.sign(message)
        return signed
    }

    /// Whether the record is as the instance signed it.
    func isSigned(by instance: SigningPublicKey) -> Bool { instance.isValid(signature, of: message) }

    private var message: [UInt8] { Array("cnotes practice v1".utf8) + body }

    init(decoding bytes: [UInt8]) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        guard try reader.integer(UInt8.self) == Self.version else { throw MalformedBytes() }
        let tenant: TenantID = try reader.identifier()
        self.tenant = tenant
        organization = try reader.identifier()
        keys = try reader.list { reader throws(MalformedBytes) in
            let purpose = KeyPurpose(rawValue: try reader.integer())
            let generation: UInt32 = try reader.integer()
            return WrappedKey(
                name: KeyName(tenant: tenant, purpose: purpose, generation: generation),
                wrapped: Array(try reader.counted())
            )
        }
        guard let instance = SigningPublicKey(try reader.raw(32)),
            let authority = SigningPublicKey(try reader.raw(32))
        else { throw MalformedBytes() }
        self.instance = instance
        self.authority = authority
        lockedInstance = Array(try reader.counted())
        lockedAuthority = try reader.optional { reader throws(MalformedBytes) in Array(try reader.counted()) }
        signature = Array(try reader.raw(64))
        try reader.finish()
    }

    /// Whether the record was written by a newer version, whose form is not known here.
    static func isNewer(_ bytes: [UInt8]) -> Bool { bytes.first.map { $0 > version } ?? false }

    /// Where the record stands.
    static func key(_ tenant: TenantID) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .tenant,
            record: RecordID(.zero)
        )
    }

    /// Where a founding that is under way stands.
    static func claim(_ tenant: TenantID) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: tenant.owner,
            collection: .tenant,
            record: RecordID(Bytes16(high: 0, low: 1))
        )
    }

    /// What a claim says: its version.
    static let claimContent: [UInt8] = [version]

    /// Where a store that serves one practice says which.
    static var pointer: RecordKey { key(TenantID(.zero)) }

    /// The bytes of the pointer to a practice.
    static func pointing(to tenant: TenantID) -> [UInt8] { [version] + tenant.bytes.bytes }

    /// The practice that a pointer names, or `nil` if it is malformed.
    static func tenant(pointedAtBy bytes: [UInt8]) -> TenantID? {
        guard bytes.first == version else { return nil }
        return Bytes16(bytes.dropFirst()).map { TenantID($0) }
    }
}
