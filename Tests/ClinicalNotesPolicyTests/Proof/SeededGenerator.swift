import TestSupport

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

/// Numbers that are the same in every run, for facts that are made up.
struct SeededGenerator: RandomNumberGenerator {
    private var numbers: SeededNumbers

    init(_ seed: UInt64) { numbers = SeededNumbers(seed) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

    mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &self)]
    }
}

extension SeededGenerator {
    /// Facts of which most make no sense together, near to where some rule holds; all known unless said.
    mutating func facts(_ rules: [LawRule], _ coding: AxisCoding, unknown percent: Int = 0) -> FactWords {
        var point = [Bool](repeating: false, count: coding.variables)
        for axis in coding.axes {
            let value =
                axis.values == 2
                ? (chance(15) ? 1 : 0) : Int.random(in: 0..<axis.values, using: &self)
            set(axis, value, &point)
        }
        for _ in 0..<Int.random(in: 0...2, using: &self) {
            let rule = pick(rules)
            let (questions, _) = coding.questions(Term(pick(rule.when)))
            for question in questions {
                let allowed = (0..<question.axis.values).filter { question.allowed >> UInt64($0) & 1 == 1 }
                if !allowed.isEmpty { set(question.axis, pick(allowed), &point) }
            }
        }
        if let verified = coding.place(.verified) { set(verified, chance(90) ? 1 : 0, &point) }
        var facts = coding.facts(at: point)
        for axis in coding.axes where percent > 0 && chance(percent) {
            guard let word = axis.word else { continue }
            let mask: UInt64 = ((1 << UInt64(axis.values)) - 1) << UInt64(word & 63)
            facts.possible[word >> 6] |= mask
            facts.known[word >> 6] &= ~mask
            facts.complete = false
        }
        return facts
    }

    private func set(_ axis: AxisCoding.Coded, _ value: Int, _ point: inout [Bool]) {
        for bit in 0..<axis.bits { point[axis.variable + bit] = value >> (axis.bits - 1 - bit) & 1 == 1 }
    }
}
