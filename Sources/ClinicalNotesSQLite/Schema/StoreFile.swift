#if SQLite
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Foundation
internal import GRDB

/// Opens a database file, or says precisely why not.
enum StoreFile {
    static func open(_ path: String, waiting: LockWait) throws(StorageError) -> DatabasePool {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw StorageError(.invalidLocation) }
        guard path != ":memory:" else { throw StorageError(.notDurable) }
        let configuration = configuration(waiting: waiting)
        waiting.begin(until: .never)
        var tries = 0
        while true {
            do {
                return try open(path, configuration)
            } catch {
                guard mayPass(error, at: path, after: tries), waiting.again() else {
                    throw StorageError(opening: error)
                }
                tries += 1
            }
        }
    }

    /// The version of the tables in a file, which is not changed.
    static func version(of path: String, waiting: LockWait) throws(StorageError) -> Int {
        do {
            guard let version = try inspect(path, configuration(waiting: waiting)) else {
                throw StorageError(.invalidLocation)
            }
            return version
        } catch {
            throw StorageError(opening: error)
        }
    }

    private static func configuration(waiting: LockWait) -> Configuration {
        var configuration = Configuration()
        configuration.label = "ClinicalNotesSQLite"
        configuration.maximumReaderCount = 8
        configuration.busyMode = .callback { _ in waiting.again() }
        // A failed rollback must end in an error, not in a trap.
        configuration.allowsUnsafeTransactions = true
        configuration.prepareDatabase { database in
            // A row of these tables keeps a quarter of a page at the most, and spills the rest into pages of its own: the
            // smaller the page, the less of the last one is unused (decision 0019).
            try database.execute(sql: "PRAGMA page_size = 4096")
            // How long a write waits is its own matter; a read waits only while the log is being recovered.
            if database.configuration.readonly { try database.execute(sql: "PRAGMA busy_timeout = 5000") }
            try database.execute(
                sql: "PRAGMA cache_size = \(database.configuration.readonly ? -1024 : -8192)"
            )
            try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            // Until the file has its write-ahead log: a journal whose deletion a loss of power undid would undo all that was
            // committed since.
            try database.execute(sql: "PRAGMA synchronous = EXTRA")
        }
        return configuration
    }

    private static func open(_ path: String, _ configuration: Configuration) throws -> DatabasePool {
        do {
            _ = try inspect(path, configuration)
        } catch let error as DatabaseError where error.extendedResultCode == .SQLITE_READONLY_ROLLBACK {
            // Whoever wrote last did not end; what stands there is known once that is taken back, as by any who opens it.
            _ = try inspect(path, configuration, readonly: false)
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { database in
            try requireDurability(database)
            try SchemaMigration.migrate(database)
        }
        return pool
    }

    /// Whether an error may come of another process that opens or closes the store at this moment, or of a device that
    /// failed once, which the engine tells as damage.
    private static func mayPass(_ error: any Error, at path: String, after tries: Int) -> Bool {
        switch (error as? DatabaseError)?.resultCode {
        case ResultCode.SQLITE_BUSY?, ResultCode.SQLITE_PROTOCOL?: true
        case ResultCode.SQLITE_CORRUPT?: tries == 0
        case ResultCode.SQLITE_CANTOPEN?, ResultCode.SQLITE_READONLY?:
            tries < 20 && FileManager.default.isReadableFile(atPath: path)
        default: false
        }
    }

    /// Looks at what is there, as a rule without changing a byte of it; the version of the tables, `nil` if there is no file.
    private static func inspect(
        _ path: String,
        _ configuration: Configuration,
        readonly: Bool = true
    ) throws -> Int? {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        guard attributes[.type] as? FileAttributeType != .typeDirectory else {
            throw StorageError(.invalidLocation)
        }
        var configuration = configuration
        configuration.readonly = readonly
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try queue.read { database in try SchemaMigration.version(of: database) }
        try queue.close()
        guard version <= SchemaMigration.all.count else { throw StorageError(.newerSchema) }
        return version
    }

    /// Sets what makes a commit survive loss of power, and reads it back.
    private static func requireDurability(_ database: Database) throws {
        try database.execute(sql: "PRAGMA synchronous = FULL")
        try database.execute(sql: "PRAGMA fullfsync = ON")
        try database.execute(sql: "PRAGMA checkpoint_fullfsync = ON")
        try database.execute(sql: "PRAGMA foreign_keys = ON")
        let journal = try String.fetchOne(database, sql: "PRAGMA journal_mode")
        let synchronous = try Int.fetchOne(database, sql: "PRAGMA synchronous")
        let foreignKeys = try Int.fetchOne(database, sql: "PRAGMA foreign_keys")
        guard journal?.lowercased() == "wal", synchronous == 2, foreignKeys == 1 else {
            throw StorageError(.notDurable)
        }
    }
}
#endif
