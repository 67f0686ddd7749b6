#if PostgreSQL
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// The statements of the portable path that write, and the one that asks where a log ends; each is about one row's key, led by
/// its practice.
struct PlainStatements {
    let schema: SchemaName

    private static let isRecord =
        "tenant = $1::uuid AND owner = $2::uuid AND collection = $3::smallint AND record = $4::uuid"

    func insert(_ key: RecordKey, _ value: RecordBytes) -> ServerConnection.Call {
        call(
            """
            INSERT INTO SCHEMA.record (tenant, owner, collection, record, revision, value)
            VALUES ($1::uuid, $2::uuid, $3::smallint, $4::uuid, 1, $5::bytea)
            """,
            key
        ) { $0.add(value) }
    }

    func update(_ key: RecordKey, to revision: UInt64, _ value: RecordBytes) -> ServerConnection.Call {
        call("UPDATE SCHEMA.record SET revision = $5::bigint, value = $6::bytea WHERE \(Self.isRecord)", key)
        {
            $0.add(Int64(bitPattern: revision))
            $0.add(value)
        }
    }

    func delete(_ key: RecordKey) -> ServerConnection.Call {
        call("DELETE FROM SCHEMA.record WHERE \(Self.isRecord)", key)
    }

    func insert(_ entry: IndexEntry, of key: RecordKey) -> ServerConnection.Call {
        call(
            """
            INSERT INTO SCHEMA.entry (tenant, owner, collection, record, pseudonym, "time", status, generation)
            VALUES ($1::uuid, $2::uuid, $3::smallint, $4::uuid, $5::uuid, $6::bigint, $7::smallint, $8::bigint)
            ON CONFLICT (tenant, collection, pseudonym, "time", owner, record, status, generation) DO NOTHING
            """,
            key
        ) {
            $0.add(entry.pseudonym)
            $0.add(entry.time.milliseconds)
            $0.add(Int16(entry.statusClass))
            $0.add(Int64(entry.generation))
        }
    }

    func deleteEntries(of key: RecordKey) -> ServerConnection.Call {
        call("DELETE FROM SCHEMA.entry WHERE \(Self.isRecord)", key)
    }

    /// Asks for the last record of a log below a position.
    func last(of log: LogKey, below bound: UInt64) -> ServerConnection.Call {
        call(
            """
            SELECT record FROM SCHEMA.record
            WHERE tenant = $1::uuid AND owner = $2::uuid AND collection = $3::smallint AND record < $4::uuid
            ORDER BY record DESC LIMIT 1
            """,
            log.key(at: bound)
        )
    }

    /// The position that the answer to ``last(of:below:)`` names, or `nil` where there is none.
    static func position(_ answer: ServerAnswer) throws -> UInt64? {
        answer.rows.isEmpty ? nil : try answer.bytes16(0, 0).low
    }

    private func call(
        _ sql: String,
        _ key: RecordKey,
        _ add: (inout Parameters) -> Void = { _ in }
    ) -> ServerConnection.Call {
        var parameters = Parameters()
        parameters.add(key.tenant.bytes)
        parameters.add(key.owner.bytes)
        parameters.add(Int16(key.collection.rawValue))
        parameters.add(key.record.bytes)
        add(&parameters)
        return ServerConnection.Call(
            sql: sql.replacing("SCHEMA.", with: "\(schema)."),
            parameters: parameters
        )
    }
}
#endif
