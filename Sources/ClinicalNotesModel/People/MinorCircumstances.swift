/// What decides who acts for an unemancipated minor, 45 CFR 164.502(g)(3) and 42 CFR 2.14.
public struct MinorCircumstances: Hashable, Sendable {
    /// Who consented to the care, (g)(3)(i).
    public enum ServiceConsent: String, CaseIterable, Hashable, Sendable, Codable {
        /// A parent.
        case parental
        /// The minor alone, lawfully.
        case minorAlone = "minor-alone"
        /// A court or another authorized person.
        case courtOrOther = "court-or-other"
    }

    /// What state law says about a parent's access, (g)(3)(ii).
    public enum StateParentAccess: String, CaseIterable, Hashable, Sendable, Codable {
        /// Nothing.
        case silent
        /// A parent may have access.
        case permits
        /// A parent must have access.
        case requires
        /// A parent may not have access.
        case prohibits
    }

    /// What a licensed professional decided where law leaves it open, (g)(3)(ii)(C).
    public enum ProfessionalDecision: String, CaseIterable, Hashable, Sendable, Codable {
        /// Access is given.
        case grant
        /// Access is denied.
        case deny
    }

    /// Who consented to the care.
    public let serviceConsent: ServiceConsent
    /// Whether a parent agreed to confidentiality, (g)(3)(i)(C).
    public let confidentialityAgreement: Bool
    /// Whether the minor asked that the parent act as representative, (g)(3)(i)(A).
    public let requestedParentAsRepresentative: Bool
    /// What state law says about a parent's access.
    public let stateParentAccess: StateParentAccess
    /// What a licensed professional decided, or `nil` while undecided.
    public let professionalDecision: ProfessionalDecision?
    /// Whether state law asks for a parent's consent to substance use treatment, or `nil` if not known.
    public let stateSubstanceUseParentalConsent: Bool?

    /// States a minor's circumstances.
    ///
    /// - Parameters:
    ///   - serviceConsent: Who consented to the care.
    ///   - confidentialityAgreement: Whether a parent agreed to confidentiality.
    ///   - requestedParentAsRepresentative: Whether the minor asked that the parent act as representative.
    ///   - stateParentAccess: What state law says about a parent's access.
    ///   - professionalDecision: What a licensed professional decided.
    ///   - stateSubstanceUseParentalConsent: Whether state law asks for a parent's consent to substance use
    ///     treatment.
    public init(
        serviceConsent: ServiceConsent,
        confidentialityAgreement: Bool = false,
        requestedParentAsRepresentative: Bool = false,
        stateParentAccess: StateParentAccess = .silent,
        professionalDecision: ProfessionalDecision? = nil,
        stateSubstanceUseParentalConsent: Bool? = nil
    ) {
        self.serviceConsent = serviceConsent
        self.confidentialityAgreement = confidentialityAgreement
        self.requestedParentAsRepresentative = requestedParentAsRepresentative
        self.stateParentAccess = stateParentAccess
        self.professionalDecision = professionalDecision
        self.stateSubstanceUseParentalConsent = stateSubstanceUseParentalConsent
    }
}

extension MinorCircumstances: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        writer.word(serviceConsent)
        writer.flag(confidentialityAgreement)
        writer.flag(requestedParentAsRepresentative)
        writer.word(stateParentAccess)
        writer.optional(professionalDecision) { $0.word($1) }
        writer.optional(stateSubstanceUseParentalConsent) { $0.flag($1) }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        serviceConsent = try reader.word()
        confidentialityAgreement = try reader.flag()
        requestedParentAsRepresentative = try reader.flag()
        stateParentAccess = try reader.word()
        professionalDecision = try reader.optional { (reader) throws(MalformedBytes) in try reader.word() }
        stateSubstanceUseParentalConsent = try reader.optional { (reader) throws(MalformedBytes) in
            try reader.flag()
        }
    }
}
