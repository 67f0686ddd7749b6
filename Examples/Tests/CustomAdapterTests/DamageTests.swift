import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation
import Testing

@testable import CustomAdapter

@Suite("A log file that is cut or damaged")
struct DamageTests {
    let folder: Folder

    init() throws { folder = try Folder() }

    /// A file of six commits, and where each of them ends; as a process leaves it that closes it, or one that is killed.
    private func written(
        closing: Bool,
        _ name: String = "written"
    ) async throws -> (bytes: [UInt8], ends: [Int]) {
        let path = "\(folder.path)/\(name).log"
        let store = try await LogFileNoteStore(path: path)
        var ends = [try bytes(of: path).count]
        for number in 1...6 as ClosedRange<UInt64> {
            #expect(try await store.write(number))
            ends.append(try bytes(of: path).count)
        }
        let killed = try bytes(of: path)
        try await store.close()
        return (closing ? try bytes(of: path) : killed, ends)
    }

    @Test("that ends at any byte of its last frames has all commits before that byte, whole, and goes on")
    func cut() async throws {
        let (bytes, ends) = try await written(closing: false)
        for count in ends[3]...bytes.count {
            try write(Array(bytes[..<count]), to: folder.file)
            let store = try await LogFileNoteStore(path: folder.file)
            let whole = UInt64(ends.count { $0 <= count } - 1)
            #expect(try await store.pairs() == Array(1...whole), "cut at \(count)")
            #expect(try await store.write(100))
            try await store.close()
            let again = try await LogFileNoteStore(path: folder.file)
            #expect(try await again.pairs() == Array(1...whole) + [100], "cut at \(count), opened again")
            try await again.close()
        }
    }

    @Test("is told as damaged whichever bit of a commit is flipped, and is left as it is")
    func flipped() async throws {
        let (bytes, ends) = try await written(closing: true)
        let end = ends[6]
        #expect(bytes.count == end + FrameHeader.count)
        for place in 0..<end {
            // All bits of the headers, one of each other byte.
            let isHeader =
                place < LogFile.headerCount || ends.contains { ($0..<$0 + FrameHeader.count) ~= place }
            for bit in isHeader ? Array(0..<8) : [place % 8] {
                var flipped = bytes
                flipped[place] ^= 1 << bit
                try write(flipped, to: folder.file)
                #expect(try await codeOfOpening(folder.file) == .corrupted, "bit \(bit) of byte \(place)")
                #expect(try CustomAdapterTests.bytes(of: folder.file) == flipped)
            }
        }
        // Behind the last commit nothing is lost.
        for place in end..<bytes.count {
            var flipped = bytes
            flipped[place] ^= 1
            try write(flipped, to: folder.file)
            let store = try await LogFileNoteStore(path: folder.file)
            #expect(try await store.pairs() == Array(1...6))
            try await store.close()
        }
    }

    @Test("is never read past damage after a kill, either: all but the last frame are told as damaged")
    func flippedAfterKill() async throws {
        let (bytes, ends) = try await written(closing: false)
        for place in stride(from: LogFile.headerCount, to: bytes.count, by: 3) {
            var flipped = bytes
            flipped[place] ^= 0x10
            try write(flipped, to: folder.file)
            guard place >= ends[5] else {
                #expect(try await codeOfOpening(folder.file) == .corrupted, "byte \(place)")
                continue
            }
            // Nobody can tell it from one that was torn.
            let store = try await LogFileNoteStore(path: folder.file)
            #expect(try await store.pairs() == Array(1...5))
            try await store.close()
        }
    }

    @Test("does not lose a frame from its middle unseen, nor take in one of another log")
    func spliced() async throws {
        let (bytes, ends) = try await written(closing: true)
        try write(Array(bytes[..<ends[2]] + bytes[ends[3]...]), to: folder.file)
        #expect(try await codeOfOpening(folder.file) == .corrupted)
        let (other, _) = try await written(closing: true, "other")
        #expect(other.count == bytes.count)
        try write(Array(bytes[..<ends[3]] + other[ends[3]...]), to: folder.file)
        // None of it is a frame of this log.
        let store = try await LogFileNoteStore(path: folder.file)
        #expect(try await store.pairs() == [1, 2, 3])
        try await store.close()
    }

    @Test("A value that goes bad while the store is open is told with its record, and its bytes are not")
    func badValue() async throws {
        let store = try await LogFileNoteStore(path: folder.file)
        for number in 1...3 as ClosedRange<UInt64> { #expect(try await store.write(number, size: 500)) }
        var damaged = try bytes(of: folder.file)
        let start = try #require(
            damaged.firstIndex(of: 2).flatMap { _ in
                damaged.indices.dropLast(400).first { place in
                    damaged[place..<place + 400].allSatisfy { $0 == 2 }
                }
            }
        )
        damaged[start + 7] ^= 1
        // In place, as a disk does it.
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: folder.file))
        try handle.write(contentsOf: Data(damaged))
        try handle.close()
        do throws(StorageError) {
            _ = try await store.fetch([Sample.key(1), Sample.key(2)], by: .never)
            Issue.record("damaged bytes were answered")
        } catch {
            #expect(error.code == .corrupted)
            #expect(error.record == Sample.key(2))
        }
        #expect(try await store.fetch([Sample.key(1)], by: .never)[0]?.value.count == 500)
        try await store.close()
    }

    @Test("that is somebody else's or of a newer version is refused, and left as it is")
    func foreign() async throws {
        var newer = [UInt8]("NOTELOG".utf8) + [2] + [UInt8](repeating: 5, count: 16)
        newer.append(number: Checksum.of(newer))
        let files: [([UInt8], StorageError.Code)] = [
            ([], .corrupted), ([UInt8]("SQLite format 3\u{0} and so on and on".utf8), .corrupted),
            (newer, .newerSchema),
        ]
        for (bytes, code) in files {
            try write(bytes, to: folder.file)
            #expect(try await codeOfOpening(folder.file) == code)
            #expect(try CustomAdapterTests.bytes(of: folder.file) == bytes)
        }
        let inner = folder.path + "/inner"
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: false)
        #expect(try await codeOfOpening(inner) == .invalidLocation)
        #expect(try await codeOfOpening(folder.path + "/none/notes.log") == .invalidLocation)
        #expect(try await codeOfOpening("") == .invalidLocation)
    }
}
