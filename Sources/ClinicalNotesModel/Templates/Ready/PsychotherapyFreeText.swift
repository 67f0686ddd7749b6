/// A psychotherapy note in free text, such as one that was written elsewhere, 45 CFR 164.501.
public struct PsychotherapyFreeText: PsychotherapyContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.psychotherapy-free-text", version: 1, kind: .psychotherapyIndividual)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// The words.
        case text = 1
    }

    /// The words.
    @Sealed public var text: ClinicalText?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameter text: The words.
    public init(
        text: (any ClinicalWords)? = nil
    ) {
        self.text = text?.clinicalText
    }
}
