public import ClinicalNotesModel

/// A value of a closed axis, with its place on it.
public protocol AxisValue: Sendable {
    /// The place of the value on its axis, from zero.
    var ordinal: Int { get }
}

/// An axis that may have no value: none comes first.
extension Optional: AxisValue where Wrapped: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        guard let self else { return 0 }
        return self.ordinal + 1
    }
}

extension NoteAction: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .read: 0
        case .browse: 1
        case .disclose: 2
        case .export: 3
        case .deidentify: 4
        case .create: 5
        case .edit: 6
        case .sign: 7
        case .cosign: 8
        case .amend: 9
        case .annotate: 10
        case .delete: 11
        case .markEnteredInError: 12
        case .setSharing: 13
        case .requestAmendment: 14
        case .requestAccounting: 15
        case .recordDirective: 16
        case .confirmDirective: 17
        case .listDirectives: 18
        case .revokeDirective: 19
        case .importRecords: 20
        case .attest: 21
        case .enroll: 22
        case .register: 23
        case .updatePerson: 24
        }
    }
}

extension PrincipalRole: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .originator: 0
        case .treatingClinician: 1
        case .otherClinicianSameOrg: 2
        case .clinicianOtherOrg: 3
        case .trainee: 4
        case .supervisor: 5
        case .billing: 6
        case .operations: 7
        case .administrator: 8
        case .patient: 9
        case .personalRepresentative: 10
        case .parent: 11
        case .familyMember: 12
        case .designatedThirdParty: 13
        case .researcher: 14
        case .healthPlan: 15
        case .businessAssociate: 16
        case .healthInformationExchange: 17
        case .intermediary: 18
        case .attorneyForProvider: 19
        case .opposingAttorney: 20
        case .court: 21
        case .lawEnforcement: 22
        case .oversightAgency: 23
        case .hhs: 24
        case .coroner: 25
        case .funeralDirector: 26
        case .organProcurement: 27
        case .publicHealthAuthority: 28
        case .protectiveServices: 29
        case .correctionalInstitution: 30
        case .nationalSecurity: 31
        case .workersComp: 32
        case .employer: 33
        case .threatTarget: 34
        case .marketer: 35
        case .dataBuyer: 36
        }
    }
}

extension PaperKind: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .authorization: 0
        case .part2Consent: 1
        case .generalConsent: 2
        case .accessDirective: 3
        case .restriction: 4
        case .representation: 5
        case .legalProcess: 6
        }
    }
}

extension PurposeOfUse: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .treatment: 0
        case .emergencyTreatment: 1
        case .payment: 2
        case .operations: 3
        case .training: 4
        case .legalDefense: 5
        case .patientRequest: 6
        case .patientDirected: 7
        case .requiredByLaw: 8
        case .judicialProceeding: 9
        case .lawEnforcement: 10
        case .healthOversight: 11
        case .hhsCompliance: 12
        case .coroner: 13
        case .funeral: 14
        case .organDonation: 15
        case .seriousThreat: 16
        case .publicHealth: 17
        case .abuseReport: 18
        case .workersComp: 19
        case .specializedGovernment: 20
        case .familyInvolvement: 21
        case .research: 22
        case .marketing: 23
        case .sale: 24
        case .employment: 25
        case .documentation: 26
        case .amendmentRequest: 27
        case .accounting: 28
        case .atRequestOfIndividual: 29
        }
    }
}

extension Compartment: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .general: 0
        case .psychotherapy: 1
        case .substanceUse: 2
        case .substanceUseCounseling: 3
        }
    }
}

extension NoteStatus: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .draft: 0
        case .signed: 1
        case .cosigned: 2
        case .amended: 3
        case .addended: 4
        case .enteredInError: 5
        }
    }
}

extension Jurisdiction: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .unitedStates: 0
        case .unitedKingdom: 1
        }
    }
}

extension LegalProcess.Instrument: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .courtOrder: 0
        case .warrant: 1
        case .grandJurySubpoena: 2
        case .attorneySubpoena: 3
        case .administrativeRequest: 4
        case .statute: 5
        case .childAbuseStatute: 6
        case .hhsDemand: 7
        case .part2CourtOrder: 8
        }
    }
}

extension LegalProcess.Assurance: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .none: 0
        case .notice: 1
        case .protectiveOrder: 2
        case .auditAgreement: 3
        }
    }
}

extension LegalProcess.Plaintiff: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .none: 0
        case .patient: 1
        case .provider: 2
        case .thirdParty: 3
        case .government: 4
        }
    }
}

extension LegalProcess.Oversight: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .none: 0
        case .originator: 1
        case .organization: 2
        case .plan: 3
        case .patientBenefits: 4
        case .patientUnrelatedToCare: 5
        }
    }
}

extension Person.FamilyPreference: AxisValue {
    /// The place of the value on its axis.
    public var ordinal: Int {
        switch self {
        case .unsaid: 0
        case .agreed: 1
        case .objected: 2
        }
    }
}
