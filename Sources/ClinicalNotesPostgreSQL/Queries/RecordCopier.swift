#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Reads and writes records as they stand, with their index entries.
struct RecordCopier {
    let schema: SchemaName
    let connection: ServerConnection

    /// The records that follow a key, each with its index entries; both statements must see one moment.
    func records(
        of tenant: TenantID,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) throws -> [CopiedRecord] {
        let found = try RecordReader(schema: schema, connection: connection).list(
            tenant,
            owner: nil,
            collection: nil,
            after: after,
            limit: limit,
            by: deadline
        )
        guard let first = found.first?.key, let last = found.last?.key else { return [] }
        var bounds = Parameters()
        bounds.add(tenant.bytes)
        for key in [first, last] {
            bounds.add(key.owner.bytes)
            bounds.add(Int16(key.collection.rawValue))
            bounds.add(key.record.bytes)
        }
        let answer = try connection.ask(
            """
            SELECT owner, collection, record, pseudonym, "time", status, generation FROM \(schema).entry
            WHERE tenant = $1::uuid AND (owner, collection, record) >= ($2::uuid, $3::smallint, $4::uuid)
                AND (owner, collection, record) <= ($5::uuid, $6::smallint, $7::uuid)
            """,
            bounds,
            isKept: true,
            by: deadline
        )
        var entries: [RecordKey: [IndexEntry]] = [:]
        for row in answer.rows {
            let key = try RecordKey(
                tenant: tenant,
                owner: OwnerID(answer.bytes16(row, 0)),
                collection: RecordCollection(rawValue: answer.number(row, 1)),
                record: RecordID(answer.bytes16(row, 2))
            )
            let entry = try IndexEntry(
                pseudonym: answer.bytes16(row, 3),
                generation: answer.number(row, 6),
                statusClass: answer.number(row, 5),
                time: Instant(milliseconds: answer.number(row, 4))
            )
            entries[key, default: []].append(entry)
        }
        return found.map { CopiedRecord($0, index: entries[$0.key] ?? []) }
    }

    /// Writes records that are not there, in the practice's turn.
    func load(
        _ records: [CopiedRecord],
        of tenant: TenantID,
        on server: Server,
        by deadline: Deadline
    ) throws {
        let entries = records.flatMap { copy in Set(copy.index).map { (copy.record.key, $0) } }
        var rows = Parameters()
        rows.add(tenant.bytes)
        rows.add(records.map(\.record.key.owner.bytes))
        rows.add(records.map { Int16($0.record.key.collection.rawValue) })
        rows.add(records.map(\.record.key.record.bytes))
        rows.add(records.map { Int64(clamping: $0.record.revision) })
        rows.add(records.map(\.record.value))
        var lines = Parameters()
        lines.add(tenant.bytes)
        lines.add(entries.map { Int16($0.0.collection.rawValue) })
        lines.add(entries.map(\.1.pseudonym))
        lines.add(entries.map(\.1.time.milliseconds))
        lines.add(entries.map(\.0.owner.bytes))
        lines.add(entries.map(\.0.record.bytes))
        lines.add(entries.map { Int16($0.1.statusClass) })
        lines.add(entries.map { Int64($0.1.generation) })
        var standby = Parameters()
        standby.add(server.standby)
        var turn: [ServerAnswer] = []
        let condition = Durability.condition(standby: "$1::boolean")
        try connection.fly(
            server.begin(for: [tenant], by: deadline)
                + [ServerConnection.Call(sql: "SELECT \(condition)", parameters: standby)],
            by: deadline,
            into: &turn
        )
        guard turn.last?.isTrue(0, 0) == true else { throw StorageError(.notDurable) }
        let calls =
            [
                ServerConnection.Call(
                    sql: """
                        INSERT INTO \(schema).record (tenant, owner, collection, record, revision, value)
                        SELECT $1::uuid, r.* FROM unnest($2::uuid[], $3::smallint[], $4::uuid[], $5::bigint[], $6::bytea[]) AS r
                        """,
                    parameters: rows
                ),
                ServerConnection.Call(
                    sql: """
                        INSERT INTO \(schema).entry
                            (tenant, collection, pseudonym, "time", owner, record, status, generation)
                        SELECT $1::uuid, x.* FROM unnest($2::smallint[], $3::uuid[], $4::bigint[], $5::uuid[], $6::uuid[],
                            $7::smallint[], $8::bigint[]) AS x
                        """,
                    parameters: lines
                ), ServerConnection.Call(sql: "COMMIT"),
            ]
        let warnings = connection.warnings
        server.doubts.underWay = records.map { .put($0.record.key, $0.record.value, index: $0.index) }
        defer { server.doubts.underWay = [] }
        var answers: [ServerAnswer] = []
        do throws(ServerFailure) {
            try connection.fly(calls, by: deadline, into: &answers)
        } catch {
            switch error {
            case .refused("23505"): throw StorageError(.invalidBatch)
            case .refused where answers.count < calls.count - 1 || error.isRolledBack(on: server.path):
                throw error
            case .refused, .late, .lost:
                server.doubts.doubt([tenant])
                throw StorageError(.unavailable)
            }
        }
        // A warning says that no standby was waited for.
        guard answers.last?.command == "COMMIT", connection.warnings == warnings else {
            server.doubts.doubt([tenant])
            throw StorageError(.unavailable)
        }
    }
}
#endif
