import ClinicalNotesModel
import ClinicalNotesStorage
import CustomAdapterChecking
import Foundation
import Testing

@testable import CustomAdapter

@Suite("Power that is cut at any point")
struct PowerCutTests {
    private struct Told {
        let steps: Int
        let number: UInt64
    }

    let folder: Folder

    init() throws { folder = try Folder() }

    /// Commits pairs and writes one record again and again, so that the file is compacted a few times; then closes.
    private func work() async throws -> (journal: DiskJournal, told: [Told]) {
        let disk = RecordingDisk()
        let store = try await LogFileNoteStore(path: folder.file, on: disk, spare: 4 << 10)
        var told: [Told] = []
        for number in 1...24 as ClosedRange<UInt64> {
            #expect(try await store.write(number, size: 200))
            told.append(Told(steps: disk.journal.steps.count, number: number))
            let again = Sample.put(Sample.key(0), [UInt8](repeating: UInt8(number), count: 1_500))
            _ = try await store.commit([again], by: .never)
        }
        try await store.close()
        let moves = disk.journal.steps.count { if case .move = $0 { true } else { false } }
        #expect(moves >= 3)
        return (disk.journal, told)
    }

    /// Puts an image where a store can be opened.
    private func put(_ image: [String: [UInt8]], beside name: String) throws -> String {
        let path = "\(folder.path)/\(name).log"
        for ending in ["", ".new"] {
            try? FileManager.default.removeItem(atPath: path + ending)
            if let bytes = image[folder.file + ending] { try write(bytes, to: path + ending) }
        }
        return path
    }

    @Test(
        "What was told as committed is there, whole, wherever the power goes, and if it goes again while opening"
    )
    func losesNothing() async throws {
        let (journal, told) = try await work()
        var random = SystemRandomNumberGenerator()
        var images = 0
        for count in 0...journal.steps.count {
            let due = Set(told.filter { $0.steps <= count }.map(\.number))
            for survival in DiskJournal.Survival.allCases {
                let path = try put(journal.image(after: count, keeping: survival, &random), beside: "image")
                let disk = RecordingDisk()
                let found = try await pairs(at: path, on: disk, next: 1_000)
                #expect(due.isSubset(of: found), "\(survival) after \(count) steps")
                #expect(found.isSubset(of: 1...24), "\(survival) after \(count) steps")
                images += 1
                guard survival == .prefix else { continue }
                // Opening writes, too; what was there before is known from the step on by which the file was opened.
                let steps = disk.journal.steps
                let known = steps.firstIndex { if case .open = $0 { true } else { false } } ?? 0
                let second = disk.journal.image(
                    after: Int.random(in: (known + 1)...steps.count, using: &random),
                    keeping: .sectors,
                    &random
                )
                let renamed = Dictionary(
                    uniqueKeysWithValues: second.map { path, bytes in
                        (folder.file + (path.hasSuffix(".new") ? ".new" : ""), bytes)
                    }
                )
                let again = try await pairs(at: put(renamed, beside: "second"), on: SystemDisk(), next: 2_000)
                #expect(due.isSubset(of: again), "again while opening, after \(count) steps")
            }
        }
        print("power cut at \(journal.steps.count + 1) points: \(images) disks, 0 commits lost, 0 half")
    }

    @Test("These tests would see a store that does not flush")
    func control() async throws {
        let (journal, told) = try await work()
        let lying = journal.withoutFlushes
        var random = SystemRandomNumberGenerator()
        var lost = 0
        for count in 0...lying.steps.count {
            let due = Set(told.filter { $0.steps <= count }.map(\.number))
            let path = try put(lying.image(after: count, keeping: .nothing, &random), beside: "image")
            let found = (try? await pairs(at: path, on: SystemDisk(), next: 1_000)) ?? []
            if !due.isSubset(of: found) { lost += 1 }
        }
        #expect(lost > 20)
    }

    /// What a store finds at a path, and goes on from.
    private func pairs(at path: String, on disk: any Disk, next: UInt64) async throws -> Set<UInt64> {
        let store = try await LogFileNoteStore(path: path, on: disk)
        let found = try await store.pairs()
        #expect(try await store.write(next))
        try await store.close()
        return Set(found)
    }
}
