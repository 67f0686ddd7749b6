/// A substance use disorder record in free text, 42 CFR Part 2.
public struct SubstanceUseFreeText: SubstanceUseContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.substance-use-free-text", version: 1, kind: .note)
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
