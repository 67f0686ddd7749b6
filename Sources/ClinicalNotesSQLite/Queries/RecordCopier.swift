#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import GRDB

/// Reads and writes records as they stand, with their index entries.
struct RecordCopier {
    private static let entries = """
        SELECT owner, collection, record, pseudonym, time, status, generation FROM entry
        WHERE tenant = ? AND (owner, collection, record) >= (?, ?, ?) AND (owner, collection, record) <= (?, ?, ?)
        """

    let database: Database

    /// The records that follow a key, each with its index entries.
    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) throws -> [CopiedRecord] {
        let found = try RecordReader(database: database).list(
            tenant,
            owner: nil,
            collection: nil,
            after: after,
            limit: limit,
            by: deadline
        )
        guard let first = found.first?.key, let last = found.last?.key else { return [] }
        var entries: [RecordKey: [IndexEntry]] = [:]
        let rows = try Row.fetchCursor(
            try database.cachedStatement(sql: Self.entries),
            arguments: StatementArguments(
                [tenant.bytes.data as any DatabaseValueConvertible & Sendable] + first.columns[1...]
                    + last.columns[1...]
            )
        )
        while let row = try rows.next() {
            let key = try RecordKey(
                tenant: tenant,
                owner: OwnerID(row.bytes16(0)),
                collection: RecordCollection(rawValue: row.number(1)),
                record: RecordID(row.bytes16(2))
            )
            let entry = try IndexEntry(
                pseudonym: row.bytes16(3),
                generation: row.number(6),
                statusClass: row.number(5),
                time: Instant(milliseconds: row.number(4))
            )
            entries[key, default: []].append(entry)
        }
        return found.map { CopiedRecord($0, index: entries[$0.key] ?? []) }
    }

    /// Writes records that are not there; nothing is written if it throws.
    func load(_ records: [CopiedRecord], taking turn: WriterTurn, by deadline: Deadline) throws {
        try turn.take { try database.beginTransaction(.immediate) }
        do {
            for copy in records {
                guard !deadline.hasPassed else { throw StorageError(.timedOut) }
                try insert(copy)
            }
            try database.commit()
        } catch {
            if database.isInsideTransaction { try? database.rollback() }
            guard (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT else { throw error }
            throw StorageError(.invalidBatch)
        }
    }

    private func insert(_ copy: CopiedRecord) throws {
        let record = copy.record
        try database.cachedStatement(
            sql: """
                INSERT INTO record (tenant, owner, collection, record, revision, value) VALUES (?, ?, ?, ?, ?, ?)
                """
        ).execute(
            arguments: StatementArguments(
                record.key.columns + [Int64(clamping: record.revision), Data(record.value.joined)]
            )
        )
        for entry in Set(copy.index) {
            try database.cachedStatement(
                sql: """
                    INSERT INTO entry (tenant, owner, collection, record, pseudonym, time, status, generation)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: StatementArguments(record.key.columns + entry.columns))
        }
    }
}
#endif
