/// Medication prescription and monitoring: an item that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// Its home is the general record; in psychotherapy content it does not compile. The same words typed
/// into a free-text field are the therapist's word, which no type can judge.
public struct MedicationStatement: GeneralFieldValue, Codable, ExpressibleByStringLiteral {
    /// The medication, in words.
    public let medication: ClinicalText
    /// The medication's code, if it was coded.
    public let code: ClinicalCode?
    /// How much, by what route and how often, if it was said.
    public let dosage: ClinicalText?
    /// What was found in monitoring it, if anything.
    public let monitoring: ClinicalText?
    /// When it was prescribed, if that is known.
    public let prescribed: CalendarDay?

    /// States a medication.
    ///
    /// - Parameters:
    ///   - medication: The medication, in words.
    ///   - code: Its code.
    ///   - dosage: How much, by what route and how often.
    ///   - monitoring: What was found in monitoring it.
    ///   - prescribed: When it was prescribed.
    public init(
        _ medication: any ClinicalWords,
        code: ClinicalCode? = nil,
        dosage: (any ClinicalWords)? = nil,
        monitoring: (any ClinicalWords)? = nil,
        prescribed: CalendarDay? = nil
    ) {
        self.medication = medication.clinicalText
        self.code = code
        self.dosage = dosage?.clinicalText
        self.monitoring = monitoring?.clinicalText
        self.prescribed = prescribed
    }

    /// Takes a literal as the medication.
    public init(stringLiteral text: String) { self.init(text as any ClinicalWords) }
}
