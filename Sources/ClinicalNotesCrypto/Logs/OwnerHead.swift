package import ClinicalNotesModel

/// The state of one owner's records, signed by the instance that wrote it.
///
/// It fixes every record of the owner by its log root and directory pages, and what decides by the aggregate,
/// so that one row put back to an older state is seen. It names the head before it, so that an owner has one history.
package struct OwnerHead: Hashable, Sendable {
    /// The practice.
    package var tenant: TenantID
    /// Whose records.
    package var owner: OwnerID
    /// How many heads the owner has had, this one included.
    package var number: UInt64
    /// The hash of the head before this one; zero in the first.
    package var previous: Digest
    /// The owner's log of records: its count, root and frontier.
    package var log: MerkleLog
    /// Counts changes of what decides about the owner.
    package var epoch: UInt64
    /// BLAKE2b-256 of the sealed aggregate.
    package var aggregateHash: Digest
    /// BLAKE2b-256 of the key slots.
    package var keySlotsHash: Digest
    /// BLAKE2b-256 of each sealed directory page.
    package var pageHashes: [Digest]

    static let version: UInt16 = 1

    /// Makes a head.
    package init(
        tenant: TenantID,
        owner: OwnerID,
        number: UInt64,
        previous: Digest,
        log: MerkleLog,
        epoch: UInt64,
        aggregateHash: Digest,
        keySlotsHash: Digest,
        pageHashes: [Digest]
    ) {
        self.tenant = tenant
        self.owner = owner
        self.number = number
        self.previous = previous
        self.log = log
        self.epoch = epoch
        self.aggregateHash = aggregateHash
        self.keySlotsHash = keySlotsHash
        self.pageHashes = pageHashes
    }

    /// How many records' leaves the log holds.
    package var count: UInt64 { log.count }

    /// The head's bytes: what is hashed and signed.
    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.integer(Self.version)
        writer.identifier(tenant)
        writer.identifier(owner)
        writer.integer(number)
        previous.encode(into: &writer)
        writer.integer(log.count)
        log.root.encode(into: &writer)
        writer.list(log.frontier) { $1.encode(into: &$0) }
        writer.integer(epoch)
        aggregateHash.encode(into: &writer)
        keySlotsHash.encode(into: &writer)
        writer.list(pageHashes) { $1.encode(into: &$0) }
        return writer.bytes
    }

    /// BLAKE2b-256 of the head's bytes.
    package var hash: Digest { Digest.of(encoded, personal: "cnotes.ownerhead") }

    /// Signs the head.
    package func signed(by instance: SigningKeyPair) -> SignedOwnerHead {
        let encoded = encoded
        return SignedOwnerHead(
            head: self,
            signer: instance.id,
            signature: instance.sign(Self.message(encoded))
        )
    }

    static func message(_ encoded: [UInt8]) -> [UInt8] { Array("cnotes owner head v1".utf8) + encoded }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        guard try reader.integer(UInt16.self) == Self.version else { throw MalformedBytes() }
        tenant = try reader.identifier()
        owner = try reader.identifier()
        number = try reader.integer()
        previous = try Digest(from: &reader)
        // Exactly the first head follows none.
        guard number > 0, (number == 1) == (previous == .zero) else { throw MalformedBytes() }
        let count: UInt64 = try reader.integer()
        let root = try Digest(from: &reader)
        let frontier = try reader.list { (reader) throws(MalformedBytes) in try Digest(from: &reader) }
        do throws(CryptoError) {
            log = try MerkleLog(count: count, frontier: frontier)
        } catch {
            throw MalformedBytes()
        }
        guard log.root == root else { throw MalformedBytes() }
        epoch = try reader.integer()
        aggregateHash = try Digest(from: &reader)
        keySlotsHash = try Digest(from: &reader)
        pageHashes = try reader.list { (reader) throws(MalformedBytes) in try Digest(from: &reader) }
        // A directory has a page from the beginning.
        guard !pageHashes.isEmpty else { throw MalformedBytes() }
    }
}
