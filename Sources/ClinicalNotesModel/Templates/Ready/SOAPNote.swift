/// A progress note of four parts: subjective, objective, assessment, plan.
public struct SOAPNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.soap", version: 1, kind: .mentalHealthProgress)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// What the patient reports.
        case subjective = 1
        /// What the clinician observes.
        case objective = 2
        /// What the clinician concludes.
        case assessment = 3
        /// What is to be done.
        case plan = 4
    }

    /// What the patient reports.
    @Sealed public var subjective: ClinicalText?
    /// What the clinician observes.
    @Sealed public var objective: ClinicalText?
    /// What the clinician concludes.
    @Sealed public var assessment: ClinicalText?
    /// What is to be done.
    @Sealed public var plan: TreatmentPlanSummary?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - subjective: What the patient reports.
    ///   - objective: What the clinician observes.
    ///   - assessment: What the clinician concludes.
    ///   - plan: What is to be done.
    public init(
        subjective: (any ClinicalWords)? = nil,
        objective: (any ClinicalWords)? = nil,
        assessment: (any ClinicalWords)? = nil,
        plan: (any ClinicalWords)? = nil
    ) {
        self.subjective = subjective?.clinicalText
        self.objective = objective?.clinicalText
        self.assessment = assessment?.clinicalText
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
    }
}
