import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation

@testable import CustomAdapter

/// A folder that is removed with its last reference.
final class Folder: Sendable {
    let path: String
    var file: String { path + "/notes.log" }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "custom-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = folder.resolvingSymlinksInPath().path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// What the tests write: numbered pairs of a record with an entry, and a log entry.
enum Sample {
    static let tenant = TenantID(Bytes16(high: 1, low: 1))
    static let owner = OwnerID(Bytes16(high: 2, low: 2))
    static let log = LogKey(tenant: tenant, owner: owner, collection: .audit)

    static func key(_ number: UInt64) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: owner,
            collection: .header,
            record: RecordID(Bytes16(high: 1, low: number))
        )
    }

    static func pair(_ number: UInt64, size: Int = 8) -> WriteBatch {
        let entry = IndexEntry(
            pseudonym: Bytes16(high: 3, low: 3),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: Int64(number))
        )
        return WriteBatch(
            tenant: tenant,
            expectations: [.absent(key(number))],
            writes: [
                .put(key(number), value(number, size: size), index: [entry]),
                .append(log, value(number)),
            ]
        )
    }

    static func value(_ number: UInt64, size: Int = 8) -> RecordBytes {
        var bytes: [UInt8] = []
        bytes.append(number: number)
        return RecordBytes(bytes + [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: size - 8))
    }

    static func put(_ key: RecordKey, _ bytes: [UInt8]) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: [], writes: [.put(key, RecordBytes(bytes), index: [])])
    }
}

/// What is wrong with the pairs of a store.
struct HalfPair: Error, CustomStringConvertible {
    let description: String
}

extension LogFileNoteStore {
    /// Commits a pair; answers whether it was committed.
    @discardableResult
    func write(_ number: UInt64, size: Int = 8) async throws -> Bool {
        if case .committed = try await commit([Sample.pair(number, size: size)], by: .never)[0] {
            true
        } else {
            false
        }
    }

    /// The numbers of the log in its order, each of them a whole pair: record, index entry and log entry.
    func pairs() async throws -> [UInt64] {
        func all(_ collection: RecordCollection) async throws -> [StoredRecord] {
            try await list(
                Sample.tenant,
                owner: nil,
                collection: collection,
                after: nil,
                limit: .max,
                by: .never
            )
        }
        func number(_ record: StoredRecord) -> UInt64 {
            record.value.joined.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
        let entries = try await all(.audit)
        let records = try await all(.header).filter { $0.key.record.bytes.low != 0 }
        let numbers = entries.map(number)
        guard entries.map(\.key) == (0..<UInt64(entries.count)).map({ Sample.log.key(at: $0) }) else {
            throw HalfPair(description: "the log has a gap")
        }
        guard records.map(\.key.record.bytes.low) == numbers.sorted(),
            records.map(number) == numbers.sorted()
        else { throw HalfPair(description: "\(records.count) records beside \(numbers.count) entries") }
        let query = IndexQuery(
            tenant: Sample.tenant,
            collection: .header,
            predicate: .all,
            order: .ascending,
            limit: .max
        )
        let hits = try await scan(query, by: .never).hits.map(\.key.record.bytes.low)
        guard hits == numbers.sorted() else { throw HalfPair(description: "\(hits.count) index entries") }
        return numbers
    }
}

/// Reads and writes files as somebody does who is not the store.
func bytes(of path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))) }

func write(_ bytes: [UInt8], to path: String) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }

/// The code that opening ends with, or `nil` if it opens; then the store is closed again.
func codeOfOpening(_ path: String) async throws -> StorageError.Code? {
    do throws(StorageError) {
        try await LogFileNoteStore(path: path).close()
        return nil
    } catch {
        return error.code
    }
}
