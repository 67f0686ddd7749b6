/// Content of a substance use disorder record, 42 CFR Part 2.
public protocol SubstanceUseContent: NoteContent {}

extension SubstanceUseContent {
    /// The wrapper of each property.
    public typealias Sealed<Value: GeneralFieldValue> = SealedField<Value, ContentSections.SubstanceUse>

    /// Substance use disorder records.
    public static var compartment: Compartment { .substanceUse }
}
