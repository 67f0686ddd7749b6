/// The terms of few rules whose axes share one word, so that one operation tests a term.
///
/// Says what ``CompiledRules/fire(_:)`` says for any vocabulary.
struct WordRules: Sendable {
    /// A term, and the bit of its rule: as a condition or as an exception.
    struct WordTerm: Sendable {
        let forbidden: UInt64
        let holds: UInt64
        let excepts: UInt64

        init(_ term: Term, rule: Int, isException: Bool) {
            forbidden = term.forbidden[0]
            holds = isException ? 0 : 1 << UInt64(rule)
            excepts = isException ? 1 << UInt64(rule) : 0
        }
    }

    private let terms: [WordTerm]
    /// Where the terms of each selection begin; the last one is where all end.
    private let begins: [Int]

    /// Whether rules of a vocabulary can be held so.
    static func suit(_ rules: Int, _ vocabulary: FactVocabulary) -> Bool {
        rules <= 64 && (1..<Layout.words).allSatisfy { vocabulary.mask[$0] == 0 }
    }

    init(_ selections: [[WordTerm]]) {
        terms = selections.flatMap(\.self)
        begins = selections.reduce(into: [0]) { begins, selection in
            begins.append((begins.last ?? 0) + selection.count)
        }
    }

    /// The rules that hold and that may hold.
    @inline(__always)
    func fire(_ facts: borrowing FactWords, _ selection: Int) -> CompiledRules.Fired {
        let possible = facts.possible[0]
        let certain = facts.known[0] & possible
        var must: UInt64 = 0
        var except: UInt64 = 0
        var may: UInt64 = 0
        var mayExcept: UInt64 = 0
        for index in begins[selection]..<begins[selection + 1] {
            let term = terms[index]
            let holds = possible & term.forbidden == 0
            let mayHold = certain & term.forbidden == 0
            must |= holds ? term.holds : 0
            except |= holds ? term.excepts : 0
            may |= mayHold ? term.holds : 0
            mayExcept |= mayHold ? term.excepts : 0
        }
        return CompiledRules.Fired(
            must: RuleSet(first: must & ~mayExcept),
            may: RuleSet(first: may & ~except)
        )
    }
}
