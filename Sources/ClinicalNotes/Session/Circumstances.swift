internal import ClinicalNotesModel
public import ClinicalNotesPolicy

/// What a principal declares about the occasion: attested, not proven, and recorded with every decision.
///
/// Papers are not declared: legal process counts once the practice's staff put it on record,
/// ``NoteSession/record(_:idempotencyKey:)``.
public struct Circumstances: Hashable, Sendable {
    /// A proceeding of which no paper is shown.
    public var proceeding: Proceeding?
    /// A serious and imminent threat, 45 CFR 164.512(j)(1)(i).
    public var threat: ThreatFacts?
    /// An emergency: break-glass.
    public var emergency: EmergencyFacts?
    /// Research, 45 CFR 164.512(i).
    public var research: ResearchFacts?
    /// The channel that an answer goes through.
    public var delivery: DeliveryFacts?
    /// Whether abuse by this principal is believed and recognition is against the patient's interest,
    /// 45 CFR 164.502(g)(5).
    public var abuseSuspected: Bool
    /// Duties that must come before opening and have been carried out, such as a legal review.
    public var discharged: Set<Obligation>

    /// An ordinary occasion.
    public static let ordinary = Circumstances()

    /// Declares circumstances.
    public init(
        proceeding: Proceeding? = nil,
        threat: ThreatFacts? = nil,
        emergency: EmergencyFacts? = nil,
        research: ResearchFacts? = nil,
        delivery: DeliveryFacts? = nil,
        abuseSuspected: Bool = false,
        discharged: Set<Obligation> = []
    ) {
        self.proceeding = proceeding
        self.threat = threat
        self.emergency = emergency
        self.research = research
        self.delivery = delivery
        self.abuseSuspected = abuseSuspected
        self.discharged = discharged
    }

    /// Whether what a decision permits may rest on nothing but the principal's own word, so that somebody else looks at it
    /// afterwards.
    func areReviewed(after decision: Decision, for purpose: PurposeOfUse) -> Bool {
        guard decision.effect == .permit else { return false }
        return areDeclared(for: purpose)
            || decision.obligations.contains { $0.timing == .before && discharged.contains($0) }
    }

    /// Whether circumstances were declared that a purpose may rest on.
    func areDeclared(for purpose: PurposeOfUse) -> Bool {
        switch purpose {
        case .seriousThreat: threat != nil
        case .emergencyTreatment: emergency != nil
        case .research: research != nil
        case .legalDefense, .judicialProceeding, .lawEnforcement, .healthOversight: proceeding != nil
        default: false
        }
    }

    /// What was declared, as codes for the audit entry.
    var codes: [String] {
        [
            proceeding.map { _ in "proceeding" }, threat.map { _ in "serious-threat" },
            emergency.map { _ in "emergency" }, research.map { _ in "research" },
            delivery.map { _ in "delivery" }, abuseSuspected ? "abuse-suspected" : nil,
        ].compactMap { $0 } + discharged.map { "discharged-\($0.rawValue)" }.sorted()
    }
}
