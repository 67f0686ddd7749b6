public import ClinicalNotesModel

/// An enrolment that somebody put on record alone, for who would confirm it.
public struct UnconfirmedEnrolment: Hashable, Sendable {
    /// Who it is said to be.
    public let person: Person
    /// What they would be to the practice, and who filed it.
    public let enrolment: Enrolment
}
