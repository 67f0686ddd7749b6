/// A value of a closed axis, with its place on it.
package protocol AxisValue: Sendable {
    /// The place of the value on its axis, from zero.
    var ordinal: Int { get }
}

/// The values of an axis that an enumeration without associated values lists.
package protocol EnumeratedAxis: AxisValue, CaseIterable {}

extension EnumeratedAxis {
    /// The place of the value in `allCases`.
    ///
    /// Swift numbers the cases of an enumeration without associated values in the order in which they are declared, which is that of
    /// `allCases`, and keeps that number as the value; a test compares every case of every axis.
    @inline(__always)
    package var ordinal: Int { Int(unsafe unsafeBitCast(self, to: UInt8.self)) }
}

/// An axis that may have no value: none comes first.
extension Optional: AxisValue where Wrapped: AxisValue {
    /// The place of the value on its axis.
    package var ordinal: Int {
        guard let self else { return 0 }
        return self.ordinal + 1
    }
}
