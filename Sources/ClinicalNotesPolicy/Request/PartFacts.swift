public import ClinicalNotesModel

/// A part of a note and whose it is.
public struct PartFacts: Hashable, Sendable {
    /// The number of the part within the note.
    public var id: UInt32
    /// The subject the part is about, or `nil` for a part about everyone.
    public var audience: PatientID?

    /// Makes facts; what is left out has the default shown.
    public init(
        id: UInt32,
        audience: PatientID?
    ) {
        self.id = id
        self.audience = audience
    }
}
