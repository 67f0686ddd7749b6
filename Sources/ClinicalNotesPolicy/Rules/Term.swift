/// Conditions that hold together; compiled to one mask of bits that must be absent.
struct Term: Sendable {
    let forbidden: InlineArray<8, UInt64>

    init(_ conditions: [Condition]) {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        for condition in conditions {
            for word in bits.indices { bits[word] |= condition.forbidden[word] }
        }
        forbidden = bits
    }

    /// Holds whatever the unknown facts turn out to be.
    @inline(__always)
    func must(_ facts: borrowing FactWords) -> Bool {
        var found: UInt64 = 0
        for word in 0..<Layout.words { found |= facts.possible[word] & forbidden[word] }
        return found == 0
    }

    /// May hold, if the unknown facts turn out to suit.
    @inline(__always)
    func may(_ facts: borrowing FactWords) -> Bool {
        var found: UInt64 = 0
        for word in 0..<Layout.words { found |= facts.possible[word] & facts.known[word] & forbidden[word] }
        return found == 0
    }

    /// The axes with a value that the term does not allow.
    func lacking(_ facts: FactWords, in vocabulary: FactVocabulary) -> [Axis] {
        axes(facts.possible, in: vocabulary)
    }

    /// The axes that the term asks about and that are unknown.
    func unknown(_ facts: FactWords, in vocabulary: FactVocabulary) -> [Axis] {
        var bits = facts.possible
        for word in bits.indices { bits[word] &= ~facts.known[word] }
        return axes(bits, in: vocabulary)
    }

    private func axes(_ bits: InlineArray<8, UInt64>, in vocabulary: FactVocabulary) -> [Axis] {
        var found = [Axis]()
        for word in bits.indices {
            var rest = bits[word] & forbidden[word]
            while rest != 0 {
                let entry = vocabulary.entry(ofBit: word * 64 + rest.trailingZeroBitCount)
                if let axis = entry?.axis, !found.contains(axis) { found.append(axis) }
                rest &= rest - 1
            }
        }
        return found
    }
}
