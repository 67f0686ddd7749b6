package import ClinicalNotesModel

/// What decides a minor's standing and a parent's, 45 CFR 164.502(g)(3).
package struct MinorFacts: Hashable, Sendable {
    /// Who consented to the care.
    package var serviceConsent: Fact<MinorCircumstances.ServiceConsent>
    /// The parent agreed to confidentiality, (g)(3)(i)(C).
    package var confidentialityAgreement: Fact<Bool>
    /// The minor asked that the parent be representative, (g)(3)(i)(A).
    package var requestedParentAsRepresentative: Fact<Bool>
    /// What state law says about the parent's access.
    package var stateParentAccess: Fact<MinorCircumstances.StateParentAccess>
    /// What a licensed professional decided, (g)(3)(ii)(C).
    package var professionalDecision: Fact<MinorCircumstances.ProfessionalDecision?>
    /// Whether state law requires parental consent to care of substance use, 42 CFR 2.14.
    package var stateParentalConsentForSubstanceUse: Fact<Bool?>

    /// Makes facts; what is left out has the default shown.
    package init(
        serviceConsent: Fact<MinorCircumstances.ServiceConsent>,
        confidentialityAgreement: Fact<Bool> = .unknown,
        requestedParentAsRepresentative: Fact<Bool> = .unknown,
        stateParentAccess: Fact<MinorCircumstances.StateParentAccess> = .unknown,
        professionalDecision: Fact<MinorCircumstances.ProfessionalDecision?> = .known(nil),
        stateParentalConsentForSubstanceUse: Fact<Bool?> = .known(nil)
    ) {
        self.serviceConsent = serviceConsent
        self.confidentialityAgreement = confidentialityAgreement
        self.requestedParentAsRepresentative = requestedParentAsRepresentative
        self.stateParentAccess = stateParentAccess
        self.professionalDecision = professionalDecision
        self.stateParentalConsentForSubstanceUse = stateParentalConsentForSubstanceUse
    }
}
