/// Which calls a fault strikes, of those that it can strike.
public struct FaultTrigger: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case call(Int), everyCall, chance(Double)
    }

    let kind: Kind

    /// Every call.
    public static let everyCall = FaultTrigger(kind: .everyCall)

    /// One call.
    ///
    /// - Parameter number: Its number, counted from 1 when the fault is armed.
    /// - Returns: The trigger.
    public static func call(_ number: Int) -> FaultTrigger { FaultTrigger(kind: .call(number)) }

    /// Some calls, which follow from the store's seed and the number of the call.
    ///
    /// - Parameter probability: How probable it is for each, from 0 to 1.
    /// - Returns: The trigger.
    public static func chance(_ probability: Double) -> FaultTrigger {
        FaultTrigger(kind: .chance(probability))
    }
}
