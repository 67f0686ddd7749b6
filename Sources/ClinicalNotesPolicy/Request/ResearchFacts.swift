/// What research rests on, 45 CFR 164.512(i) and 42 CFR 2.52.
public struct ResearchFacts: Hashable, Sendable {
    /// Who waived the authorization.
    public var waiver: Fact<ResearchWaiver>
    /// It uses a limited data set, 45 CFR 164.514(e).
    public var limitedDataSet: Fact<Bool>
    /// A data use agreement is signed.
    public var dataUseAgreement: Fact<Bool>
    /// The conditions of 42 CFR 2.52 are met.
    public var part2Conditions: Fact<Bool>
    /// The patient agreed to wait for access, 45 CFR 164.524(a)(2)(iii).
    public var inProgressAccessSuspended: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        waiver: Fact<ResearchWaiver>,
        limitedDataSet: Fact<Bool> = .unknown,
        dataUseAgreement: Fact<Bool> = .unknown,
        part2Conditions: Fact<Bool> = .unknown,
        inProgressAccessSuspended: Fact<Bool> = .unknown
    ) {
        self.waiver = waiver
        self.limitedDataSet = limitedDataSet
        self.dataUseAgreement = dataUseAgreement
        self.part2Conditions = part2Conditions
        self.inProgressAccessSuspended = inProgressAccessSuspended
    }
}
