package import ClinicalNotesModel

/// Values that several rules name together.
package enum Groups {
    /// Seeing content: by use inside or by disclosure outside.
    static let content: [NoteAction] = [.read, .disclose, .export]
    /// Roles with a clinical need inside the holder.
    package static let clinicians: [PrincipalRole] = [
        .originator, .treatingClinician, .otherClinicianSameOrg, .trainee, .supervisor,
    ]
    /// Providers outside the holder.
    static let outsideProviders: [PrincipalRole] = [.clinicianOtherOrg, .treatingClinician]
    /// What somebody elsewhere opens for themselves, which nobody of the holder decides to send.
    static let opening: [NoteAction] = [.read, .export]
    /// The court and the parties of a proceeding, to whom an order limits disclosure, 42 CFR 2.64(e).
    static let parties: [PrincipalRole] = [.court, .opposingAttorney, .attorneyForProvider]
    /// Authorities that a law names to receive reports of abuse, 45 CFR 164.512(b)(1)(ii), (c)(1).
    static let reported: [PrincipalRole] = [.protectiveServices, .lawEnforcement, .publicHealthAuthority]
    /// A note about several people that cannot be split, which not all of them authorized to be shown whole.
    package static let indivisible: [Condition] = [
        .that(.severalSubjects), .not(.segmentable, .authorizedByAll),
    ]
    /// What an authorization opens of a general note, whole or split.
    static let authorized: [[Condition]] = [
        [.that(.underPrivacyRule, .authorized), .not(.severalSubjects)],
        [.that(.underPrivacyRule, .authorized, .segmentable)],
        [.that(.underPrivacyRule, .authorizedByAll)],
    ]
    /// Those whom process in a criminal matter names.
    static let officials: [PrincipalRole] = [.lawEnforcement, .court]
    /// What is done in the public interest or under law, 45 CFR 164.502(a)(2)(ii) and 164.512.
    static let publicInterest: [PurposeOfUse] = [
        .requiredByLaw, .judicialProceeding, .lawEnforcement, .healthOversight, .hhsCompliance, .coroner,
        .funeral, .organDonation, .seriousThreat, .publicHealth, .abuseReport, .workersComp,
        .specializedGovernment,
    ]
    /// Actions on directives.
    package static let directives: [NoteAction] = [
        .recordDirective, .confirmDirective, .listDirectives, .revokeDirective,
    ]
    /// Actions on what decides who may see: directives, authorship, keys and who somebody is.
    package static let papers: [NoteAction] =
        directives + [.importRecords, .attest, .enroll, .register, .updatePerson]
    /// Staff whose office it is to keep papers, whoever the patient is: privacy, compliance, health information.
    static let office: [PrincipalRole] = [.operations, .administrator]
    /// Clinicians who put papers on record for the patients of their care teams.
    static let filers: [PrincipalRole] = [
        .originator, .treatingClinician, .otherClinicianSameOrg, .supervisor,
    ]
    /// The patient, and those who may stand in the patient's place.
    static let inPlace: [PrincipalRole] = [.patient, .personalRepresentative, .parent]
    /// Everybody else.
    package static let others: [PrincipalRole] = PrincipalRole.allCases.filter { !inPlace.contains($0) }
    /// Papers that the patient signs, or who stands in the patient's place.
    static let signed: [PaperKind] = [
        .authorization, .part2Consent, .generalConsent, .accessDirective, .restriction,
    ]
    /// Actions on the record itself.
    static let authoring: [NoteAction] = [
        .create, .edit, .sign, .cosign, .amend, .delete, .markEnteredInError, .setSharing,
    ]
}
