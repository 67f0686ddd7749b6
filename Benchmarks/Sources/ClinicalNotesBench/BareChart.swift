internal import BenchmarkTools
internal import CSQLite
internal import CSodium
internal import ClinicalNotes

/// The yardstick of the chart: the same rows read by prepared statements and decrypted by libsodium's cipher.
///
/// It works on a copy of the store's file, in which every value that a reading of the chart touches is replaced by
/// one of the same length that the bare cipher sealed: a revision is its fields one behind the other, any other
/// record is one text. Nothing is decided, hashed or verified, and nothing is recorded unless told.
@safe final class BareChart {
    private static let overhead = BareCipher.nonceLength + BareCipher.tagLength

    private let database: OpaquePointer
    private let fetching: OpaquePointer
    private let appending: OpaquePointer
    private let key = [UInt8](repeating: 7, count: Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES))
    private let place = [UInt8](repeating: 5, count: BareCipher.addressLength)
    private let singles: [BareRow]
    private let notes: [[BareRow]]
    private var nextPosition: Int64 = 1 << 40

    /// Opens the copy and replaces its values.
    init(copyOfStore path: String, of notes: [NoteID], in tenant: TenantID) throws {
        var database: OpaquePointer?
        guard unsafe sqlite3_open(path, &database) == SQLITE_OK, let database = unsafe database else {
            throw StorageError(.unavailable)
        }
        unsafe self.database = database
        try unsafe Self.run("PRAGMA cache_size = -16384", database)
        try unsafe Self.run("PRAGMA synchronous = FULL", database)
        unsafe fetching = try Self.prepare(
            "SELECT value FROM record WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?",
            database
        )
        unsafe appending = try Self.prepare(
            "INSERT INTO record (tenant, owner, collection, record, revision, value) VALUES (?, ?, 8, ?, 1, ?)",
            database
        )
        let owners = Set(notes.map(\.owner)).sorted()
        let pages = Set(notes.map { UInt32(truncatingIfNeeded: $0.record.bytes.high >> 32) }).sorted()
        singles = owners.flatMap { owner in
            (1...4).map { BareRow(tenant, owner, .owner, Bytes16(high: 0, low: $0)) }
                + pages.map { BareRow(tenant, owner, .directory, Bytes16(high: 0, low: UInt64($0))) }
        }
        self.notes = notes.map { note in
            [RecordCollection.header, .key, .revision].map {
                BareRow(tenant, note.owner, $0, note.record.bytes)
            }
        }
        try replaceValues()
    }

    deinit {
        unsafe sqlite3_finalize(fetching)
        unsafe sqlite3_finalize(appending)
        unsafe sqlite3_close(database)
    }

    /// Reads and decrypts every row, in one view.
    ///
    /// - Parameters:
    ///   - entries: How many rows are appended and flushed afterwards.
    ///   - entrySize: How many bytes each of them has.
    /// - Returns: The fields of every note.
    /// - Throws: `StorageError` if a row is not there or does not open.
    func read(appending entries: Int = 0, of entrySize: Int = 0) throws -> [[[UInt8]]] {
        try unsafe Self.run("BEGIN", database)
        for row in singles {
            _ = try unsafe withValue(of: row) { try unsafe open($0, at: 0, count: $0.count) }
        }
        var texts: [[[UInt8]]] = []
        texts.reserveCapacity(notes.count)
        for rows in notes {
            for row in rows.dropLast() {
                _ = try unsafe withValue(of: row) { try unsafe open($0, at: 0, count: $0.count) }
            }
            texts.append(
                try unsafe withValue(of: rows[rows.count - 1]) { value in
                    var offset = 0
                    return try SampleTexts.fieldLengths.map { length in
                        defer { offset += length + Self.overhead }
                        return try unsafe open(value, at: offset, count: length + Self.overhead)
                    }
                }
            )
        }
        try unsafe Self.run("COMMIT", database)
        if entries > 0 { try append(entries, of: entrySize) }
        return texts
    }

    private func append(_ entries: Int, of size: Int) throws {
        let row = singles[0]
        let value = [UInt8](repeating: 9, count: size)
        try unsafe Self.run("BEGIN IMMEDIATE", database)
        for _ in 0..<entries {
            nextPosition += 1
            let record = Bytes16(high: 0, low: UInt64(nextPosition)).bytes
            unsafe sqlite3_bind_blob(appending, 1, row.tenant, 16, Self.transient)
            unsafe sqlite3_bind_blob(appending, 2, row.tenant, 16, Self.transient)
            unsafe sqlite3_bind_blob(appending, 3, record, 16, Self.transient)
            unsafe sqlite3_bind_blob(appending, 4, value, Int32(value.count), Self.transient)
            guard unsafe sqlite3_step(appending) == SQLITE_DONE else { throw StorageError(.unavailable) }
            unsafe sqlite3_reset(appending)
        }
        try unsafe Self.run("COMMIT", database)
    }

    private func withValue<Result>(
        of row: BareRow,
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) throws -> Result {
        unsafe sqlite3_bind_blob(fetching, 1, row.tenant, 16, Self.transient)
        unsafe sqlite3_bind_blob(fetching, 2, row.owner, 16, Self.transient)
        unsafe sqlite3_bind_int(fetching, 3, Int32(row.collection))
        unsafe sqlite3_bind_blob(fetching, 4, row.record, 16, Self.transient)
        defer { unsafe sqlite3_reset(fetching) }
        guard unsafe sqlite3_step(fetching) == SQLITE_ROW else { throw StorageError(.corrupted) }
        let count = Int(unsafe sqlite3_column_bytes(fetching, 0))
        return try unsafe body(
            UnsafeRawBufferPointer(start: sqlite3_column_blob(fetching, 0), count: count)
        )
    }

    private func open(_ value: UnsafeRawBufferPointer, at offset: Int, count: Int) throws -> [UInt8] {
        guard let base = value.baseAddress, offset + count <= value.count else {
            throw StorageError(.corrupted)
        }
        var status: Int32 = -1
        let text = unsafe [UInt8](unsafeUninitializedCapacity: count - Self.overhead) { buffer, used in
            let start = unsafe (base + offset).assumingMemoryBound(to: UInt8.self)
            status = unsafe crypto_aead_xchacha20poly1305_ietf_decrypt(
                buffer.baseAddress,
                nil,
                nil,
                start + BareCipher.nonceLength,
                UInt64(count - BareCipher.nonceLength),
                place,
                UInt64(place.count),
                start,
                key
            )
            used = count - Self.overhead
        }
        guard status == 0 else { throw StorageError(.corrupted) }
        return text
    }

    // MARK: Preparing

    private func replaceValues() throws {
        try unsafe Self.run("BEGIN IMMEDIATE", database)
        let updating = try unsafe Self.prepare(
            """
            UPDATE record SET value = ? WHERE tenant = ? AND owner = ? AND collection = ? AND record = ?
            """,
            database
        )
        defer { unsafe sqlite3_finalize(updating) }
        for row in singles + notes.flatMap(\.self) {
            let size = try unsafe withValue(of: row) { $0.count }
            let lengths =
                row.collection == RecordCollection.revision.rawValue
                ? SampleTexts.fieldLengths : [size - Self.overhead]
            var value = lengths.flatMap { seal([UInt8](repeating: UInt8(ascii: "n"), count: $0)) }
            value += [UInt8](repeating: 3, count: size - value.count)
            unsafe sqlite3_bind_blob(updating, 1, value, Int32(value.count), Self.transient)
            unsafe sqlite3_bind_blob(updating, 2, row.tenant, 16, Self.transient)
            unsafe sqlite3_bind_blob(updating, 3, row.owner, 16, Self.transient)
            unsafe sqlite3_bind_int(updating, 4, Int32(row.collection))
            unsafe sqlite3_bind_blob(updating, 5, row.record, 16, Self.transient)
            guard unsafe sqlite3_step(updating) == SQLITE_DONE else { throw StorageError(.unavailable) }
            unsafe sqlite3_reset(updating)
        }
        try unsafe Self.run("COMMIT", database)
        try unsafe Self.run("PRAGMA wal_checkpoint(TRUNCATE)", database)
    }

    private func seal(_ text: [UInt8]) -> [UInt8] {
        var sealed = [UInt8](repeating: 0, count: text.count + Self.overhead)
        unsafe sealed.withUnsafeMutableBufferPointer { out in
            guard let start = out.baseAddress else { return }
            unsafe randombytes_buf(start, BareCipher.nonceLength)
            _ = unsafe crypto_aead_xchacha20poly1305_ietf_encrypt(
                start + BareCipher.nonceLength,
                nil,
                text,
                UInt64(text.count),
                place,
                UInt64(place.count),
                nil,
                start,
                key
            )
        }
        return sealed
    }

    private static let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private static func prepare(_ sql: String, _ database: OpaquePointer) throws -> OpaquePointer {
        var statement: OpaquePointer?
        guard unsafe sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK,
            let statement = unsafe statement
        else { throw StorageError(.corrupted) }
        return unsafe statement
    }

    private static func run(_ sql: String, _ database: OpaquePointer) throws {
        guard unsafe sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw StorageError(.unavailable)
        }
    }
}
