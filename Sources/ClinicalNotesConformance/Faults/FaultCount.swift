/// How a fault fared.
public struct FaultCount: Hashable, Sendable {
    /// How many calls there were that it could have struck.
    public internal(set) var calls: Int
    /// How many it changed; what has nothing to change, such as an older state of what was written once, is left as it is.
    public internal(set) var strikes: Int

    /// Makes counts.
    public init(calls: Int = 0, strikes: Int = 0) {
        self.calls = calls
        self.strikes = strikes
    }
}
