/// A value that a decision is made from, which may be unknown.
///
/// `known(nil)` of an optional value means that there is none; `unknown` means that nobody could say.
public enum Fact<Value> {
    /// The value is known.
    case known(Value)
    /// Nobody could say.
    case unknown

    /// The value, or `nil` if it is unknown.
    public var value: Value? {
        guard case .known(let value) = self else { return nil }
        return value
    }
}

extension Fact: Sendable where Value: Sendable {}
extension Fact: Equatable where Value: Equatable {}
extension Fact: Hashable where Value: Hashable {}
