/// A value of a closed axis, with its place on it.
package protocol AxisValue: Sendable {
    /// The place of the value on its axis, from zero.
    var ordinal: Int { get }
}

/// An axis that may have no value: none comes first.
extension Optional: AxisValue where Wrapped: AxisValue {
    /// The place of the value on its axis.
    package var ordinal: Int {
        guard let self else { return 0 }
        return self.ordinal + 1
    }
}
