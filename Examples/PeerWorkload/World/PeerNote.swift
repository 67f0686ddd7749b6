public import ClinicalNotesPolicy

/// A note, as a host's store knows it; a column without a value is unknown.
public struct PeerNote: Sendable {
    /// The name in the store.
    public var id: String
    /// Where it is kept.
    public var compartment: Fact<PeerCompartment>
    /// Where it is in its life.
    public var status: Fact<PeerStatus>
    /// Who wrote it.
    public var author: Fact<String>
    /// Whom it is about.
    public var patient: Fact<String>
    /// Whose it is.
    public var organization: Fact<String>
    /// Which care team looks after the patient.
    public var careTeam: Fact<String>
    /// With whom its author shared it.
    public var sharedWith: Fact<Set<String>>
    /// Whether a restriction was agreed.
    public var restricted: Fact<Bool>

    /// Makes a note.
    public init(
        id: String,
        compartment: Fact<PeerCompartment>,
        status: Fact<PeerStatus>,
        author: Fact<String>,
        patient: Fact<String>,
        organization: Fact<String>,
        careTeam: Fact<String>,
        sharedWith: Fact<Set<String>>,
        restricted: Fact<Bool>
    ) {
        self.id = id
        self.compartment = compartment
        self.status = status
        self.author = author
        self.patient = patient
        self.organization = organization
        self.careTeam = careTeam
        self.sharedWith = sharedWith
        self.restricted = restricted
    }
}
