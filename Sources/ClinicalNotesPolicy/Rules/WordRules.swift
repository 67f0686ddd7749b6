/// A few terms of a few rules whose axes share one word, so that one operation tests a term.
///
/// Says what ``CompiledRules/fire(_:isComplete:)`` says for any rules.
struct WordRules: Sendable {
    private static let mostRules = 32
    private static let mostTerms = 48

    /// A term, and the bit of its rule: in the lower half as a condition, in the upper half as an exception.
    private struct WordTerm: Sendable {
        let forbidden: UInt64
        let bit: UInt64
    }

    private let terms: [WordTerm]

    /// Holds terms so, if they and their rules are few and one word holds their vocabulary.
    init?(_ terms: [(term: Term, rule: Int, isException: Bool)], rules: Int, _ vocabulary: FactVocabulary) {
        guard rules <= Self.mostRules, terms.count <= Self.mostTerms,
            (1..<Layout.words).allSatisfy({ vocabulary.mask[$0] == 0 })
        else { return nil }
        self.terms = terms.map { term, rule, isException in
            WordTerm(forbidden: term.forbidden[0], bit: 1 << UInt64(rule + (isException ? 32 : 0)))
        }
    }

    /// The rules that hold and that may hold, one bit each.
    @inline(__always)
    func fire(_ facts: borrowing FactWords, isComplete: Bool) -> (must: UInt64, may: UInt64) {
        let must = holding(in: facts.possible[0])
        let may = isComplete ? must : holding(in: facts.possible[0] & facts.known[0])
        return (must & 0xffff_ffff & ~(may >> 32), may & 0xffff_ffff & ~(must >> 32))
    }

    /// The bits of the terms that forbid none of these values.
    @inline(__always)
    private func holding(in values: UInt64) -> UInt64 {
        let terms = terms.span
        var found: UInt64 = 0
        for index in terms.indices {
            let term = terms[index]
            let hindrance = values & term.forbidden
            // Without a branch, which would be guessed wrong: all bits where nothing hinders, none otherwise.
            let holds = ((hindrance | (0 &- hindrance)) >> 63) &- 1
            found |= holds & term.bit
        }
        return found
    }
}
