/// A summary of functional status: an item that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// Its home is the general record; in psychotherapy content it does not compile. The same words typed
/// into a free-text field are the therapist's word, which no type can judge.
public struct FunctionalStatusSummary: ClinicalSummary {
    /// The words.
    public let text: ClinicalText
    /// Takes the words.
    public init(_ text: ClinicalText) { self.text = text }
}
