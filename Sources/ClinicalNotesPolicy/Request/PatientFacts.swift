package import ClinicalNotesModel

/// The subject on whose behalf or about whom somebody asks.
package struct PatientFacts: Hashable, Sendable {
    /// Who it is.
    package var id: Fact<PatientID>
    /// In years, at the moment of the decision.
    package var age: Fact<Int>
    /// An emancipated minor is as an adult.
    package var emancipated: Fact<Bool>
    /// Whether the patient lives.
    package var alive: Fact<Bool>
    /// Whether the patient is an inmate.
    package var inmate: Fact<Bool>
    /// What the patient said about involving family.
    package var familyPreference: Fact<Person.FamilyPreference>
    /// What decides a minor's standing; none for adults.
    package var minor: Fact<MinorFacts?>
    /// The labels that the host put on the person; only house rules ask for them.
    package var labels: Fact<Set<HostWord>>
    /// Works for the holder, too; only house rules ask for it.
    package var worksHere: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    package init(
        id: Fact<PatientID>,
        age: Fact<Int>,
        emancipated: Fact<Bool> = .unknown,
        alive: Fact<Bool>,
        inmate: Fact<Bool> = .unknown,
        familyPreference: Fact<Person.FamilyPreference> = .unknown,
        minor: Fact<MinorFacts?>,
        labels: Fact<Set<HostWord>> = .unknown,
        worksHere: Fact<Bool> = .unknown
    ) {
        self.id = id
        self.age = age
        self.emancipated = emancipated
        self.alive = alive
        self.inmate = inmate
        self.familyPreference = familyPreference
        self.minor = minor
        self.labels = labels
        self.worksHere = worksHere
    }
}
