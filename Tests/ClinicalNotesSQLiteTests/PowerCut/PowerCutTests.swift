#if SQLite
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import GRDB
import TestSupport
import Testing

@Suite("A loss of power", .serialized)
struct PowerCutTests {
    static let isLong = Soak.isOn
    static let seed =
        ProcessInfo.processInfo.environment["CLINICAL_NOTES_SEED"].flatMap(UInt64.init) ?? 1
    static let commits: UInt64 = isLong ? 60 : 24

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// What became of one image of the disk.
    private enum Finding: Hashable {
        case whole
        case lost
        case damaged
    }

    @Test("at any moment leaves what was acknowledged, and nothing half", .timeLimit(.minutes(30)))
    func losesNothing() async throws {
        let operations = try await work()
        let found = try await cut(operations, images: Self.isLong ? 1500 : 90, CutDisk())
        #expect(found[.lost] == nil && found[.damaged] == nil)
        print("power cut \(found[.whole] ?? 0) times: \(Self.commits) commits tried, 0 lost, 0 half")
    }

    @Test("of a disk that does not flush loses commits, so that the test above can fail")
    func control() async throws {
        let operations = try await work()
        let found = try await cut(operations, images: Self.isLong ? 300 : 60, CutDisk(flushes: false))
        #expect((found[.lost] ?? 0) + (found[.damaged] ?? 0) > 0)
    }

    /// Three lives of a store: made, written to, emptied into its file meanwhile, closed and opened again.
    private func work() async throws -> [DiskOperation] {
        let home = folder.file("home")
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: home) }
        return try await RecordedDisk.record(in: home) {
            var number: UInt64 = 0
            for life in 0..<3 as Range<UInt64> {
                let store = try SQLiteNoteStore(path: home + "/notes.db")
                while number < Self.commits * (life + 1) / 3 {
                    // Two at a time share a flush.
                    let numbers = [number, number + 1]
                    let batches = numbers.map { Self.pair($0) }
                    let outcomes = try await store.commit(batches, by: .never)
                    for (number, outcome) in zip(numbers, outcomes) {
                        guard case .committed = outcome else { continue }
                        RecordedDisk.acknowledge(number)
                    }
                    number += 2
                    if number.isMultiple(of: 6) { try await checkpoint(home + "/notes.db") }
                }
                try await store.close()
            }
        }
    }

    /// What the engine does by itself once the log is long.
    private func checkpoint(_ path: String) async throws {
        let queue = try DatabaseQueue(path: path)
        _ = try await queue.writeWithoutTransaction { try $0.checkpoint(.passive) }
        try queue.close()
    }

    /// Cuts the power at so many moments, evenly, and counts what was found.
    private func cut(
        _ operations: [DiskOperation],
        images: Int,
        _ disk: CutDisk
    ) async throws -> [Finding: Int] {
        var (disk, found) = (disk, [Finding: Int]())
        var random = SeededNumbers(Self.seed)
        let step = max(1, operations.count / max(1, images / CutDisk.Luck.allCases.count))
        for (index, operation) in operations.enumerated() {
            disk.apply(operation)
            guard index.isMultiple(of: step) || index == operations.count - 1 else { continue }
            for luck in CutDisk.Luck.allCases {
                let image = folder.file("image")
                try disk.layOut(in: image, luck, by: &random)
                let finding = await examine(image + "/notes.db", disk.acknowledged)
                found[finding, default: 0] += 1
                if finding != .whole, Self.isLong || found[finding, default: 0] < 4 {
                    print("\(finding): operation \(index) of \(operations.count), \(luck), seed \(Self.seed)")
                }
            }
        }
        return found
    }

    private func examine(_ path: String, _ acknowledged: [UInt64]) async -> Finding {
        do {
            let store = try SQLiteNoteStore(path: path)
            let pairs = Set((0..<Self.commits).map { Self.key($0) })
            let records = try await list(.header, of: store)
            let entries = try await list(.audit, of: store)
            let numbers = records.map(\.key.record.bytes.low)
            guard Set(acknowledged).isSubset(of: numbers) else { return .lost }
            let isWhole =
                records.allSatisfy {
                    pairs.contains($0.key) && $0.revision == 1
                        && $0.value.joined == Self.value($0.key.record.bytes.low)
                }
                && entries.map(\.key.record.bytes.low) == Array(0..<UInt64(entries.count))
                && entries.map(\.value.joined) == numbers.map { Bytes16(high: 0, low: $0).bytes }
            // Nor is it only to look at.
            let next = Self.pair(UInt64(numbers.count))
            let outcomes = try await store.commit([next], by: .never)
            try await store.close()
            let queue = try DatabaseQueue(path: path)
            let check = try await queue.read { try String.fetchOne($0, sql: "PRAGMA integrity_check") }
            try queue.close()
            let goesOn = outcomes == [.committed(positions: [UInt64(entries.count)])]
            return isWhole && goesOn && check == "ok" ? .whole : .damaged
        } catch {
            return .damaged
        }
    }

    private func list(
        _ collection: RecordCollection,
        of store: SQLiteNoteStore
    ) async throws -> [StoredRecord] {
        try await store.list(
            Samples.tenant,
            owner: nil,
            collection: collection,
            after: nil,
            limit: .max,
            by: .never
        )
    }

    private static func key(_ number: UInt64) -> RecordKey {
        RecordKey(
            tenant: Samples.tenant,
            owner: OwnerID(Bytes16(high: 2, low: 0)),
            collection: .header,
            record: RecordID(Bytes16(high: 0, low: number))
        )
    }

    /// Some are longer than a page.
    private static func value(_ number: UInt64) -> [UInt8] {
        [UInt8](
            repeating: UInt8(truncatingIfNeeded: number + 1),
            count: number.isMultiple(of: 3) ? 9000 : 700
        )
    }

    private static func pair(_ number: UInt64) -> WriteBatch {
        WriteBatch(
            tenant: Samples.tenant,
            expectations: [.absent(key(number))],
            writes: [
                .put(key(number), RecordBytes(value(number)), index: [Samples.entry(1, at: Int64(number))]),
                .append(Samples.log, RecordBytes(Bytes16(high: 0, low: number).bytes)),
            ]
        )
    }
}
#endif
