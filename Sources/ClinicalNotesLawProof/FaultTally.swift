/// How many faults of one kind in the rules of law the statements notice.
///
/// A fault is one change of one rule. It is noticed where a statement fails that holds of the rules as they are.
package struct FaultTally: Hashable, Sendable, Codable {
    /// What is done to a rule.
    package enum Fault: String, CaseIterable, Hashable, Sendable, Codable {
        /// It is taken away.
        case removed
        /// One of its lists of conditions or exceptions asks for one thing less.
        case dropped
        /// One of its lists of conditions or exceptions asks for the opposite of one thing.
        case negated
        /// One of its lists of roles names a role more.
        case widened
    }

    /// What is done.
    package let fault: Fault
    /// How many of them a statement notices.
    package internal(set) var found = 0
    /// How many change a decision that a request can come to and are not noticed.
    package internal(set) var missed = 0
    /// How many change no effect, no obligation and no citation of any request.
    package internal(set) var harmless = 0

    init(_ fault: Fault) { self.fault = fault }
}
