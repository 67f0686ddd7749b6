internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The leaves of the audit log's tree: one for each entry, and one for whatever stands where an entry should.
///
/// What does not belong there gets a leaf too, so that it stays on record and the log goes on.
enum AuditLeaves {
    private static let gap: UInt8 = 2
    private static let foreign: UInt8 = 3

    /// The leaf of a stored row.
    static func leaf(of row: StoredRecord, at position: UInt64) -> Digest {
        let bytes = row.value.joined
        if row.revision == 1, let record = try? AuditRecord(decoding: bytes) { return record.leafHash }
        var writer = ByteWriter(capacity: 49)
        writer.integer(foreign)
        writer.integer(position)
        writer.integer(row.revision)
        writer.raw(Digest.of(bytes).bytes)
        return MerkleLog.leafHash(writer.bytes)
    }

    /// The leaf of positions at which nothing stands.
    static func leaf(missing positions: Range<UInt64>) -> Digest {
        var writer = ByteWriter(capacity: 17)
        writer.integer(gap)
        writer.integer(positions.lowerBound)
        writer.integer(positions.upperBound)
        return MerkleLog.leafHash(writer.bytes)
    }
}
