import ClinicalNotes
import Foundation

/// A database that somebody holds beside the vault, without a key: every row can be looked at, changed and put back.
protocol HeldDatabase: Sendable {
    /// What a vault is opened with.
    var store: any NoteStore { get }
    /// All rows.
    func image() throws -> StoreImage
    /// Makes the database hold these rows and no others.
    func put(_ image: StoreImage) throws
}

/// A database in memory.
struct HeldMemory: HeldDatabase {
    private let tampering: TamperingStore

    init(_ image: StoreImage) { tampering = TamperingStore(image) }

    var store: any NoteStore { tampering }
    func image() -> StoreImage { tampering.image }
    func put(_ image: StoreImage) { tampering.image = image }
}

#if SQLite
import ClinicalNotesSQLite
import GRDB

/// A file that is changed by plain SQL, from a connection of its own.
struct HeldFile: HeldDatabase {
    private static let key = "tenant = ? AND owner = ? AND collection = ? AND record = ?"

    let store: any NoteStore
    private let queue: DatabaseQueue

    /// Opens a file, or makes it.
    init(path: String) throws {
        store = try SQLiteNoteStore(path: path)
        var configuration = Configuration()
        configuration.busyMode = .timeout(60)
        queue = try DatabaseQueue(path: path, configuration: configuration)
    }

    func image() throws -> StoreImage {
        try queue.read { database in
            var entries: [RecordKey: [IndexEntry]] = [:]
            for row in try Row.fetchAll(database, sql: "SELECT * FROM entry") {
                entries[try Self.key(row), default: []].append(
                    IndexEntry(
                        pseudonym: try Self.bytes(row["pseudonym"]),
                        generation: row["generation"],
                        statusClass: row["status"],
                        time: Instant(milliseconds: row["time"])
                    )
                )
            }
            var image = StoreImage()
            for row in try Row.fetchAll(database, sql: "SELECT * FROM record") {
                let (key, value) = (try Self.key(row), row["value"] as Data)
                image[key] = StoreImage.Row(
                    revision: row["revision"],
                    value: Array(value),
                    entries: entries[key] ?? []
                )
            }
            return image
        }
    }

    func put(_ image: StoreImage) throws {
        let now = try self.image()
        try queue.write { database in
            for key in Set(now.keys).union(image.keys) where now[key] != image[key] {
                let id = Self.arguments(key)
                try database.execute(sql: "DELETE FROM record WHERE \(Self.key)", arguments: id)
                try database.execute(sql: "DELETE FROM entry WHERE \(Self.key)", arguments: id)
                guard let row = image[key] else { continue }
                try database.execute(
                    sql:
                        "INSERT INTO record (tenant, owner, collection, record, revision, value) VALUES (?, ?, ?, ?, ?, ?)",
                    arguments: id + [row.revision, Data(row.value)]
                )
                for entry in row.entries {
                    try database.execute(
                        sql: """
                            INSERT INTO entry (tenant, owner, collection, record, pseudonym, time, status, generation)
                            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                            """,
                        arguments: id + [
                            Data(entry.pseudonym.bytes), entry.time.milliseconds, entry.statusClass,
                            entry.generation,
                        ]
                    )
                }
            }
        }
    }

    private static func arguments(_ key: RecordKey) -> StatementArguments {
        [
            Data(key.tenant.bytes.bytes), Data(key.owner.bytes.bytes), key.collection.rawValue,
            Data(key.record.bytes.bytes),
        ]
    }

    private static func key(_ row: Row) throws -> RecordKey {
        RecordKey(
            tenant: TenantID(try bytes(row["tenant"])),
            owner: OwnerID(try bytes(row["owner"])),
            collection: RecordCollection(rawValue: row["collection"]),
            record: RecordID(try bytes(row["record"]))
        )
    }

    private static func bytes(_ data: Data) throws -> Bytes16 {
        guard let bytes = Bytes16(Array(data)) else { throw DatabaseError(message: "no 16 bytes") }
        return bytes
    }
}
#endif
