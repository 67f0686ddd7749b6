package import ClinicalNotesModel
package import ClinicalNotesStorage

/// Keys, batches and questions for tests of a store that do not care which.
package enum Samples {
    package static let tenant = TenantID(Bytes16(high: 1, low: 1))
    package static let log = LogKey(
        tenant: tenant,
        owner: OwnerID(Bytes16(high: 2, low: 0)),
        collection: .audit
    )

    package static func key(_ number: UInt64) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: OwnerID(Bytes16(high: 2, low: 0)),
            collection: .header,
            record: RecordID(Bytes16(high: 3, low: number))
        )
    }

    package static func entry(_ pseudonym: UInt64, at time: Int64) -> IndexEntry {
        IndexEntry(
            pseudonym: Bytes16(high: 4, low: pseudonym),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: time)
        )
    }

    /// Writes a record with an entry, whatever stands there, and its value into the log.
    package static func put(_ number: UInt64, bytes count: Int = 10) -> WriteBatch {
        let value = RecordBytes([UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count))
        return WriteBatch(
            tenant: tenant,
            expectations: [],
            writes: [.put(key(number), value, index: [entry(0, at: Int64(number))]), .append(log, value)]
        )
    }

    /// Writes a record with an entry where none is, and the record's number into the log.
    package static func add(_ number: UInt64, bytes count: Int = 10) -> WriteBatch {
        let value = RecordBytes(
            key(number).record.bytes.bytes
                + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count)
        )
        return WriteBatch(
            tenant: tenant,
            expectations: [.absent(key(number))],
            writes: [
                .put(key(number), value, index: [entry(0, at: Int64(number))]),
                .append(log, RecordBytes(key(number).record.bytes.bytes)),
            ]
        )
    }

    package static func query(_ predicate: IndexPredicate, after: IndexQuery.Position? = nil) -> IndexQuery {
        IndexQuery(
            tenant: tenant,
            collection: .header,
            predicate: predicate,
            order: .ascending,
            after: after,
            limit: 50
        )
    }
}
