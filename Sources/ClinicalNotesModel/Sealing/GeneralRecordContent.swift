/// Content of the general medical record.
///
/// ```swift
/// struct IntakeForm: GeneralRecordContent {
///     static let template = Template("willow.intake", version: 1, kind: .intake)
///
///     enum CodingKeys: Int, FieldKey { case presentingProblem = 1, mood = 2, medications = 3 }
///
///     @Sealed var presentingProblem: ClinicalText?
///     @Sealed var mood: MoodScore?
///     @Sealed var medications: [MedicationStatement]?
/// }
/// ```
public protocol GeneralRecordContent: NoteContent {}

extension GeneralRecordContent {
    /// The wrapper of each property.
    public typealias Sealed<Value: GeneralFieldValue> = SealedField<Value, ContentSections.General>

    /// The general record.
    public static var compartment: Compartment { .general }
}
