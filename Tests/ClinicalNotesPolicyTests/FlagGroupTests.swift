import Testing

@testable import ClinicalNotesPolicy

@Suite("Facts that are set together")
struct FlagGroupTests {
    private static let truths: [Truth] = [.no, .yes, .unknown]

    private func expectEqual(_ left: FactWords, _ right: FactWords) {
        for word in 0..<Layout.words {
            #expect(left.possible[word] == right.possible[word])
            #expect(left.known[word] == right.known[word])
        }
        #expect(left.complete == right.complete)
    }

    /// Facts of which some are set already.
    private func begun(_ random: inout SplitMix) -> FactWords {
        var facts = FactWords()
        for flag in Flag.allCases where Bool.random(using: &random) {
            facts.set(flag, Bool.random(using: &random) ? .yes : .no)
        }
        return facts
    }

    @Test("are set as one by one")
    func same() {
        var random = SplitMix(seed: 1)
        for _ in 0..<200 {
            let members = Flag.allCases.filter { _ in Bool.random(using: &random) }
            for truth in Self.truths {
                // Every fact is set once; only then do both ways mean the same.
                var together = FactWords()
                var single = FactWords()
                for flag in Flag.allCases where !members.contains(flag) {
                    let other = Self.truths.randomElement(using: &random) ?? .no
                    together.set(flag, other)
                    single.set(flag, other)
                }
                together.set(FlagGroup(members), truth)
                for flag in members { single.set(flag, truth) }
                expectEqual(together, single)
            }
        }
    }

    @Test("are set to what documents say of each, joined as an or")
    func found() {
        var random = SplitMix(seed: 2)
        for _ in 0..<200 {
            let members = Flag.allCases.filter { _ in Bool.random(using: &random) }
            var findings = FlagFindings()
            var joined: [Flag: Truth] = [:]
            for _ in 0..<3 {
                for flag in Flag.allCases where Bool.random(using: &random) {
                    let truth = Self.truths.randomElement(using: &random) ?? .no
                    findings.join(flag, truth)
                    joined[flag] = (joined[flag] ?? .no) | truth
                }
            }
            var together = FactWords()
            together.set(FlagGroup(members), findings)
            var single = FactWords()
            for flag in members { single.set(flag, joined[flag] ?? .no) }
            expectEqual(together, single)
        }
    }

    @Test("and set again replace what was set before")
    func again() {
        var random = SplitMix(seed: 4)
        let all = FlagGroup(Flag.allCases)
        for truth in Self.truths {
            var facts = begun(&random)
            facts.set(all, truth)
            for flag in Flag.allCases { #expect(facts.truth(flag) == truth) }
        }
    }
}
