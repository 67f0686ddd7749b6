package import ClinicalNotes

/// That the input holds another record to be about the same patient.
package struct ImportedLink: Hashable, Sendable {
    /// What the input says about the two records.
    package let kind: ExternalLink.Kind
    /// What the input calls the other record.
    package let target: ReferenceKey
}
