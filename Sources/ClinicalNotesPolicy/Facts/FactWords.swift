/// The facts of one request: for each axis the set of values it may have, one bit each.
package struct FactWords: Sendable {
    /// All values an axis may still have; more than one where the fact is unknown.
    package var possible = InlineArray<8, UInt64>(repeating: 0)
    /// The bits of the axes that are known.
    package var known = InlineArray<8, UInt64>(repeating: 0)
    /// Whether every axis is known.
    var complete = true

    /// Nothing is known, and nothing is possible yet.
    package init() {}

    @inline(__always)
    mutating func set<Value: AxisValue>(_ span: Layout.Span, _ fact: Fact<Value>) {
        switch fact {
        case .known(let value): set(span, ordinal: value.ordinal)
        case .unknown: setUnknown(span)
        }
    }

    @inline(__always)
    package mutating func set(_ span: Layout.Span, ordinal: Int) {
        let bit = span.first + ordinal
        possible[bit >> 6] |= 1 << UInt64(bit & 63)
        known[span.first >> 6] |= Self.mask(span)
    }

    @inline(__always)
    mutating func setUnknown(_ span: Layout.Span) {
        possible[span.first >> 6] |= Self.mask(span)
        complete = false
    }

    /// The axis has one of some values, and nobody could say which.
    mutating func setUnknown(_ span: Layout.Span, among ordinals: [Int]) {
        for ordinal in ordinals {
            let bit = span.first + ordinal
            possible[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        complete = false
    }

    @inline(__always)
    package mutating func set(_ flag: Flag, _ truth: Truth) {
        let bit = Layout.flags + 2 * Int(flag.rawValue)
        possible[bit >> 6] &= ~(3 << UInt64(bit & 63))
        possible[bit >> 6] |= UInt64(truth.bits) << UInt64(bit & 63)
        if truth == .unknown {
            known[bit >> 6] &= ~(3 << UInt64(bit & 63))
            complete = false
        } else {
            known[bit >> 6] |= 3 << UInt64(bit & 63)
        }
    }

    /// Leaves open which value an axis has, as none had been set.
    mutating func forget(_ span: Layout.Span) {
        possible[span.first >> 6] &= ~Self.mask(span)
        known[span.first >> 6] &= ~Self.mask(span)
    }

    /// What a flag was set to.
    @inline(__always)
    package func truth(_ flag: Flag) -> Truth {
        let bit = Layout.flags + 2 * Int(flag.rawValue)
        return Truth(bits: UInt8(possible[bit >> 6] >> UInt64(bit & 63) & 3))
    }

    @inline(__always)
    package static func mask(_ span: Layout.Span) -> UInt64 {
        // An axis has 1 to 64 values.
        (UInt64.max >> UInt64(64 - span.count)) << UInt64(span.first & 63)
    }

    /// The value of an axis, if it is known.
    @inline(__always)
    package func ordinal(_ span: Layout.Span) -> Int? {
        let word = span.first >> 6
        guard known[word] & Self.mask(span) != 0 else { return nil }
        return (possible[word] & Self.mask(span)).trailingZeroBitCount - (span.first & 63)
    }

    /// Whether an axis may turn out to have a value.
    func may(_ span: Layout.Span, _ ordinal: Int) -> Bool {
        let bit = span.first + ordinal
        return possible[bit >> 6] >> UInt64(bit & 63) & 1 == 1
    }
}
