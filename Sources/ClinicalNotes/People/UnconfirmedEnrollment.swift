public import ClinicalNotesCrypto
public import ClinicalNotesModel

/// An enrollment that somebody put on record alone, for who would confirm it.
public struct UnconfirmedEnrollment: Hashable, Sendable {
    /// Who it is said to be.
    public let person: Person
    /// What they would be to the practice, and who filed it.
    public let enrollment: Enrollment

    /// The name of the box key that was filed as theirs, or `nil` for somebody without keys: to be compared with what the person says.
    public var keys: KeyID? { enrollment.keys?.box.id }
}
