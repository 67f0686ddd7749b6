/// Content of a psychotherapy note, 45 CFR 164.501.
///
/// Holds what documents or analyses the contents of conversation in a counseling session, recorded by a
/// mental health professional and kept apart from the rest of the record. The items that the definition
/// excludes (medication prescription and monitoring; session start and stop times; modalities and
/// frequencies of treatment; results of clinical tests; any summary of diagnosis, functional status,
/// treatment plan, symptoms, prognosis and progress to date) cannot be its fields: that does not
/// compile. They go to the general record, in ``SessionSummary`` or content of your own.
///
/// Free text remains the therapist's word: no type can tell what it says.
///
/// ```swift
/// struct Formulation: PsychotherapyContent {
///     static let template = Template("willow.formulation", version: 1, kind: .psychotherapyIndividual)
///
///     enum CodingKeys: Int, FieldKey { case hypotheses = 1, themes = 2 }
///
///     @Sealed var hypotheses: ClinicalText?
///     @Sealed var themes: [ClinicalText]?
/// }
/// ```
public protocol PsychotherapyContent: NoteContent {}

extension PsychotherapyContent {
    /// The wrapper of each property.
    public typealias Sealed<Value: PsychotherapyFieldValue> = SealedField<
        Value, ContentSections.Psychotherapy
    >

    /// Psychotherapy notes.
    public static var compartment: Compartment { .psychotherapy }
}
