package import ClinicalNotesPolicy

/// An axis of a vocabulary, to write rules and to set facts with.
package struct FactAxis<Value: AxisValue>: Sendable {
    let span: Layout.Span
    /// The word that holds the axis, its first bit there, and all of its bits.
    let word: Int
    let first: UInt64
    let mask: UInt64

    init(_ span: Layout.Span) {
        self.span = span
        word = span.first >> 6
        first = UInt64(span.first & 63)
        mask = FactWords.mask(span)
    }

    /// The axis has this value.
    package static func == (axis: FactAxis, value: Value) -> Condition { axis.isIn(value) }

    /// The axis has another value.
    package static func != (axis: FactAxis, value: Value) -> Condition {
        Condition(axis.span, allowed: (0..<axis.span.count).filter { $0 != value.ordinal })
    }

    /// The axis has one of these values.
    package func isIn(_ values: Value...) -> Condition { isIn(values) }

    /// The axis has one of these values.
    package func isIn(_ values: [Value]) -> Condition { Condition(span, allowed: values.map(\.ordinal)) }
}

extension FactAxis<Bool> {
    /// The fact does not hold.
    package static prefix func ! (axis: FactAxis) -> Condition { axis.isIn(false) }
}

extension Bool: AxisValue {
    /// The place of the value on its axis: false, true.
    package var ordinal: Int { self ? 1 : 0 }
}

extension AxisValue where Self: RawRepresentable, RawValue == UInt8 {
    /// The place of the value on its axis: its raw value, so that raw values count from zero.
    package var ordinal: Int { Int(rawValue) }
}

extension FactWords {
    /// Sets what is known of an axis.
    @inline(__always)
    package mutating func set<Value>(_ axis: FactAxis<Value>, _ value: Value) {
        let bit: UInt64 = 1 &<< (axis.first &+ UInt64(truncatingIfNeeded: value.ordinal))
        possible[axis.word] = possible[axis.word] & ~axis.mask | bit
        known[axis.word] |= axis.mask
    }

    /// Sets what is known of an axis, or that nobody could say.
    @inline(__always)
    package mutating func set<Value>(_ axis: FactAxis<Value>, _ fact: Fact<Value>) {
        switch fact {
        case .known(let value): set(axis, value)
        case .unknown: forget(axis)
        }
    }

    /// Makes an axis unknown.
    @inline(__always)
    package mutating func forget<Value>(_ axis: FactAxis<Value>) {
        possible[axis.word] |= axis.mask
        known[axis.word] &= ~axis.mask
    }
}
