internal import CBareLibpq
internal import ClinicalNotes

/// A connection of libpq, and a row of an audit entry's size for each commit, with begin and commit in one flight.
@safe final class BarePostgreSQL {
    /// What an audit entry of a reading takes in the store.
    static let rowSize = 389

    private let connection: OpaquePointer
    private let value: [CChar]
    private let schema: String

    init(_ url: String, schema: String) throws {
        guard let connection = unsafe PQconnectdb(url) else { throw StorageError(.unavailable) }
        unsafe self.connection = connection
        self.schema = schema
        value = [CChar](repeating: 7, count: Self.rowSize)
        guard unsafe PQstatus(connection) == CONNECTION_OK, unsafe PQenterPipelineMode(connection) == 1 else {
            throw StorageError(.unavailable)
        }
        try fly([
            "CREATE SCHEMA \(schema)",
            "CREATE TABLE \(schema).record (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value bytea NOT NULL)",
        ])
    }

    deinit { unsafe PQfinish(connection) }

    func commitRow() throws {
        try fly(["BEGIN", "INSERT INTO \(schema).record (value) VALUES ($1)", "COMMIT"], parameterOf: 1)
    }

    /// Sends statements as one flight and waits for all of it.
    private func fly(_ statements: [String], parameterOf place: Int? = nil) throws {
        for (number, sql) in statements.enumerated() {
            guard send(sql, number == place) == 1 else { throw StorageError(.unavailable) }
        }
        guard unsafe PQpipelineSync(connection) == 1 else { throw StorageError(.unavailable) }
        var isOver = false
        while !isOver {
            guard let result = unsafe PQgetResult(connection) else { continue }
            defer { unsafe PQclear(result) }
            switch unsafe PQresultStatus(result) {
            case PGRES_PIPELINE_SYNC: isOver = true
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK: break
            default: throw StorageError(.unavailable)
            }
        }
    }

    private func send(_ sql: String, _ hasParameter: Bool) -> Int32 {
        guard hasParameter else {
            return unsafe PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 1)
        }
        return unsafe value.withUnsafeBufferPointer { bytes in
            let values = unsafe [bytes.baseAddress]
            return unsafe PQsendQueryParams(connection, sql, 1, nil, values, [Int32(bytes.count)], [1], 1)
        }
    }
}
