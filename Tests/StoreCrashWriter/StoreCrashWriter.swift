#if SQLite || PostgreSQL
import ClinicalNotesModel
#if PostgreSQL
import ClinicalNotesPostgreSQL
#endif
#if SQLite
import ClinicalNotesSQLite
#endif
import ClinicalNotesStorage
import Foundation
import Synchronization

/// Writes pairs of a record and a log entry until it is killed, and prints each one that was acknowledged.
///
/// Arguments: the store's path and the number of this run, and the limit of the log if it is another one; or a database's address, the number, the schema and the path.
@main
struct StoreCrashWriter {
    final class Counter: Sendable {
        private let value = Atomic<UInt64>(0)

        func next() -> UInt64 { value.add(1, ordering: .relaxed).oldValue }
    }

    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3, let run = UInt64(arguments[2]) else { exit(2) }
        let store = try await open(arguments[1], arguments.dropFirst(3))
        let counter = Counter()
        await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    while true {
                        let numbers = (0..<3).map { _ in counter.next() }
                        let batches = numbers.map { pair(RecordID(Bytes16(high: run, low: $0))) }
                        for (number, outcome) in zip(numbers, try await store.commit(batches, by: .never)) {
                            guard case .committed = outcome else { exit(3) }
                            try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
                        }
                    }
                }
            }
        }
        // Only an error of the store ends the tasks.
        exit(4)
    }

    static func open(_ place: String, _ schema: ArraySlice<String>) async throws -> any NoteStore {
        #if PostgreSQL
        if let name = schema.first, let path = schema.last.flatMap(PostgreSQLPath.init(rawValue:)) {
            return try await PostgreSQLNoteStore(place, schema: name, path: path)
        }
        #endif
        #if SQLite
        if schema.isEmpty { return try SQLiteNoteStore(path: place) }
        if let limit = schema.first.flatMap({ Int($0) }) {
            return try SQLiteNoteStore(path: place, logLimit: limit)
        }
        #endif
        exit(2)
    }

    static func pair(_ record: RecordID) -> WriteBatch {
        let tenant = TenantID(Bytes16(high: 1, low: 1))
        let owner = OwnerID(Bytes16(high: 2, low: record.bytes.low % 5))
        let key = RecordKey(tenant: tenant, owner: owner, collection: .header, record: record)
        let entry = IndexEntry(
            pseudonym: Bytes16(high: 3, low: 3),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: Int64(record.bytes.low))
        )
        let value =
            record.bytes.bytes + [UInt8](repeating: UInt8(truncatingIfNeeded: record.bytes.low), count: 2000)
        let log = LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit)
        return WriteBatch(
            tenant: tenant,
            expectations: [.absent(key)],
            writes: [
                .put(key, RecordBytes(value), index: [entry]), .append(log, RecordBytes(record.bytes.bytes)),
            ]
        )
    }
}
#else
/// Has nothing to write to without an adapter.
@main
struct StoreCrashWriter {
    static func main() {}
}
#endif
