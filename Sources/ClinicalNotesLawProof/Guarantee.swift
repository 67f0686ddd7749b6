internal import ClinicalNotesPolicy

/// Something about the facts of one request that their extraction guarantees: an implication.
///
/// Guarantees keep counterexamples to what can happen; that every request keeps them is tested.
struct Guarantee: Sendable {
    let sentence: String
    let when: [Condition]
    /// Lists of conditions of which one holds.
    let then: [[Condition]]

    init(_ sentence: String, when: [Condition], then: [Condition]...) {
        self.sentence = sentence
        self.when = when
        self.then = then
    }

    init(_ flag: Flag, implies conditions: Condition...) {
        self.init("\(flag)", when: [.that(flag)], then: conditions)
    }

    init(_ flag: Flag, impliesOneOf flags: Flag...) {
        sentence = "\(flag)"
        when = [.that(flag)]
        then = flags.map { [.that($0)] }
    }

    init(_ flag: Flag, excludes flags: Flag...) {
        sentence = "\(flag) excludes"
        when = [.that(flag)]
        then = [flags.map { .not($0) }]
    }

    /// Whether facts that are all known keep it.
    func isKept(by facts: FactWords) -> Bool {
        !Term(when).must(facts) || then.contains { Term($0).must(facts) }
    }
}
