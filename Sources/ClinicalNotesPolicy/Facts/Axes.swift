package import ClinicalNotesModel

/// The axes of more than two values, each in one place: where it lies in the words, one bit a value, and its values.
///
/// An axis begins where the one before it ends, within one word, so that one more value moves all that follow; the
/// compiler works it out. The axes that most rules name come first, so that they share words. How many values there are
/// is written down, since serving folds it in; a test compares it.
package enum Layout {
    package static let words = 8

    /// The first bit of an axis of more than two values, and how many there are.
    package struct Span: Sendable {
        package let first: Int
        package let count: Int
        package let name: String

        package init(first: Int, count: Int, name: String) {
            self.first = first
            self.count = count
            self.name = name
        }

        /// Lies behind another one, in the same word if there is room.
        @inline(__always)
        init(_ name: String, _ count: Int, after previous: Span) {
            let next = previous.first + previous.count
            first = (next & 63) + count > 64 ? (next | 63) + 1 : next
            self.count = count
            self.name = name
        }
    }

    package static let action = Span(first: 0, count: 25, name: "action")
    package static let role = Span("role", 37, after: action)
    package static let jurisdiction = Span("jurisdiction", 2, after: role)
    package static let purpose = Span("purpose", 30, after: jurisdiction)
    package static let status = Span("status", 6, after: purpose)
    package static let instrument = Span("instrument", 10, after: status)
    static let assurance = Span("assurance", 4, after: instrument)
    static let broughtBy = Span("broughtBy", 5, after: assurance)
    static let oversightOf = Span("oversightOf", 6, after: broughtBy)
    static let family = Span("familyPreference", 3, after: oversightOf)
    package static let lane = Span("lane", 4, after: family)
    package static let compartment = Span("compartment", 4, after: lane)
    package static let paper = Span("paper", 8, after: compartment)

    /// The first bit of the flags: even bits mean no, odd bits mean yes.
    package static let flags = (paper.first + paper.count + 1) / 2 * 2

    /// The axes with the names of their values, as JSON spells them.
    static let axes: [(span: Span, values: [String])] = [
        (action, NoteAction.allCases.map(\.rawValue)), (role, PrincipalRole.allCases.map(\.rawValue)),
        (jurisdiction, Jurisdiction.allCases.map(\.rawValue)),
        (purpose, PurposeOfUse.allCases.map(\.rawValue)), (status, NoteStatus.allCases.map(\.rawValue)),
        (instrument, ["none"] + LegalProcess.Instrument.allCases.map(\.rawValue)),
        (assurance, LegalProcess.Assurance.allCases.map(\.rawValue)),
        (broughtBy, LegalProcess.Plaintiff.allCases.map(\.rawValue)),
        (oversightOf, LegalProcess.Oversight.allCases.map(\.rawValue)),
        (family, Person.FamilyPreference.allCases.map(\.rawValue)), (lane, Lane.allCases.map { "\($0)" }),
        (compartment, ["general", "psychotherapy", "sud", "sud-counseling"]),
        (paper, ["none"] + PaperKind.allCases.map(\.rawValue)),
    ]

    package static let spans = axes.map(\.span)

    /// The names of an axis' values, as JSON spells them.
    static func values(of span: Span) -> [String] {
        axes.first { $0.span.first == span.first }?.values ?? []
    }
}

extension NoteAction: AxisValue {
    /// The place of the value on its axis.
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
        switch self {
        case .unitedStates: 0
        case .unitedKingdom: 1
        }
    }
}

extension LegalProcess.Instrument: AxisValue {
    /// The place of the value on its axis.
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
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
    package var ordinal: Int {
        switch self {
        case .unsaid: 0
        case .agreed: 1
        case .objected: 2
        }
    }
}
