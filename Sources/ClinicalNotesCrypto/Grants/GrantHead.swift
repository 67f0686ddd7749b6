package import ClinicalNotesModel

/// The signed part of a grant: which key, to whom, by whom, from when until when.
///
/// 256 bytes, of which the last 60 are zero.
package struct GrantHead: Hashable, Sendable {
    /// What the grant opens.
    package let scope: GrantScope
    /// The practice.
    package let tenant: TenantID
    /// Whose record.
    package let owner: OwnerID
    /// The compartment, or zero.
    package let compartment: CompartmentID
    /// The note, or zero.
    package let record: RecordID
    /// The generation of the granted key.
    package let generation: UInt32
    /// Who reads; zero in ordinary custody.
    package let reader: PrincipalID
    /// The reader's box key; `nil` in ordinary custody, where the key service opens.
    package internal(set) var readerKey: KeyID?
    /// Who grants.
    package let granter: PrincipalID
    /// The granter's signing key.
    package internal(set) var granterKey: KeyID
    /// Counts the grants of this owner; an older one never replaces a newer.
    package let serial: UInt64
    /// From when it holds.
    package let notBefore: Instant
    /// Until when it holds; the moment itself is outside.
    package let notAfter: Instant
    /// What the reader may do.
    package let rights: GrantRights
    /// Commits to the granted key, so that all readers provably hold the same one.
    package internal(set) var commitment: Digest

    /// How many bytes a head has.
    package static let size = 256
    private static let used = 196
    private static let version: UInt16 = 1

    /// Makes a head; sealing a slot fills in the keys' names and the commitment.
    package init(
        scope: GrantScope,
        tenant: TenantID,
        owner: OwnerID,
        compartment: CompartmentID,
        record: RecordID = RecordID(.zero),
        generation: UInt32,
        reader: PrincipalID,
        granter: PrincipalID,
        serial: UInt64,
        notBefore: Instant,
        notAfter: Instant,
        rights: GrantRights
    ) {
        self.scope = scope
        self.tenant = tenant
        self.owner = owner
        self.compartment = compartment
        self.record = record
        self.generation = generation
        self.reader = reader
        readerKey = nil
        self.granter = granter
        granterKey = KeyID(.zero)
        self.serial = serial
        self.notBefore = notBefore
        self.notAfter = notAfter
        self.rights = rights
        commitment = .zero
    }

    /// How the granted key is opened.
    package var custody: Custody { readerKey == nil ? .ordinary : .granted }

    /// The commitment to a key of this scope: what all its grants and the compartment's record must show.
    ///
    /// - Parameter key: The key.
    /// - Returns: BLAKE2b-256 keyed with the key over tenant, owner, compartment, record and generation.
    package func commitment(to key: borrowing SecretKey) -> Digest {
        var message = ByteWriter(capacity: 68)
        message.identifier(tenant)
        message.identifier(owner)
        message.identifier(compartment)
        message.identifier(record)
        message.integer(generation)
        return key.withBytes { key in
            message.bytes.lend { message in
                Digest(words: Sodium.blake2b(message, key: key, personal: "cnotes.keycommt1"))
            }
        }
    }

    /// Where the granted key itself belongs.
    var keyPlace: Address { Address(tenant: tenant, owner: owner, compartment: compartment, record: record) }

    /// The 256 bytes of the head.
    package var encoded: [UInt8] {
        var writer = ByteWriter(capacity: Self.size)
        writer.integer(Self.version)
        writer.integer(Envelope.suite)
        writer.integer(scope.rawValue)
        writer.identifier(tenant)
        writer.identifier(owner)
        writer.identifier(compartment)
        writer.identifier(record)
        writer.integer(generation)
        writer.identifier(reader)
        writer.identifier(readerKey ?? KeyID(.zero))
        writer.identifier(granter)
        writer.identifier(granterKey)
        writer.integer(serial)
        writer.instant(notBefore)
        writer.instant(notAfter)
        writer.integer(rights.rawValue)
        commitment.encode(into: &writer)
        writer.zeros(Self.size - Self.used)
        return writer.bytes
    }

    /// BLAKE2b-256 of the head: what the sealed box carries beside the key.
    var hash: Digest { Digest.of(encoded, personal: "cnotes.granthead") }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt16.self) == Self.version,
            try reader.integer(UInt8.self) == Envelope.suite,
            let scope = GrantScope(rawValue: try reader.integer())
        else { throw MalformedBytes() }
        self.scope = scope
        tenant = try reader.identifier()
        owner = try reader.identifier()
        compartment = try reader.identifier()
        record = try reader.identifier()
        generation = try reader.integer()
        self.reader = try reader.identifier()
        let key: KeyID = try reader.identifier()
        readerKey = key.bytes == .zero ? nil : key
        granter = try reader.identifier()
        granterKey = try reader.identifier()
        serial = try reader.integer()
        notBefore = try reader.instant()
        notAfter = try reader.instant()
        rights = GrantRights(rawValue: try reader.integer())
        commitment = try Digest(from: &reader)
        guard try reader.raw(Self.size - Self.used).allSatisfy({ $0 == 0 }) else { throw MalformedBytes() }
    }
}
