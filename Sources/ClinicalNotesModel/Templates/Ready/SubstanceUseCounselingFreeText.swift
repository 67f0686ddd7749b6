/// A substance use disorder counseling note in free text, 42 CFR 2.11.
public struct SubstanceUseCounselingFreeText: SubstanceUseCounselingContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.substance-use-counseling-free-text", version: 1, kind: .note)
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
