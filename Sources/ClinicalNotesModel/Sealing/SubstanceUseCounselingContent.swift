/// Content of a substance use disorder counseling note, 42 CFR 2.11.
///
/// The definition excludes the same items as 45 CFR 164.501 does for a psychotherapy note, so the same
/// items cannot be its fields. Free text remains the counselor's word.
public protocol SubstanceUseCounselingContent: NoteContent {}

extension SubstanceUseCounselingContent {
    /// The wrapper of each property.
    public typealias Sealed<Value: PsychotherapyFieldValue> = SealedField<
        Value, ContentSections.SubstanceUseCounseling
    >

    /// Substance use disorder counseling notes.
    public static var compartment: Compartment { .substanceUseCounseling }
}
