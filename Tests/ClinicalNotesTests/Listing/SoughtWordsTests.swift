import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("Words that are sought")
struct SoughtWordsTests {
    @Test(
        "are found whatever the case and the white space",
        arguments: [
            ("sleeps", "Sleeps better", true), ("BETTER", "Sleeps better", true),
            ("sleeps better", "She sleeps\n   better now", true), ("  sleeps ", "sleeps", true),
            ("sleeps  better", "sleepsbetter", false), ("ánimo", "ÁNIMO", true), ("ab", "aab", true),
            ("aabaab", "aabaabaab", true), ("aabaac", "aabaabaac", true), ("İ", "i̇", true),
            ("better sleeps", "Sleeps better", false), ("x", "", false), ("now", "no w", false),
        ]
    )
    func found(_ words: String, _ text: String, _ isFound: Bool) {
        #expect(SoughtWords(words).occur(in: SensitiveBytes(Array(text.utf8))) == isFound)
    }

    @Test("are not in what is no text, and no words are in nothing")
    func none() {
        #expect(!SoughtWords("a").occur(in: SensitiveBytes([0x61, 0xff])))
        #expect(!SoughtWords("").occur(in: SensitiveBytes([0x61])))
        #expect(!SoughtWords(" ").occur(in: SensitiveBytes([0x20])))
    }

    @Test("are found exactly where a search through folded text finds them")
    func likeFolded() {
        var seed: UInt64 = 7
        func next(_ count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % count
        }
        let letters = ["a", "b", "A", " ", "\n"]
        var found = 0
        for _ in 0..<3_000 {
            let text = (0..<next(30)).map { _ in letters[next(5)] }.joined()
            let words = (0..<1 + next(4)).map { _ in letters[next(5)] }.joined()
            func folded(_ text: String) -> String {
                text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            guard !folded(words).isEmpty else { continue }
            let isFound = SoughtWords(words).occur(in: SensitiveBytes(Array(text.utf8)))
            #expect(isFound == folded(text).contains(folded(words)), "\(words) in \(text)")
            found += isFound ? 1 : 0
        }
        #expect(found > 300)
    }
}
