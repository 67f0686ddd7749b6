#if SQLite
internal import ClinicalNotesStorage
internal import Foundation
internal import GRDB

/// Opens a database file, or says precisely why not.
enum StoreFile {
    static func open(_ path: String, waiting: LockWait) throws(StorageError) -> DatabasePool {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw StorageError(.invalidLocation) }
        guard path != ":memory:" else { throw StorageError(.notDurable) }
        do {
            try inspect(path)
            var configuration = Configuration()
            configuration.label = "ClinicalNotesSQLite"
            configuration.maximumReaderCount = 8
            configuration.busyMode = .callback { tries in waiting.again(after: tries) }
            // A failed rollback must end in an error, not in a trap.
            configuration.allowsUnsafeTransactions = true
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                try requireDurability(database)
                try SchemaMigration.migrate(database)
            }
            return pool
        } catch {
            throw StorageError(opening: error)
        }
    }

    /// Looks at what is there without changing a byte of it.
    private static func inspect(_ path: String) throws {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        guard attributes[.type] as? FileAttributeType != .typeDirectory else {
            throw StorageError(.invalidLocation)
        }
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: path, configuration: configuration)
        let version = try queue.read { database in try SchemaMigration.version(of: database) }
        try queue.close()
        guard version <= SchemaMigration.all.count else { throw StorageError(.newerSchema) }
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
