import ClinicalNotesModel
import ClinicalNotesStorage
import CustomAdapter
import Foundation
import Synchronization

/// Writes pairs of a record and a log entry until it is killed, and prints each one that was acknowledged.
///
/// Arguments: the store's file, and the number of this run.
@main
struct CustomAdapterWriter {
    final class Counter: Sendable {
        private let value = Mutex<UInt64>(0)

        func next() -> UInt64 {
            value.withLock { value in
                value += 1
                return value
            }
        }
    }

    static func main() async throws {
        guard CommandLine.arguments.count == 3, let run = UInt64(CommandLine.arguments[2]) else { exit(2) }
        // Little that is not needed may stay in the file, so that some are killed while they compact.
        let store = try await LogFileNoteStore(
            path: CommandLine.arguments[1],
            on: SystemDisk(),
            spare: 64 << 10
        )
        let counter = Counter()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    while true {
                        let numbers = (0..<3).map { _ in counter.next() }
                        let batches = numbers.map { batch(run, $0) }
                        let outcomes = try await store.commit(batches, by: .never)
                        for (number, outcome) in zip(numbers, outcomes) {
                            guard case .committed = outcome else { exit(3) }
                            try FileHandle.standardOutput.write(contentsOf: Data("\(number)\n".utf8))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// A record of its own, an entry of the log, and a record that all write again and again.
    static func batch(_ run: UInt64, _ number: UInt64) -> WriteBatch {
        let tenant = TenantID(Bytes16(high: 1, low: 1))
        let owner = OwnerID(Bytes16(high: 2, low: 2))
        func key(_ record: Bytes16) -> RecordKey {
            RecordKey(tenant: tenant, owner: owner, collection: .header, record: RecordID(record))
        }
        let own = key(Bytes16(high: run + 1, low: number))
        let bytes = own.record.bytes.bytes
        let entry = IndexEntry(
            pseudonym: Bytes16(high: 3, low: 3),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: Int64(number))
        )
        return WriteBatch(
            tenant: tenant,
            expectations: [.absent(own)],
            writes: [
                .put(own, RecordBytes(bytes), index: [entry]),
                .append(LogKey(tenant: tenant, owner: owner, collection: .audit), RecordBytes(bytes)),
                .put(key(.zero), RecordBytes([UInt8](repeating: 7, count: 3_000)), index: []),
            ]
        )
    }
}
