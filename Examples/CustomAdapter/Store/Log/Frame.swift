internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Changes that become durable together: one run of bytes in the file, whole or absent.
struct Frame {
    /// Header and content, as they are written.
    let bytes: [UInt8]
    /// What the index has of the records once the frame is in the file.
    let records: [(RecordKey, HeldRecord?)]

    /// A frame without changes: whoever finds it knows that all frames before it were flushed.
    static func seal(at tail: LogTail, in log: Bytes16) -> Frame { Frame([], at: tail, in: log) }

    // WritingAStore: begin frame
    init(_ changes: [RecordChange], at tail: LogTail, in log: Bytes16) {
        var bytes: [UInt8] = []
        var records: [(RecordKey, HeldRecord?)] = []
        for change in changes {
            switch change {
            case .delete(let key):
                bytes.append(0)
                bytes.append(key)
                records.append((key, nil))
            case .put(let key, let revision, let entries, let value):
                var place = ValuePlace(offset: 0, count: value.count, checksum: value.checksum)
                bytes.append(1)
                bytes.append(key)
                bytes.append(number: revision)
                bytes.append(number: UInt32(entries.count))
                for entry in entries { bytes.append(entry) }
                bytes.append(number: UInt64(place.count))
                bytes.append(number: place.checksum)
                place.offset = tail.offset + FrameHeader.count + bytes.count
                for segment in value.segments { bytes += segment }
                records.append((key, HeldRecord(revision: revision, entries: entries, place: place)))
            }
        }
        let header = FrameHeader(
            sequence: tail.sequence,
            length: bytes.count,
            checksum: Checksum.of(bytes)
        )
        self.bytes = header.bytes(in: log) + bytes
        self.records = records
    }
    // WritingAStore: end frame

    /// Reads the content of a frame that begins at an offset in the file, and whose checksum was found right.
    static func records(
        in content: [UInt8],
        at offset: Int
    ) throws(StorageError) -> [(RecordKey, HeldRecord?)] {
        var reader = ByteReader(content)
        var records: [(RecordKey, HeldRecord?)] = []
        while !reader.isAtEnd {
            let kind: UInt8 = try reader.number()
            let key = RecordKey(
                tenant: TenantID(try reader.id()),
                owner: OwnerID(try reader.id()),
                collection: RecordCollection(rawValue: try reader.number()),
                record: RecordID(try reader.id())
            )
            guard kind != 0 else {
                records.append((key, nil))
                continue
            }
            let revision: UInt64 = try reader.number()
            let entryCount: UInt32 = try reader.number()
            var entries: [IndexEntry] = []
            for _ in 0..<entryCount { entries.append(try reader.entry()) }
            let count: UInt64 = try reader.number()
            let checksum: UInt32 = try reader.number()
            guard kind == 1, let count = Int(exactly: count) else { throw StorageError(.corrupted) }
            let place = ValuePlace(offset: offset + reader.offset, count: count, checksum: checksum)
            try reader.skip(count)
            records.append((key, HeldRecord(revision: revision, entries: entries, place: place)))
        }
        return records
    }
}

extension RecordBytes {
    fileprivate var checksum: UInt32 {
        var checksum = Checksum()
        for segment in segments { checksum.add(segment) }
        return checksum.value
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ key: RecordKey) {
        append(key.tenant.bytes)
        append(key.owner.bytes)
        append(key.collection.rawValue)
        append(key.record.bytes)
    }

    fileprivate mutating func append(_ entry: IndexEntry) {
        append(entry.pseudonym)
        append(number: entry.generation)
        append(entry.statusClass)
        append(number: entry.time.milliseconds)
    }
}

extension ByteReader {
    fileprivate mutating func entry() throws(StorageError) -> IndexEntry {
        IndexEntry(
            pseudonym: try id(),
            generation: try number(),
            statusClass: try number(),
            time: Instant(milliseconds: try number())
        )
    }
}
