public import ClinicalNotes

/// That the input holds another record to be about the same patient.
public struct ImportedLink: Hashable, Sendable {
    /// What the input says about the two records.
    public let kind: ForeignLink.Kind
    /// What the input calls the other record.
    public let target: ReferenceKey
}
