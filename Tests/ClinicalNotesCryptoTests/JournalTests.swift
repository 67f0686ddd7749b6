import ClinicalNotesModel
import Foundation
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

@Suite("A journal keeps every line that was acknowledged")
struct JournalTests {
    let folder: TemporaryFolder
    let state = AnchoredCheckpoint(size: 3, root: Digest.of([3]))

    init() throws { folder = try TemporaryFolder() }

    private var anchor: FileAnchor { FileAnchor(path: folder.file("anchor")) }

    private func line(_ number: UInt8) -> [UInt8] { [UInt8](repeating: number, count: 40 + Int(number)) }

    private func append(_ number: UInt8, to log: String = "a", by anchor: FileAnchor? = nil) async throws {
        #expect(
            try await (anchor ?? self.anchor).append([line(number)], toJournalOf: log, beginning: true)
        )
    }

    @Test func `what was added is there for the next one who looks, each log's own in their order`()
        async throws
    {
        let kept = anchor
        for number in UInt8(0)..<4 { try await append(number, to: number % 2 == 0 ? "a" : "b", by: kept) }
        // Another process adds in between.
        try await append(4)
        try await append(5, by: kept)
        #expect(try await anchor.append([line(6), line(7)], toJournalOf: "b", beginning: false))
        #expect(try await anchor.journal(of: "a") == [line(0), line(2), line(4), line(5)])
        #expect(try await kept.journal(of: "b") == [line(1), line(3), line(6), line(7)])
        #expect(try await anchor.journal(of: "c") == [])
        #expect(try await anchor.latest("a") == nil)
    }

    @Test func `a journal is begun when that is said, and not anew when it is gone`() async throws {
        func code(_ anchor: FileAnchor, _ log: String = "a") async -> CryptoError.Code? {
            await asyncFailure { () async throws(CryptoError) in
                _ = try await anchor.append([line(9)], toJournalOf: log, beginning: false)
            }
        }
        #expect(await code(anchor) == .fileMissing)
        let kept = anchor
        try await append(0, by: kept)
        #expect(await code(kept) == nil)
        #expect(await code(kept, "b") == .fileMissing)
        try FileManager.default.removeItem(atPath: folder.file("anchor.journal"))
        #expect(await code(kept) == .fileMissing)
        #expect(try await kept.journal(of: "a") == [])
    }

    @Test func `a last line that was torn is dropped and written over, wherever it was torn`() async throws {
        for number in UInt8(0)..<2 { try await append(number) }
        let before = try folder.read("anchor.journal")
        try await append(2)
        let whole = try folder.read("anchor.journal")
        for length in before.count..<whole.count {
            for tail in [[], [UInt8](repeating: 0, count: 9)] {
                try folder.write(Array(whole[..<length]) + tail, "anchor.journal")
                #expect(try await anchor.journal(of: "a") == [line(0), line(1)], "torn at \(length)")
                try await append(3)
                #expect(try await anchor.journal(of: "a") == [line(0), line(1), line(3)])
            }
        }
        for length in 0..<18 {
            try folder.write(Array(whole[..<length]), "anchor.journal")
            #expect(try await anchor.journal(of: "a") == [])
            try await append(3)
            #expect(try await anchor.journal(of: "a") == [line(3)])
        }
    }

    @Test func `damage anywhere before the last line is told, and nothing is added behind it`() async throws {
        for number in UInt8(0)..<2 { try await append(number) }
        let before = try folder.read("anchor.journal").count
        try await append(2)
        let whole = try folder.read("anchor.journal")
        for byte in 0..<before {
            try folder.write(whole.flipping(byte, UInt8(byte % 8)), "anchor.journal")
            let isVersion = byte == 16 || byte == 17
            let code = await asyncFailure { () async throws(CryptoError) in
                _ = try await anchor.journal(of: "a")
            }
            #expect(code == .fileInvalid || (isVersion && code == .newerFormat), "byte \(byte)")
            let added = await asyncFailure { () async throws(CryptoError) in
                _ = try await anchor.append([line(3)], toJournalOf: "a", beginning: true)
            }
            #expect(added == code)
        }
        // A line that is taken out of the middle, and one that stands twice.
        let first = try { () throws -> Int in
            try folder.write(Array(whole[..<before]), "anchor.journal")
            return before
        }()
        for bytes in [Array(whole[..<18]) + whole[first...], whole + whole[first...]] {
            try folder.write(bytes, "anchor.journal")
            let code = await asyncFailure { () async throws(CryptoError) in
                _ = try await anchor.journal(of: "a")
            }
            #expect(code == .fileInvalid)
        }
    }

    @Test func `what is declared goes back, and begins anew what is damaged`() async throws {
        try await append(0)
        #expect(try await anchor.advance("a", to: state, expecting: nil))
        let older = AnchoredCheckpoint(size: 1, root: Digest.of([1]))
        try await anchor.declare(older, asNewestOf: "a", journaling: [line(1)])
        #expect(try await anchor.latest("a") == older)
        #expect(try await anchor.journal(of: "a") == [line(0), line(1)])
        for file in ["anchor", "anchor.journal"] { try folder.write([1, 2, 3], file) }
        try await anchor.declare(state, asNewestOf: "a", journaling: [line(2)])
        #expect(try await anchor.latest("a") == state)
        #expect(try await anchor.journal(of: "a") == [line(2)])
    }

    @Test func `racing writers: every line is kept whole`() async throws {
        let path = folder.file("anchor")
        try await append(0)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let anchor = FileAnchor(path: path)
                    for number in 0..<10 {
                        _ = try? await anchor.append(
                            [[UInt8(writer), UInt8(number)]],
                            toJournalOf: "a",
                            beginning: false
                        )
                    }
                }
            }
        }
        let lines = try #require(try await anchor.journal(of: "a")).dropFirst()
        #expect(lines.count == 40)
        for writer in UInt8(0)..<4 {
            #expect(lines.filter { $0[0] == writer }.map { $0[1] } == Array(0..<10))
        }
    }
}
