/// A fact that a house rule may ask for, named as in its JSON form.
enum HouseFact: String, CaseIterable, Hashable, Sendable {
    case role = "principal.role"
    case hostRole = "principal.host_role"
    case careTeam = "principal.care_team"
    case author = "principal.author"
    case inHouse = "principal.in_house"
    case kind = "note.kind"
    case compartment = "note.compartment"
    case status = "note.status"
    case released = "note.released"
    case severalSubjects = "note.several_subjects"
    case purpose = "request.purpose"
    case action = "request.action"
    case age = "subject.age_at_least"
    case consentedAlone = "subject.consented_alone"
    case agreedToConfidentiality = "subject.parent_agreed_to_confidentiality"
    case deceased = "subject.deceased"
    case inmate = "subject.inmate"

    enum Form: Sendable {
        /// One of the closed values of an axis.
        case axis(Layout.Span)
        /// A yes-or-no fact of the library's.
        case flag(Flag)
        /// Values of the host's own, each of which becomes a bit when the policy is compiled.
        case host
    }

    var form: Form {
        switch self {
        case .role: .axis(Layout.role)
        case .compartment: .axis(Layout.compartment)
        case .status: .axis(Layout.status)
        case .purpose: .axis(Layout.purpose)
        case .action: .axis(Layout.action)
        case .careTeam: .flag(.careTeam)
        case .author: .flag(.isAuthor)
        case .inHouse: .flag(.inHouse)
        case .released: .flag(.released)
        case .severalSubjects: .flag(.severalSubjects)
        case .consentedAlone: .flag(.minorConsentedAlone)
        case .agreedToConfidentiality: .flag(.parentAgreedToConfidentiality)
        case .deceased: .flag(.deceased)
        case .inmate: .flag(.inmate)
        case .hostRole, .kind, .age: .host
        }
    }

    /// Whether rules of a direction may ask for it.
    func fits(_ kind: HouseRule.Kind) -> Bool {
        switch self {
        case .role, .hostRole, .careTeam, .author, .inHouse, .purpose: kind.isAboutThirdParties
        case .released: !kind.isAboutThirdParties
        default: true
        }
    }
}
