package import ClinicalNotesModel

/// Everything that a decision is made from.
///
/// Every fact may be unknown. No fact is inferred from another, and a missing one never favors
/// disclosure. In JSON an absent key is unknown and `null` is known to be none; the keys are those of the
/// decision vectors, with `actor` for the principal and `overlays` for house rules. Where there are several,
/// `directives` takes the place of `authorization`, and `note.holds` that of `note.hold`. Keys beyond the
/// vectors (`note.parts`, `note.releases`, `note.used_for_decisions`, `note.author_unavailable`, `note.wrong_patient`,
/// `note.correctional_holder`, `unconfirmed` of a document) are usual when absent: none, or false. `paper` is none when absent
/// beside an action that is about none.
///
/// Legal process and representations that wait to be confirmed are not in a request: they open nothing.
public struct AccessRequest: Hashable, Sendable {
    /// The moment of the decision.
    package var time: Fact<Instant>
    /// Whose law is applied.
    package var jurisdiction: Fact<Jurisdiction>
    /// What somebody wants to do.
    package var action: Fact<NoteAction>
    /// Why, as stated.
    package var purpose: Fact<PurposeOfUse>
    /// Who asks.
    package var principal: PrincipalFacts
    /// The note.
    package var note: NoteFacts
    /// On whose behalf or about whom.
    package var patient: Fact<PatientFacts?>
    /// Documents on record, each judged alone.
    package var directives: Fact<[DirectiveFacts]>
    /// Legal process or law that is shown.
    package var legal: Fact<LegalFacts?>
    /// A threat that is declared.
    package var threat: Fact<ThreatFacts?>
    /// An emergency that is declared.
    package var emergency: Fact<EmergencyFacts?>
    /// What research rests on.
    package var research: Fact<ResearchFacts?>
    /// A special way in which a copy travels.
    package var delivery: Fact<DeliveryFacts?>
    /// The paper, import, authorship, enrollment or person that the action is about.
    ///
    /// For an action that is about one, none stands for a list as a whole; otherwise nothing follows from it.
    package var paper: Fact<PaperFacts?>
    /// Rules that the host added to this request alone; those that stand for all are part of the policy.
    package var houseRules: Fact<[HouseRuleFacts]>
    /// The hour on the host's clock, of 0 to 23; only house rules ask for it.
    package var hour: Fact<Int>
    /// Where the principal is, if the host has a word for it; only house rules ask for it.
    package var location: Fact<HostWord?>

    /// Makes facts; what is left out has the default shown.
    package init(
        time: Fact<Instant>,
        jurisdiction: Fact<Jurisdiction>,
        action: Fact<NoteAction>,
        purpose: Fact<PurposeOfUse>,
        principal: PrincipalFacts,
        note: NoteFacts,
        patient: Fact<PatientFacts?>,
        directives: Fact<[DirectiveFacts]>,
        legal: Fact<LegalFacts?> = .known(nil),
        threat: Fact<ThreatFacts?> = .known(nil),
        emergency: Fact<EmergencyFacts?> = .known(nil),
        research: Fact<ResearchFacts?> = .known(nil),
        delivery: Fact<DeliveryFacts?> = .known(nil),
        paper: Fact<PaperFacts?> = .known(nil),
        houseRules: Fact<[HouseRuleFacts]> = .known([]),
        hour: Fact<Int> = .unknown,
        location: Fact<HostWord?> = .unknown
    ) {
        self.time = time
        self.jurisdiction = jurisdiction
        self.action = action
        self.purpose = purpose
        self.principal = principal
        self.note = note
        self.patient = patient
        self.directives = directives
        self.legal = legal
        self.threat = threat
        self.emergency = emergency
        self.research = research
        self.delivery = delivery
        self.paper = paper
        self.houseRules = houseRules
        self.hour = hour
        self.location = location
    }
}
