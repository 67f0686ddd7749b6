import Foundation
import Testing

@testable import NotesCompliance

@Suite("Garbage")
struct GarbageTests {
    private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
    }

    @Test("Whatever stands on a line, it gets one line of JSON", arguments: 0..<8 as Range<UInt64>)
    func oneAnswerEach(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let samples = try SampleFiles.lines(SampleFiles.vectors).prefix(40).map { Array($0.utf8) }
        var input: [UInt8] = []
        for _ in 0..<60 {
            var line = samples[Int.random(in: 0..<samples.count, using: &random)]
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                line = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
            case 1: line.removeLast(Int.random(in: 1..<line.count, using: &random))
            case 2:
                let begin = Int.random(in: 0..<line.count, using: &random)
                line.removeSubrange(begin..<min(begin + Int.random(in: 1..<20, using: &random), line.count))
            default:
                for _ in 0..<Int.random(in: 1..<4, using: &random) {
                    line[Int.random(in: 0..<line.count, using: &random)] = UInt8.random(
                        in: 0...255,
                        using: &random
                    )
                }
            }
            input += line + [10]
        }
        let session = Session(
            ["decide", "--explain", "auditor"],
            input: input,
            blockLength: Int.random(in: 1...5_000, using: &random)
        )
        let asked = input.split(separator: 10).filter { !Self.isBlank($0) }
        #expect(session.lines.count == asked.count)
        for line in session.lines {
            let answer = try Answer(line)
            #expect((answer.effect == nil) != (answer.error == nil))
        }
    }

    @Test("Deep nesting is refused, not followed")
    func deep() throws {
        for opening in ["[", #"{"a":"#] {
            let line = #"{"id":1,"request":"# + String(repeating: opening, count: 100_000)
            let session = Session(["decide"], input: Array(line.utf8), blockLength: 1 << 16)
            #expect(try Answer(session.output).error?.message.contains("nested too deep") == true)
        }
    }
}

/// The same numbers from the same seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
