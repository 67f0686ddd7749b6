/// A value of three-valued logic, as the set of what it may turn out to be.
package struct Truth: Equatable, Sendable {
    /// Bit 0: may be false; bit 1: may be true.
    let bits: UInt8

    package static let no = Truth(bits: 1)
    static let yes = Truth(bits: 2)
    static let unknown = Truth(bits: 3)

    init(bits: UInt8) { self.bits = bits }

    package init(_ value: Bool) { bits = value ? 2 : 1 }

    init(_ fact: Fact<Bool>) {
        switch fact {
        case .known(let value): bits = value ? 2 : 1
        case .unknown: bits = 3
        }
    }

    var mayHold: Bool { bits & 2 != 0 }
    package var mustHold: Bool { bits == 2 }

    static prefix func ! (value: Truth) -> Truth {
        Truth(bits: (value.bits >> 1) | ((value.bits & 1) << 1))
    }

    static func & (left: Truth, right: Truth) -> Truth {
        Truth(bits: (left.bits & right.bits & 2) | ((left.bits | right.bits) & 1))
    }

    static func | (left: Truth, right: Truth) -> Truth {
        Truth(bits: ((left.bits | right.bits) & 2) | (left.bits & right.bits & 1))
    }
}

extension Fact where Value: Equatable {
    /// Whether the value is `other`.
    func equals(_ other: Value) -> Truth {
        guard case .known(let value) = self else { return .unknown }
        return Truth(value == other)
    }
}

extension Fact {
    /// Whether the value has a property.
    func satisfies(_ property: (Value) -> Bool) -> Truth {
        guard case .known(let value) = self else { return .unknown }
        return Truth(property(value))
    }
}

extension Fact {
    /// Whether a list of values includes a value; an empty list includes nothing.
    func includes<Element: Equatable>(_ element: Fact<Element>) -> Truth where Value == [Element] {
        guard case .known(let elements) = self else { return .unknown }
        if elements.isEmpty { return .no }
        guard case .known(let element) = element else { return .unknown }
        return Truth(elements.contains(element))
    }
}
