import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotesCrypto

@Suite("An anchor never goes backwards")
struct AnchorTests {
    let folder: TemporaryFolder
    let states: [AnchoredCheckpoint]

    init() throws {
        folder = try TemporaryFolder()
        states = (0..<5).map {
            AnchoredCheckpoint(size: UInt64($0), root: Digest.of([UInt8($0)]), note: "n\($0)")
        }
    }

    private var anchor: FileAnchor { FileAnchor(path: folder.file("anchor")) }

    @Test func `what is anchored is there for the next one who looks`() async throws {
        #expect(try await anchor.latest("a") == nil)
        #expect(try await anchor.advance("a", to: states[1], expecting: nil))
        #expect(try await anchor.advance("b", to: states[3], expecting: nil))
        #expect(try await anchor.latest("a") == states[1])
        #expect(try await anchor.latest("b") == states[3])
        #expect(anchor.grade == .device)
    }

    @Test func `only the expected state is replaced, and a repeat is answered the same`() async throws {
        #expect(try await anchor.advance("a", to: states[2], expecting: nil))
        #expect(try await anchor.advance("a", to: states[2], expecting: nil), "a repeat")
        #expect(try await anchor.advance("a", to: states[3], expecting: states[1]) == false)
        #expect(try await anchor.advance("a", to: states[3], expecting: nil) == false)
        #expect(try await anchor.advance("a", to: states[3], expecting: states[2]))
        #expect(try await anchor.latest("a") == states[3])
    }

    @Test func `a smaller log, and another root at the same size, are refused`() async throws {
        #expect(try await anchor.advance("a", to: states[3], expecting: nil))
        let fork = AnchoredCheckpoint(size: 3, root: Digest.of([9]))
        for worse in [states[2], states[0], fork] {
            #expect(try await anchor.advance("a", to: worse, expecting: states[3]) == false)
        }
        #expect(try await anchor.latest("a") == states[3])
        let resigned = AnchoredCheckpoint(size: 3, root: states[3].root, note: "another witness")
        #expect(try await anchor.advance("a", to: resigned, expecting: states[3]))
    }

    @Test func `racing writers: one wins`() async throws {
        let anchor = anchor
        let states = states
        let wins = await withTaskGroup(of: Bool.self) { group in
            for number in 1..<5 {
                group.addTask { (try? await anchor.advance("a", to: states[number], expecting: nil)) == true }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wins == 1)
    }

    @Test func `a damaged, newer or impossible file is told`() async throws {
        #expect(try await anchor.advance("a", to: states[1], expecting: nil))
        let good = try folder.read("anchor")
        for byte in good.indices {
            try folder.write(good.flipping(byte, 2), "anchor")
            let code = await asyncFailure { () async throws(CryptoError) in _ = try await anchor.latest("a") }
            #expect(code == (byte == 16 || byte == 17 ? .newerFormat : .fileInvalid), "byte \(byte)")
        }
        try folder.write(Array(good.dropLast()), "anchor")
        #expect(
            await asyncFailure { () async throws(CryptoError) in
                _ = try await anchor.advance("a", to: states[2], expecting: states[1])
            } == .fileInvalid
        )
        let directory = FileAnchor(path: folder.path)
        #expect(
            await asyncFailure { () async throws(CryptoError) in _ = try await directory.latest("a") }
                == .fileInvalid
        )
    }

    @Test func `no anchor says so`() async throws {
        #expect(NoAnchor().grade == .none)
        #expect(NoAnchor().grade.description == "unanchored")
        #expect(AnchorGrade.none < .device && AnchorGrade.device < .shared && AnchorGrade.shared < .witness)
        #expect(try await NoAnchor().advance("a", to: states[1], expecting: nil))
        #expect(try await NoAnchor().latest("a") == nil)
    }
}
