import ClinicalNotes

/// A vector that leaves a fact out.
struct UntoldFact: Error {}

extension Fact {
    /// The value; a vector tells every fact.
    func told() throws -> Value {
        guard case .known(let value) = self else { throw UntoldFact() }
        return value
    }
}

extension RawRepresentable<String> {
    /// The value of the model that is spelled as the policy's fact.
    static func spelled(_ fact: Fact<some RawRepresentable<String>>) throws -> Self {
        guard let value = Self(rawValue: try fact.told().rawValue) else { throw UntoldFact() }
        return value
    }
}

extension HoldGround {
    /// Whether some law lists it.
    var isOne: Bool { paragraph != nil || self == .seriousHarmPhysicalOrMental }
}

extension MinorCircumstances {
    init(_ facts: MinorFacts) throws {
        self.init(
            serviceConsent: try .spelled(facts.serviceConsent),
            confidentialityAgreement: try facts.confidentialityAgreement.told(),
            requestedParentAsRepresentative: try facts.requestedParentAsRepresentative.told(),
            stateParentAccess: try .spelled(facts.stateParentAccess),
            professionalDecision: try facts.professionalDecision.told()
                .flatMap { ProfessionalDecision(rawValue: $0.rawValue) },
            stateSubstanceUseParentalConsent: try facts.stateParentalConsentForSubstanceUse.told()
        )
    }
}

extension Enrolment.Standing.TrainingProgram {
    init(_ program: TrainingProgram) {
        switch program {
        case .none: self = .none
        case .own: self = .own
        case .other: self = .other
        }
    }
}
