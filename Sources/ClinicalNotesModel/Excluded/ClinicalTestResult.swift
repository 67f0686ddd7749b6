/// The result of a clinical test: an item that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// Its home is the general record; in psychotherapy content it does not compile. The same words typed
/// into a free-text field are the therapist's word, which no type can judge.
public struct ClinicalTestResult: GeneralFieldValue, Codable, ExpressibleByStringLiteral {
    /// The test and its result, in words.
    public let text: ClinicalText
    /// The test's code, if it was coded.
    public let code: ClinicalCode?
    /// The score or measured value, if it is a number.
    public let value: Double?
    /// When the test was taken, if that is known.
    public let taken: CalendarDay?

    /// States a result.
    ///
    /// - Parameters:
    ///   - text: The test and its result, in words.
    ///   - code: The test's code.
    ///   - value: The score or measured value.
    ///   - taken: When the test was taken.
    public init(
        _ text: any ClinicalWords,
        code: ClinicalCode? = nil,
        value: Double? = nil,
        taken: CalendarDay? = nil
    ) {
        self.text = text.clinicalText
        self.code = code
        self.value = value
        self.taken = taken
    }

    /// Takes a literal as the words.
    public init(stringLiteral text: String) { self.init(text as any ClinicalWords) }
}
