/// A value that can be a field of psychotherapy content, or of substance use disorder counseling content.
///
/// Closed: the therapist's own words, yes-or-no answers, and lists of these. The items that
/// 45 CFR 164.501 excludes from a psychotherapy note (42 CFR 2.11 excludes the same from a counseling
/// note) are types of their own that do not conform, and nobody outside can conform a type, because nobody outside can make a
/// ``NeutralForm``. So an excluded item as a field of psychotherapy content does not compile.
///
/// What the type cannot see is what words say: free text remains the therapist's word.
public protocol PsychotherapyFieldValue: GeneralFieldValue {
    /// The proof that the type holds no excluded item.
    static var neutralForm: NeutralForm<Self> { get }
}

extension ClinicalText: PsychotherapyFieldValue {
    /// The therapist's own words.
    public static var neutralForm: NeutralForm<ClinicalText> { NeutralForm() }
    /// UTF-8, nothing else.
    public static var fieldForm: FieldForm { .text }

    /// The words in UTF-8.
    public func fieldBytes() throws(ModelError) -> SensitiveBytes { utf8 }

    /// Takes UTF-8.
    public init(fieldBytes: SensitiveBytes) throws(ModelError) {
        guard let text = ClinicalText(utf8: fieldBytes) else { throw ModelError(.malformedField) }
        self = text
    }
}

extension Bool: PsychotherapyFieldValue {
    /// A yes-or-no answer.
    public static var neutralForm: NeutralForm<Bool> { NeutralForm() }
}

extension Array: PsychotherapyFieldValue where Element: PsychotherapyFieldValue & Codable {
    /// A list of neutral values.
    public static var neutralForm: NeutralForm<[Element]> { NeutralForm() }
}
