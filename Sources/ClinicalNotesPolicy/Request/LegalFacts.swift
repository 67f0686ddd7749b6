package import ClinicalNotesModel

/// The legal process or law that somebody shows.
package struct LegalFacts: Hashable, Sendable {
    /// What is shown, if anything.
    package var instrument: Fact<LegalProcess.Instrument?>
    /// It expressly covers this note.
    package var expresslyCovers: Fact<Bool>
    /// It compels this disclosure to this principal.
    package var mandatory: Fact<Bool>
    /// The assurance that comes with it.
    package var assurance: Fact<LegalProcess.Assurance>
    /// It meets 45 CFR 164.512(f)(1)(ii)(C).
    package var threePartTest: Fact<Bool>
    /// The proceeding is against the patient.
    package var againstPatient: Fact<Bool>
    /// Who brought the proceeding.
    package var broughtBy: Fact<LegalProcess.Plaintiff>
    /// Whom an oversight agency oversees.
    package var oversightOf: Fact<LegalProcess.Oversight>
    /// Under which section a Part 2 order was made.
    package var part2Section: Fact<LegalProcess.Part2Section?>
    /// The order finds what 42 CFR 2.63 asks for.
    package var part2ConfidentialFinding: Fact<Bool>
    /// A subpoena or similar mandate comes with the order, 42 CFR 2.61.
    package var part2WithSubpoena: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    package init(
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
