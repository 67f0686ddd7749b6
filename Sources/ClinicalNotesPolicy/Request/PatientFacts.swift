public import ClinicalNotesModel

/// The subject on whose behalf or about whom somebody asks.
public struct PatientFacts: Hashable, Sendable {
    /// Who it is.
    public var id: Fact<PatientID>
    /// In years, at the moment of the decision.
    public var age: Fact<Int>
    /// An emancipated minor is as an adult.
    public var emancipated: Fact<Bool>
    /// Whether the patient lives.
    public var alive: Fact<Bool>
    /// Whether the patient is an inmate.
    public var inmate: Fact<Bool>
    /// What the patient said about involving family.
    public var familyPreference: Fact<Person.FamilyPreference>
    /// What decides a minor's standing; none for adults.
    public var minor: Fact<MinorFacts?>
    /// The labels that the host put on the person; only house rules ask for them.
    public var labels: Fact<Set<HostWord>>
    /// Works for the holder, too; only house rules ask for it.
    public var worksHere: Fact<Bool>

    /// Makes facts; what is left out has the default shown.
    public init(
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
