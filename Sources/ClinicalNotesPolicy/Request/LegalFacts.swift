public import ClinicalNotesModel

/// The legal process or law that somebody shows.
public struct LegalFacts: Hashable, Sendable {
    /// What is shown, if anything.
    public var instrument: Fact<LegalProcess.Instrument?>
    /// It expressly covers this note.
    public var expresslyCovers: Fact<Bool>
    /// It compels this disclosure to this principal.
    public var mandatory: Fact<Bool>
    /// The assurance that comes with it.
    public var assurance: Fact<LegalProcess.Assurance>
    /// It meets 45 CFR 164.512(f)(1)(ii)(C).
    public var threePartTest: Fact<Bool>
    /// The proceeding is against the patient.
    public var againstPatient: Fact<Bool>
    /// Who brought the proceeding.
    public var broughtBy: Fact<LegalProcess.Plaintiff>
    /// Whom an oversight agency oversees.
    public var oversightOf: Fact<LegalProcess.Oversight>
    /// Under which section a Part 2 order was made.
    public var part2Section: Fact<LegalProcess.Part2Section?>
    /// The order finds what 42 CFR 2.63 asks for.
    public var part2ConfidentialFinding: Fact<Bool>
    /// A subpoena or similar mandate comes with the order, 42 CFR 2.61.
    public var part2WithSubpoena: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
        instrument: Fact<LegalProcess.Instrument?>,
        expresslyCovers: Fact<Bool> = .unknown,
        mandatory: Fact<Bool> = .unknown,
        assurance: Fact<LegalProcess.Assurance> = .unknown,
        threePartTest: Fact<Bool> = .unknown,
        againstPatient: Fact<Bool> = .unknown,
        broughtBy: Fact<LegalProcess.Plaintiff> = .unknown,
        oversightOf: Fact<LegalProcess.Oversight> = .unknown,
        part2Section: Fact<LegalProcess.Part2Section?> = .unknown,
        part2ConfidentialFinding: Fact<Bool> = .unknown,
        part2WithSubpoena: Fact<Bool> = .unknown
    ) {
        self.instrument = instrument
        self.expresslyCovers = expresslyCovers
        self.mandatory = mandatory
        self.assurance = assurance
        self.threePartTest = threePartTest
        self.againstPatient = againstPatient
        self.broughtBy = broughtBy
        self.oversightOf = oversightOf
        self.part2Section = part2Section
        self.part2ConfidentialFinding = part2ConfidentialFinding
        self.part2WithSubpoena = part2WithSubpoena
    }
}
