internal import ClinicalNotesModel

/// Values that several rules name together.
enum Groups {
    /// Seeing content: by use inside or by disclosure outside.
    static let content: [NoteAction] = [.read, .disclose, .export]
    /// Roles with a clinical need inside the holder.
    static let clinicians: [PrincipalRole] = [
        .originator, .treatingClinician, .otherClinicianSameOrg, .trainee, .supervisor,
    ]
    /// Providers outside the holder.
    static let outsideProviders: [PrincipalRole] = [.clinicianOtherOrg, .treatingClinician]
    /// Those whom process in a criminal matter names.
    static let officials: [PrincipalRole] = [.lawEnforcement, .court]
    /// What is done in the public interest or under law, 45 CFR 164.502(a)(2)(ii) and 164.512.
    static let publicInterest: [PurposeOfUse] = [
        .requiredByLaw, .judicialProceeding, .lawEnforcement, .healthOversight, .hhsCompliance, .coroner,
        .funeral, .organDonation, .seriousThreat, .publicHealth, .abuseReport, .workersComp,
        .specializedGovernment,
    ]
    /// Actions on directives.
    static let directives: [NoteAction] = [
        .recordDirective, .confirmDirective, .listDirectives, .revokeDirective,
    ]
    /// Actions on what decides who may see: directives, authorship, keys and who somebody is.
    static let papers: [NoteAction] =
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
    static let others: [PrincipalRole] = PrincipalRole.allCases.filter { !inPlace.contains($0) }
    /// Papers that the patient signs, or who stands in the patient's place.
    static let signed: [PaperKind] = [
        .authorization, .part2Consent, .generalConsent, .accessDirective, .restriction,
    ]
    /// Actions on the record itself.
    static let authoring: [NoteAction] = [
        .create, .edit, .sign, .cosign, .amend, .delete, .markEnteredInError, .setSharing,
    ]
}
