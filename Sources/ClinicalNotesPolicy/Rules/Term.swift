/// Conditions that hold together; compiled to one mask of bits that must be absent.
package struct Term: Sendable {
    package let forbidden: InlineArray<8, UInt64>

    package init(_ conditions: [Condition]) {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        for condition in conditions {
            for word in bits.indices { bits[word] |= condition.forbidden[word] }
        }
        forbidden = bits
    }

    /// Holds whatever the unknown facts turn out to be.
    @inline(__always)
    package func must(_ facts: borrowing FactWords) -> Bool {
        // Who does what is in the first word, which settles most terms.
        guard facts.possible[0] & forbidden[0] == 0 else { return false }
        var found: UInt64 = 0
        for word in 1..<Layout.words { found |= facts.possible[word] & forbidden[word] }
        return found == 0
    }

    /// May hold, if the unknown facts turn out to suit.
    @inline(__always)
    package func may(_ facts: borrowing FactWords) -> Bool {
        guard facts.possible[0] & facts.known[0] & forbidden[0] == 0 else { return false }
        var found: UInt64 = 0
        for word in 1..<Layout.words { found |= facts.possible[word] & facts.known[word] & forbidden[word] }
        return found == 0
    }

    /// Adds the values that the term does not allow.
    @inline(__always)
    func addForbidden(to bits: inout InlineArray<8, UInt64>) {
        for word in bits.indices { bits[word] |= forbidden[word] }
    }
}
