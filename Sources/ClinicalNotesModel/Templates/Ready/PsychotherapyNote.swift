/// A therapist's own analysis of a session, 45 CFR 164.501.
///
/// Free text only, and the free text remains the therapist's word: medication, session times, diagnosis
/// and the other excluded items belong in ``SessionSummary``.
///
/// ```swift
/// let note = PsychotherapyNote(impressions: form["impressions"], themes: ["sleep", "the locked door"])
/// ```
public struct PsychotherapyNote: PsychotherapyContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.psychotherapy", version: 1, kind: .psychotherapyIndividual)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// What the therapist noticed.
        case impressions = 1
        /// What the therapist supposes.
        case hypotheses = 2
        /// How the conversation went.
        case processNotes = 3
        /// What passed between patient and therapist.
        case transference = 4
        /// The therapist's own responses.
        case countertransference = 5
        /// Themes that return.
        case themes = 6
        /// What to bring to supervision.
        case supervisionQuestions = 7
    }

    /// What the therapist noticed.
    @Sealed public var impressions: ClinicalText?
    /// What the therapist supposes.
    @Sealed public var hypotheses: ClinicalText?
    /// How the conversation went.
    @Sealed public var processNotes: ClinicalText?
    /// What passed between patient and therapist.
    @Sealed public var transference: ClinicalText?
    /// The therapist's own responses.
    @Sealed public var countertransference: ClinicalText?
    /// Themes that return.
    @Sealed public var themes: [ClinicalText]?
    /// What to bring to supervision.
    @Sealed public var supervisionQuestions: ClinicalText?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - impressions: What the therapist noticed.
    ///   - hypotheses: What the therapist supposes.
    ///   - processNotes: How the conversation went.
    ///   - transference: What passed between patient and therapist.
    ///   - countertransference: The therapist's own responses.
    ///   - themes: Themes that return.
    ///   - supervisionQuestions: What to bring to supervision.
    public init(
        impressions: (any ClinicalWords)? = nil,
        hypotheses: (any ClinicalWords)? = nil,
        processNotes: (any ClinicalWords)? = nil,
        transference: (any ClinicalWords)? = nil,
        countertransference: (any ClinicalWords)? = nil,
        themes: [any ClinicalWords]? = nil,
        supervisionQuestions: (any ClinicalWords)? = nil
    ) {
        self.impressions = impressions?.clinicalText
        self.hypotheses = hypotheses?.clinicalText
        self.processNotes = processNotes?.clinicalText
        self.transference = transference?.clinicalText
        self.countertransference = countertransference?.clinicalText
        self.themes = themes?.map(\.clinicalText)
        self.supervisionQuestions = supervisionQuestions?.clinicalText
    }
}
