/// What a store of the peers' workload knows of a note, named as in its JSON.
package enum PeerColumn: String, CaseIterable, Hashable, Sendable {
    /// Where it is kept.
    case compartment
    /// Where it is in its life.
    case status
    /// Who wrote it.
    case author
    /// Whom it is about.
    case patient
    /// Whose it is.
    case organization = "org"
    /// Which care team looks after the patient.
    case careTeam
    /// With whom its author shared it.
    case sharedWith
    /// Whether a restriction was agreed.
    case restricted
}
