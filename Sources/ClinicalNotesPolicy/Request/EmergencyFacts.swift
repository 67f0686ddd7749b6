/// What somebody declares who breaks the glass.
public struct EmergencyFacts: Hashable, Sendable {
    /// Treatment is needed now.
    public var treatmentNeeded: Fact<Bool>
    /// Consent cannot be obtained before, 42 CFR 2.51.
    public var consentUnobtainable: Fact<Bool>
    /// A reason is recorded.
    public var justified: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        treatmentNeeded: Fact<Bool>,
        consentUnobtainable: Fact<Bool>,
        justified: Fact<Bool>
    ) {
        self.treatmentNeeded = treatmentNeeded
        self.consentUnobtainable = consentUnobtainable
        self.justified = justified
    }
}
