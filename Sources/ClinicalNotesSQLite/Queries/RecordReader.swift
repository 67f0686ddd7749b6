#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB

/// Reads records by key and in the order of their keys.
struct RecordReader {
    private static let fetching = """
        SELECT revision, value FROM record WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?
        """

    let database: Database

    func fetch(_ keys: [RecordKey], by deadline: Deadline) throws -> [StoredRecord?] {
        let statement = try RecordStatement(Self.fetching, database)
        return try keys.map { key in
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            do {
                try statement.bind(key)
                return try statement.first { row in
                    try Self.record(key, revision: row.number(0), row.bytes(1))
                }
            } catch {
                throw StorageError(error, by: deadline, in: database, of: key)
            }
        }
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) throws -> [StoredRecord] {
        guard limit > 0,
            let (sql, arguments) = Self.listing(tenant, owner, collection, after: after, limit: limit)
        else { return [] }
        let statement = try database.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
        var found: [StoredRecord] = []
        while let row = try rows.next() {
            guard !deadline.hasPassed else { throw StorageError(.timedOut) }
            let key = try RecordKey(
                tenant: tenant,
                owner: OwnerID(row.bytes16(2)),
                collection: RecordCollection(rawValue: row.number(3)),
                record: RecordID(row.bytes16(4))
            )
            try found.append(Self.record(key, revision: row.number(0), row.bytes(1)))
        }
        return found
    }

    /// The statement that lists records, and its arguments; `nil` where nothing can be listed.
    static func listing(
        _ tenant: TenantID,
        _ owner: OwnerID?,
        _ collection: RecordCollection?,
        after: RecordKey?,
        limit: Int
    ) -> (sql: String, arguments: [any DatabaseValueConvertible & Sendable])? {
        var sql = "SELECT revision, value, owner, collection, record FROM record WHERE tenant = ?"
        var arguments: [any DatabaseValueConvertible & Sendable] = [tenant.bytes.data]
        if let owner {
            sql += " AND owner = ?"
            arguments.append(owner.bytes.data)
        }
        if let collection {
            sql += " AND collection = ?"
            arguments.append(collection.rawValue)
        }
        if let after {
            guard after.tenant <= tenant else { return nil }
            if after.tenant == tenant {
                // With a fixed owner the bound is on what follows, so that the index can start there.
                guard after.owner <= owner ?? after.owner else { return nil }
                if owner == nil {
                    sql += " AND (owner, collection, record) > (?, ?, ?)"
                    arguments += after.columns[1...]
                } else if owner == after.owner, let collection {
                    // A bound on both columns would be looked at row by row, from the collection's first.
                    guard after.collection <= collection else { return nil }
                    if after.collection == collection {
                        sql += " AND record > ?"
                        arguments += after.columns[3...]
                    }
                } else if owner == after.owner {
                    sql += " AND (collection, record) > (?, ?)"
                    arguments += after.columns[2...]
                }
            }
        }
        sql += " ORDER BY owner, collection, record LIMIT ?"
        return (sql, arguments + [limit])
    }

    /// A record as this adapter writes it; what somebody else put into the table is damage.
    private static func record(
        _ key: RecordKey,
        revision: Int64,
        _ value: [UInt8]
    ) throws -> StoredRecord {
        guard (1..<Int64.max).contains(revision), value.count <= RecordBytes.maximumCount else {
            throw StorageError(.corrupted, of: key)
        }
        return StoredRecord(key: key, revision: UInt64(revision), value: RecordBytes(value))
    }
}
#endif
