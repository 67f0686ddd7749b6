/// A rule that a host adds to the law: narrower for staff and outsiders, wider for patients.
///
/// Made by ``ThirdPartyRestriction``, ``ThirdPartyRequirement``, ``PatientGrant``, ``PatientDuty``, ``AccessClock``,
/// ``PortalRestriction``, ``ParentGrant`` and ``ParentRestriction``, whose types fix the direction; 45 CFR 160.203(b), 160.202. Two rules are equal if
/// they ask for the same, in whatever order it was written.
///
/// A list of conditions on ``Request/action`` that leaves no action in which rules of the kind have an effect, such as
/// signing in a rule about third parties, is a programming error.
public struct HouseRule: Hashable, Sendable {
    /// What a house rule does, and to whom.
    package enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// Closes to staff and outsiders what law permits but does not compel.
        case restriction
        /// Brings an obligation with what staff and outsiders are permitted.
        case requirement
        /// Opens to patients more of their own record.
        case patientGrant = "patient-grant"
        /// Brings a duty with what a patient is denied.
        case patientDuty = "patient-duty"
        /// Opens a minor's record to a parent, 45 CFR 164.502(g)(3)(ii)(A).
        case parentGrant = "parent-grant"
        /// Closes a minor's record to a parent, 45 CFR 164.502(g)(3)(ii)(B).
        case parentRestriction = "parent-restriction"
        /// Closes the portal, which is no part of the right of access.
        case portalRestriction = "portal-restriction"
        /// Shortens the time in which a request for access is answered.
        case accessClock = "access-clock"

        var ordinal: Int {
            switch self {
            case .restriction: 0
            case .requirement: 1
            case .patientGrant: 2
            case .patientDuty: 3
            case .parentGrant: 4
            case .parentRestriction: 5
            case .portalRestriction: 6
            case .accessClock: 7
            }
        }

        var isAboutThirdParties: Bool { self == .restriction || self == .requirement }

        /// Whether only law can settle what rules of the kind say, 45 CFR 164.502(g)(3)(ii).
        var needsLaw: Bool { self == .parentGrant || self == .parentRestriction }

        var direction: RuleDirection {
            switch self {
            case .restriction, .requirement: .thirdParty
            case .patientGrant, .patientDuty, .portalRestriction, .accessClock: .patient
            case .parentGrant, .parentRestriction: .representative
            }
        }

        /// The obligations that rules of the kind bring; none for rules that open or close.
        var obligations: [Obligation] {
            switch self {
            case .requirement: ThirdPartyObligation.allCases.map(\.obligation)
            case .patientDuty: PatientObligation.allCases.map(\.obligation)
            case .accessClock: AccessPeriod.allCases.map(\.obligation)
            case .restriction, .patientGrant, .parentGrant, .parentRestriction, .portalRestriction: []
            }
        }
    }

    /// The name, unique among the rules of a policy.
    package let id: RuleID
    /// What it does, and to whom.
    package let kind: Kind
    /// What it says, in plain words.
    package let sentence: String
    /// What it rests on.
    package let citation: Citation
    /// What it brings, if it is a requirement or a duty.
    package let obligation: Obligation?
    /// Whether counsel has still to say that it reads the law rightly.
    package let isForCounsel: Bool
    /// All of these hold.
    package let when: [HouseTest]
    /// None of these lists holds as a whole.
    package let unless: [[HouseTest]]

    /// Makes a rule; what it asks for must fit its kind, which the public types see to.
    init(
        _ kind: Kind,
        id: RuleID? = nil,
        _ sentence: String,
        because citation: Citation,
        obligation: Obligation? = nil,
        isForCounsel: Bool = false,
        when: [HouseTest],
        unless: [[HouseTest]] = []
    ) {
        precondition(
            (unless + [when]).allSatisfy { $0.allSatisfy { $0.fact.fits(kind) } },
            "a condition of another direction"
        )
        precondition(
            !kind.needsLaw || citation.title != .house,
            "what a parent sees rests on law, not on a practice's own policy"
        )
        self.id = id ?? RuleID(houseRule: sentence)
        self.kind = kind
        self.sentence = sentence
        self.citation = citation
        self.obligation = obligation
        self.isForCounsel = isForCounsel
        self.when = HouseTest.normalized(when)
        self.unless = unless.filter { !$0.isEmpty }.map(HouseTest.normalized)
        precondition(
            (self.unless + [self.when]).allSatisfy { $0.allSatisfy { $0.canBeMet(in: kind) } },
            "a condition on actions in which a rule of kind \(kind.rawValue) has no effect"
        )
    }

    /// The same rule with an exception more; one that names nothing excepts nothing.
    func excepting(_ tests: [HouseTest]) -> HouseRule { changed(unless: unless + [tests]) }

    /// The same rule under another name.
    func named(_ id: RuleID) -> HouseRule { changed(id: id) }

    /// The same rule, marked for counsel.
    func forCounsel() -> HouseRule { changed(isForCounsel: true) }

    private func changed(id: RuleID? = nil, isForCounsel: Bool? = nil, unless: [[HouseTest]]? = nil)
        -> HouseRule
    {
        HouseRule(
            kind,
            id: id ?? self.id,
            sentence,
            because: citation,
            obligation: obligation,
            isForCounsel: isForCounsel ?? self.isForCounsel,
            when: when,
            unless: unless ?? self.unless
        )
    }
}

extension HouseRule {
    /// The rule in words that change only with it.
    package var canonicalForm: String {
        let parts =
            [
                id.description, kind.rawValue, sentence, citation.description, obligation?.rawValue ?? "",
            ] + (isForCounsel ? ["for counsel"] : [])
        let lists = [when] + unless
        return (parts + lists.map { $0.map(\.canonicalForm).joined(separator: "&") })
            .map { "\($0.utf8.count):\($0)" }.joined()
    }
}

extension RuleID {
    /// The name of a house rule that was given none: its sentence in lower case, with hyphens.
    fileprivate init(houseRule sentence: String) {
        var name = "house"
        for word in sentence.lowercased().split(whereSeparator: { !($0.isLetter || $0.isNumber) }) {
            guard name.utf8.count + word.utf8.count < Self.longest else { break }
            name += name == "house" ? ".\(word)" : "-\(word)"
        }
        self.init(name == "house" ? "house.rule" : name)
    }

    /// How long such a name becomes, in bytes; the rest of the sentence is left out.
    private static var longest: Int { 96 }
}
