package import ClinicalNotesModel

/// A fact that a house rule may ask for, named as in its JSON form.
package enum HouseFact: String, CaseIterable, Hashable, Sendable {
    case role = "principal.role"
    case hostRole = "principal.host_role"
    case careTeam = "principal.care_team"
    case author = "principal.author"
    case inHouse = "principal.in_house"
    case principalID = "principal.id"
    case unit = "principal.unit"
    case ofNotesUnit = "principal.of_notes_unit"
    case viewer = "portal.viewer"
    case kind = "note.kind"
    case compartment = "note.compartment"
    case status = "note.status"
    case released = "note.released"
    case severalSubjects = "note.several_subjects"
    case segmentable = "note.segmentable"
    case label = "note.label"
    case noteUnit = "note.unit"
    case hoursOldAtLeast = "note.hours_old_at_least"
    case hoursOldUnder = "note.hours_old_under"
    case purpose = "request.purpose"
    case action = "request.action"
    case jurisdiction = "request.jurisdiction"
    case authorized = "request.authorized"
    case authorizedByAll = "request.authorized_by_all"
    case hour = "request.hour"
    case location = "request.location"
    case ageAtLeast = "subject.age_at_least"
    case ageUnder = "subject.age_under"
    case consentedAlone = "subject.consented_alone"
    case askedForParent = "subject.asked_for_parent"
    case agreedToConfidentiality = "subject.parent_agreed_to_confidentiality"
    case professionalRefusesParent = "subject.professional_refuses_parent"
    case deceased = "subject.deceased"
    case inmate = "subject.inmate"
    case subjectID = "subject.id"
    case subjectLabel = "subject.label"
    case worksHere = "subject.works_here"

    enum Form: Sendable {
        /// One of the closed values of an axis.
        case axis(Layout.Span)
        /// A yes-or-no fact of the library's.
        case flag(Flag)
        /// Values of the host's own, which become bits when the policy is compiled.
        case host
    }

    var form: Form {
        switch self {
        case .role, .viewer: .axis(Layout.role)
        case .compartment: .axis(Layout.compartment)
        case .status: .axis(Layout.status)
        case .purpose: .axis(Layout.purpose)
        case .action: .axis(Layout.action)
        case .jurisdiction: .axis(Layout.jurisdiction)
        case .careTeam: .flag(.careTeam)
        case .author: .flag(.isAuthor)
        case .inHouse: .flag(.inHouse)
        case .released: .flag(.releasedBeyondFields)
        case .severalSubjects: .flag(.severalSubjects)
        case .segmentable: .flag(.segmentable)
        case .authorized: .flag(.agreed)
        case .authorizedByAll: .flag(.agreedByAll)
        case .consentedAlone: .flag(.minorConsentedAlone)
        case .askedForParent: .flag(.minorAskedForParent)
        case .agreedToConfidentiality: .flag(.parentAgreedToConfidentiality)
        case .professionalRefusesParent: .flag(.professionalRefusesParent)
        case .deceased: .flag(.deceased)
        case .inmate: .flag(.inmate)
        case .hostRole, .kind, .ageAtLeast, .ageUnder, .principalID, .unit, .ofNotesUnit, .label, .noteUnit,
            .hoursOldAtLeast,
            .hoursOldUnder, .hour, .location, .subjectID, .subjectLabel, .worksHere:
            .host
        }
    }

    /// Whether a fact of the host's own has one value at a time; others have any number of words.
    package var isSingle: Bool {
        switch self {
        case .principalID, .ofNotesUnit, .noteUnit, .hour, .location, .subjectID, .worksHere: true
        default: false
        }
    }

    /// The name of the axis of a fact of the host's own, where a decision tells that it is unknown.
    var axisName: String {
        switch self {
        case .kind: "kind"
        case .hostRole: "hostRole"
        case .ageAtLeast, .ageUnder: "age"
        case .hoursOldAtLeast, .hoursOldUnder: "note.hours_old"
        default: rawValue
        }
    }

    /// Whether rules of a direction may ask for it.
    func fits(_ kind: HouseRule.Kind) -> Bool {
        switch self {
        case .role, .hostRole, .careTeam, .author, .inHouse, .unit, .ofNotesUnit, .purpose, .authorized,
            .authorizedByAll,
            .hour,
            .location:
            kind.isAboutThirdParties
        case .viewer: kind == .portalRestriction
        case .released: !kind.isAboutThirdParties
        default: true
        }
    }

    /// The place of the fact in the order of the vocabulary.
    var ordinal: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    /// The values of a closed axis in their order, as JSON spells them; none for other facts.
    var values: [String] {
        switch self {
        case .role, .viewer: PrincipalRole.allCases.map(\.rawValue)
        case .compartment: Compartment.allCases.map(\.jsonName)
        case .status: NoteStatus.allCases.map(\.rawValue)
        case .purpose: PurposeOfUse.allCases.map(\.rawValue)
        case .action: NoteAction.allCases.map(\.rawValue)
        case .jurisdiction: Jurisdiction.allCases.map(\.rawValue)
        default: []
        }
    }

    /// The values of a closed axis that a rule of a direction may name, by their places on it.
    func nameable(in kind: HouseRule.Kind) -> [Int] {
        switch self {
        case .role: ThirdPartyRole.allCases.compactMap { $0.role?.ordinal }
        case .viewer: PortalViewer.allCases.map(\.role.ordinal)
        case .action: kind.actions.map(\.ordinal)
        default: Array(values.indices)
        }
    }
}

extension HouseRule.Kind {
    /// What is done where rules of the kind have an effect.
    package var actions: [NoteAction] {
        switch self {
        case .restriction: [.read, .browse, .disclose, .export, .deidentify] + Groups.papers
        case .requirement: [.read, .browse, .disclose, .export, .deidentify]
        case .patientGrant: [.read, .browse, .disclose, .export, .annotate]
        case .patientDuty, .accessClock: [.read, .disclose, .export]
        case .portalRestriction: [.browse]
        case .parentGrant, .parentRestriction:
            [.read, .browse, .disclose, .export, .annotate, .requestAmendment, .requestAccounting]
        }
    }
}
