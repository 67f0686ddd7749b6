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
    /// Actions on the record itself.
    static let authoring: [NoteAction] = [
        .create, .edit, .sign, .cosign, .amend, .delete, .markEnteredInError, .setSharing,
    ]
}
