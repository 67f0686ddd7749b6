/// What came of one check.
public enum ConformanceResult: Sendable {
    /// The requirement holds, as far as the check can see.
    case passed
    /// It does not hold.
    case violated(ConformanceViolation)
    /// It was not checked: the integrator did not give what it needs, such as `second`.
    case skipped(lacking: String)
}
