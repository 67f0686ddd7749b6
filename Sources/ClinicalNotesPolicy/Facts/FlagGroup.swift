/// Facts that are set together, word by word.
struct FlagGroup: Sendable {
    /// The bits that say no; those that say yes are the next ones.
    fileprivate let noBits: InlineArray<8, UInt64>

    init(_ flags: [Flag]) {
        var bits = InlineArray<8, UInt64>(repeating: 0)
        for flag in flags {
            let bit = Layout.flags + 2 * Int(flag.rawValue)
            bits[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        noBits = bits
    }
}

extension FactWords {
    /// Sets all facts of a group to the same.
    mutating func set(_ group: borrowing FlagGroup, _ truth: Truth) {
        let mayBeFalse: UInt64 = truth.bits & 1 == 0 ? 0 : .max
        let mayBeTrue: UInt64 = truth.bits & 2 == 0 ? 0 : .max
        let isKnown: UInt64 = truth == .unknown ? 0 : .max
        for word in Layout.flags >> 6..<Layout.words {
            let no = group.noBits[word]
            let yes = no << 1
            possible[word] = possible[word] & ~(no | yes) | (no & mayBeFalse) | (yes & mayBeTrue)
            known[word] = known[word] & ~(no | yes) | (no | yes) & isKnown
        }
        if truth == .unknown { complete = false }
    }

    /// Sets the facts of a group to what was found of them.
    mutating func set(_ group: borrowing FlagGroup, _ found: borrowing FlagFindings) {
        var unknown: UInt64 = 0
        for word in Layout.flags >> 6..<Layout.words {
            let no = group.noBits[word]
            let must = found.must[word] & no
            let may = found.may[word] & no
            let settled = no & (must | ~may)
            possible[word] = possible[word] & ~(no | no << 1) | (no & ~must) | may << 1
            known[word] = known[word] & ~(no | no << 1) | settled | settled << 1
            unknown |= no & ~settled
        }
        if unknown != 0 { complete = false }
    }
}

/// What several documents say of facts, joined: one that holds by any of them holds.
struct FlagFindings: Sendable {
    /// The facts that hold for certain, at the bits that say no in ``FactWords``.
    fileprivate var must = InlineArray<8, UInt64>(repeating: 0)
    /// The facts that may hold.
    fileprivate var may = InlineArray<8, UInt64>(repeating: 0)

    @inline(__always)
    mutating func join(_ flag: Flag, _ truth: Truth) {
        let bit = Layout.flags + 2 * Int(flag.rawValue)
        if truth.mustHold { must[bit >> 6] |= 1 << UInt64(bit & 63) }
        if truth.mayHold { may[bit >> 6] |= 1 << UInt64(bit & 63) }
    }

    /// Joins the same of every fact of a group.
    mutating func join(_ group: borrowing FlagGroup, _ truth: Truth) {
        for word in 0..<Layout.words {
            if truth.mustHold { must[word] |= group.noBits[word] }
            if truth.mayHold { may[word] |= group.noBits[word] }
        }
    }
}
