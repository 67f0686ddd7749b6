/// A clinical statement in words: one of the items that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// It is written into its field as UTF-8, nothing else. Its types do not conform to
/// ``PsychotherapyFieldValue``, so none of them can be a field of psychotherapy content.
public protocol ClinicalSummary: GeneralFieldValue, Codable, ExpressibleByStringLiteral {
    /// The words.
    var text: ClinicalText { get }
    /// Takes the words.
    init(_ text: ClinicalText)
}

extension ClinicalSummary {
    /// UTF-8, nothing else.
    public static var fieldForm: FieldForm { .text }

    /// Takes a string's words, or others.
    public init(_ text: some ClinicalWords) { self.init(text.clinicalText) }

    /// Takes a literal's words.
    public init(stringLiteral text: String) { self.init(ClinicalText(text)) }

    /// The words in UTF-8.
    public func fieldBytes() throws(ModelError) -> SensitiveBytes { text.utf8 }

    /// Takes UTF-8.
    public init(fieldBytes: SensitiveBytes) throws(ModelError) {
        self.init(try ClinicalText(fieldBytes: fieldBytes))
    }
}
