#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Reads records by key and in the order of their keys.
struct RecordReader {
    let schema: SchemaName
    let connection: ServerConnection

    /// The statement that finds columns of a practice's records, one row a key with its place among the keys.
    static func finding(
        _ columns: String...,
        of keys: [RecordKey],
        in schema: SchemaName
    ) -> ServerConnection.Call {
        var parameters = Parameters()
        parameters.add(keys.first?.tenant.bytes ?? .zero)
        parameters.add(keys.map(\.owner.bytes))
        parameters.add(keys.map { Int16($0.collection.rawValue) })
        parameters.add(keys.map(\.record.bytes))
        let (asked, named) = (columns.map { "r." + $0 }, columns.map { "s." + $0 })
        return ServerConnection.Call(
            sql: """
                SELECT k.place, \(asked.joined(separator: ", "))
                FROM unnest($2::uuid[], $3::smallint[], $4::uuid[]) WITH ORDINALITY AS k(owner, collection, record, place)
                LEFT JOIN LATERAL (
                    SELECT \(named.joined(separator: ", ")) FROM \(schema).record s
                    WHERE s.tenant = $1::uuid AND s.owner = k.owner AND s.collection = k.collection AND s.record = k.record
                    LIMIT 1
                ) r ON true
                """,
            parameters: parameters
        )
    }

    /// The rows that ``finding(_:of:in:)`` gave, each with its key's place, but for keys of which there is no record.
    static func rows(_ answer: ServerAnswer, of keys: [RecordKey]) throws -> [(row: Int32, place: Int)] {
        guard answer.rows.count == keys.count else { throw StorageError(.corrupted) }
        return try answer.rows.compactMap { row in
            let place: Int = try answer.number(row, 0)
            guard (1...keys.count).contains(place) else { throw StorageError(.corrupted) }
            return answer.isNull(row, 1) ? nil : (row, place - 1)
        }
    }

    /// Fetches all keys, of one practice, by one statement, which sees one moment.
    func fetch(_ keys: [RecordKey], by deadline: Deadline) throws -> [StoredRecord?] {
        guard !keys.isEmpty else { return [] }
        let call = Self.finding("revision", "value", of: keys, in: schema)
        let answer = try connection.ask(call.sql, call.parameters, isKept: true, by: deadline)
        var found = [StoredRecord?](repeating: nil, count: keys.count)
        for (row, place) in try Self.rows(answer, of: keys) {
            found[place] = try record(keys[place], answer, row, 1)
        }
        return found
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) throws -> [StoredRecord] {
        guard limit > 0 else { return [] }
        var sql =
            "SELECT revision, value, owner, collection, record FROM \(schema).record WHERE tenant = $1::uuid"
        var parameters = Parameters()
        parameters.add(tenant.bytes)
        func place(_ type: String) -> String { "$\(parameters.count)::\(type)" }
        if let owner {
            parameters.add(owner.bytes)
            sql += " AND owner = " + place("uuid")
        }
        if let collection {
            parameters.add(Int16(collection.rawValue))
            sql += " AND collection = " + place("smallint")
        }
        if let after {
            guard after.tenant <= tenant else { return [] }
            if after.tenant == tenant {
                // With a fixed owner the bound is on what follows, so that the index can start there.
                guard after.owner <= owner ?? after.owner else { return [] }
                if owner == after.owner, let collection {
                    // A bound on both columns would be looked at row by row, from the collection's first.
                    guard after.collection <= collection else { return [] }
                    if after.collection == collection {
                        parameters.add(after.record.bytes)
                        sql += " AND record > " + place("uuid")
                    }
                } else if owner == nil || owner == after.owner {
                    let columns =
                        owner == nil ? ["owner", "collection", "record"] : ["collection", "record"]
                    var places: [String] = []
                    if owner == nil {
                        parameters.add(after.owner.bytes)
                        places.append(place("uuid"))
                    }
                    parameters.add(Int16(after.collection.rawValue))
                    places.append(place("smallint"))
                    parameters.add(after.record.bytes)
                    places.append(place("uuid"))
                    sql += " AND (\(columns.joined(separator: ", "))) > (\(places.joined(separator: ", ")))"
                }
            }
        }
        parameters.add(Int64(limit))
        sql += " ORDER BY owner, collection, record LIMIT " + place("bigint")
        let answer = try connection.ask(sql, parameters, isKept: true, by: deadline)
        return try answer.rows.map { row in
            let key = try RecordKey(
                tenant: tenant,
                owner: OwnerID(answer.bytes16(row, 2)),
                collection: RecordCollection(rawValue: answer.number(row, 3)),
                record: RecordID(answer.bytes16(row, 4))
            )
            return try record(key, answer, row, 0)
        }
    }

    /// A record as this adapter writes it; what somebody else put into the table is damage.
    private func record(
        _ key: RecordKey,
        _ answer: ServerAnswer,
        _ row: Int32,
        _ column: Int32
    ) throws(StorageError) -> StoredRecord {
        let revision: Int64 = try answer.number(row, column)
        let value = answer.bytes(row, column + 1)
        guard (1..<Int64.max).contains(revision), value.count <= RecordBytes.maximumCount else {
            throw StorageError(.corrupted, of: key)
        }
        return StoredRecord(key: key, revision: UInt64(revision), value: RecordBytes(value))
    }
}
#endif
