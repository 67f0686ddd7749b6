/// A value of a closed axis, with its place on it.
package protocol AxisValue: Sendable {
    /// The place of the value on its axis, from zero.
    var ordinal: Int { get }
}

/// The values of an axis that an enumeration without associated values lists.
package protocol EnumeratedAxis: AxisValue, CaseIterable, Equatable where AllCases == [Self] {}

extension EnumeratedAxis {
    /// The place of the value in `allCases`.
    @inline(__always)
    package var ordinal: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}

/// An axis that may have no value: none comes first.
extension Optional: AxisValue where Wrapped: AxisValue {
    /// The place of the value on its axis.
    package var ordinal: Int {
        guard let self else { return 0 }
        return self.ordinal + 1
    }
}
