extension CompiledRules {
    /// What stands in the way of a permission of law: of its lists of conditions that with the fewest facts, and the exceptions
    /// that may hold.
    ///
    /// - Parameters:
    ///   - number: The permission.
    ///   - facts: The facts that were decided on.
    /// - Returns: The facts that it asks for and that may not hold, and those that it does not bear and that may hold.
    func obstacles(_ number: Int, _ facts: FactWords) -> (lacking: [Axis], against: [Axis]) {
        let lists = when[number].map { FactBits.unmet(by: facts, of: $0) }
        var (missing, standing) = (FactBits(), FactBits())
        if let nearest = lists.min(by: { $0.count(in: vocabulary) < $1.count(in: vocabulary) }) {
            missing.formUnion(nearest.denied)
            standing.formUnion(nearest.affirmed)
        }
        for exception in unless[number] where exception.may(facts) {
            let asked = FactBits(exception.forbidden)
            standing.formUnion(asked.denied)
            missing.formUnion(asked.affirmed)
        }
        let lacking = missing.axes(in: vocabulary)
        return (lacking, standing.axes(in: vocabulary).filter { !lacking.contains($0) })
    }
}

/// Values of axes of the law: those of which a rule does not allow.
private struct FactBits {
    private var bits = InlineArray<8, UInt64>(repeating: 0)

    init() {}

    init(_ bits: InlineArray<8, UInt64>) { self.bits = bits }

    /// The values that a term does not allow and that may be the case.
    static func unmet(by facts: FactWords, of term: Term) -> FactBits {
        var found = FactBits(term.forbidden)
        for word in found.bits.indices { found.bits[word] &= facts.possible[word] }
        return found
    }

    mutating func formUnion(_ other: FactBits) {
        for word in bits.indices { bits[word] |= other.bits[word] }
    }

    /// That a fact does not hold, and every value of an axis of more than two.
    var denied: FactBits { filtered { !Self.isAffirmed($0) } }

    /// That a fact holds.
    var affirmed: FactBits { filtered(Self.isAffirmed) }

    /// Odd bits of the facts say yes.
    private static func isAffirmed(_ bit: Int) -> Bool { bit >= Layout.flags && bit & 1 == 1 }

    private func filtered(_ isIncluded: (Int) -> Bool) -> FactBits {
        var found = self
        for word in bits.indices {
            for place in 0..<64 where !isIncluded(word << 6 | place) {
                found.bits[word] &= ~(1 << UInt64(place))
            }
        }
        return found
    }

    func count(in vocabulary: FactVocabulary) -> Int { axes(in: vocabulary).count }

    func axes(in vocabulary: FactVocabulary) -> [Axis] { vocabulary.axes(ofBits: bits) }
}
