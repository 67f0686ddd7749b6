package import ClinicalNotesPolicy

/// A note, as a host's store knows it; a column without a value is unknown.
package struct PeerNote: Sendable {
    /// The name in the store.
    package var id: String
    /// Where it is kept.
    package var compartment: Fact<PeerCompartment>
    /// Where it is in its life.
    package var status: Fact<PeerStatus>
    /// Who wrote it.
    package var author: Fact<String>
    /// Whom it is about.
    package var patient: Fact<String>
    /// Whose it is.
    package var organization: Fact<String>
    /// Which care team looks after the patient.
    package var careTeam: Fact<String>
    /// With whom its author shared it.
    package var sharedWith: Fact<Set<String>>
    /// Whether a restriction was agreed.
    package var restricted: Fact<Bool>

    /// Makes a note.
    package init(
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
