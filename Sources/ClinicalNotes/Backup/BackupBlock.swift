internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A part of a backup's file: records, or that there are no more.
enum BackupBlock: Hashable, Sendable {
    /// Records in the order of their keys.
    case records([CopiedRecord])
    /// The end, with how many records and index entries there are.
    case end(records: UInt64, entries: UInt64)

    /// The largest payload: one record of the largest value beside others that have come together.
    static let limit = RecordBytes.maximumCount + (16 << 20)

    var encoded: [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        switch self {
        case .records(let records):
            writer.integer(1 as UInt8)
            writer.list(records) { writer, copy in
                writer.identifier(copy.record.key.owner)
                writer.integer(copy.record.key.collection.rawValue)
                writer.identifier(copy.record.key.record)
                writer.integer(copy.record.revision)
                writer.list(copy.index) { writer, entry in
                    writer.bytes16(entry.pseudonym)
                    writer.integer(entry.generation)
                    writer.integer(entry.statusClass)
                    writer.instant(entry.time)
                }
                writer.counted(copy.record.value.joined)
            }
        case .end(let records, let entries):
            writer.integer(2 as UInt8)
            writer.integer(records)
            writer.integer(entries)
        }
        return writer.bytes
    }

    init(decoding bytes: [UInt8], of tenant: TenantID) throws(MalformedBytes) {
        var reader = ByteReader(bytes)
        switch try reader.integer(UInt8.self) {
        case 1:
            self = .records(
                try reader.list { reader throws(MalformedBytes) in
                    let key = RecordKey(
                        tenant: tenant,
                        owner: try reader.identifier(),
                        collection: RecordCollection(rawValue: try reader.integer()),
                        record: try reader.identifier()
                    )
                    let revision: UInt64 = try reader.integer()
                    let index = try reader.list { reader throws(MalformedBytes) in
                        let pseudonym = try reader.bytes16()
                        let generation: UInt32 = try reader.integer()
                        let statusClass: UInt8 = try reader.integer()
                        return IndexEntry(
                            pseudonym: pseudonym,
                            generation: generation,
                            statusClass: statusClass,
                            time: try reader.instant()
                        )
                    }
                    let value = RecordBytes(Array(try reader.counted()))
                    return CopiedRecord(
                        StoredRecord(key: key, revision: revision, value: value),
                        index: index
                    )
                }
            )
        case 2:
            let records: UInt64 = try reader.integer()
            self = .end(records: records, entries: try reader.integer())
        default: throw MalformedBytes()
        }
        try reader.finish()
    }
}
