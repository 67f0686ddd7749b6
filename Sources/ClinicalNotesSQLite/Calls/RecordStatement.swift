#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import GRDB
internal import GRDBSQLite

/// A statement about single records, bound and stepped through SQLite's own interface.
///
/// Fetching a chart steps some six hundred times and appends some two hundred audit entries; values made for every
/// column would cost more than SQLite does. The only unsafe code of this module: every pointer lives inside one call,
/// and what is bound is copied by SQLite.
@safe struct RecordStatement {
    private let database: Database
    private let statement: Statement
    private let handle: SQLiteStatement

    /// Prepares a statement, or takes it from the connection's cache.
    init(_ sql: String, _ database: Database) throws {
        self.database = database
        statement = try database.cachedStatement(sql: sql)
        unsafe handle = statement.sqliteStatement
    }

    /// Binds tenant, owner, collection and record to the first four parameters.
    func bind(_ key: RecordKey) throws {
        unsafe sqlite3_reset(handle)
        try bind(key.tenant.bytes, at: 1)
        try bind(key.owner.bytes, at: 2)
        try check(unsafe sqlite3_bind_int64(handle, 3, Int64(key.collection.rawValue)))
        try bind(key.record.bytes, at: 4)
    }

    /// Binds a value to the fifth parameter.
    func bind(_ value: RecordBytes) throws {
        let code = unsafe value.joined.withUnsafeBytes { bytes in
            unsafe sqlite3_bind_blob64(
                handle,
                5,
                // A null pointer would be NULL, not an empty value.
                bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 1),
                UInt64(bytes.count),
                Self.copying
            )
        }
        try check(code)
    }

    private func bind(_ bytes: Bytes16, at parameter: Int32) throws {
        let words = (bytes.high.bigEndian, bytes.low.bigEndian)
        try check(
            unsafe withUnsafeBytes(of: words) { memory in
                unsafe sqlite3_bind_blob(handle, parameter, memory.baseAddress, 16, Self.copying)
            }
        )
    }

    /// Runs what was bound and decodes the first row, if there is one.
    func first<Value>(_ decode: (RecordStatement) throws -> Value) throws -> Value? {
        defer { unsafe sqlite3_reset(handle) }
        guard try step() else { return nil }
        let value = try decode(self)
        // A statement that writes is finished only when it is asked for the row after the last.
        _ = try step()
        return value
    }

    /// Runs what was bound; returns how many rows it changed.
    func run() throws -> Int {
        defer { unsafe sqlite3_reset(handle) }
        _ = try step()
        return database.changesCount
    }

    /// A whole number of the row that stands, or `corrupted`.
    func number<Number: FixedWidthInteger>(_ column: Int32) throws -> Number {
        guard let number = Number(exactly: unsafe sqlite3_column_int64(handle, column)) else {
            throw StorageError(.corrupted)
        }
        return number
    }

    /// The bytes of a column of the row that stands.
    func bytes(_ column: Int32) -> [UInt8] {
        let start = unsafe sqlite3_column_blob(handle, column)
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
    }

    private func step() throws -> Bool {
        let code = unsafe sqlite3_step(handle)
        switch code {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw DatabaseError(resultCode: ResultCode(rawValue: code))
        }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }

    private static let copying = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

extension Database {
    /// Whether the operating system could not read the file or its log when it was last asked to.
    ///
    /// The engine tells an error of the device as damage (`SQLITE_IOERR_CORRUPTFS`). What the system said is kept with
    /// each file, also when later reads succeed: a device that failed once is then named rather than the file.
    var deviceFailed: Bool {
        guard let connection = unsafe sqliteConnection else { return false }
        var code: Int32 = 0
        unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &code)
        if code != 0 { return true }
        var log: UnsafeMutablePointer<sqlite3_file>?
        unsafe sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log)
        guard let log = unsafe log, let methods = unsafe log.pointee.pMethods else { return false }
        _ = unsafe methods.pointee.xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &code)
        return code != 0
    }
}
#endif
