/// A note of the general record in free text.
public struct FreeText: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.free-text", version: 1, kind: .note)
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

extension FreeText {
    /// Takes the words.
    public init(_ text: any ClinicalWords) { self.init(text: text) }
}
