/// A progress note of three parts: data, assessment, plan.
public struct DAPNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.dap", version: 1, kind: .mentalHealthProgress)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// What was reported and observed.
        case data = 1
        /// What the clinician concludes.
        case assessment = 2
        /// What is to be done.
        case plan = 3
    }

    /// What was reported and observed.
    @Sealed public var data: ClinicalText?
    /// What the clinician concludes.
    @Sealed public var assessment: ClinicalText?
    /// What is to be done.
    @Sealed public var plan: TreatmentPlanSummary?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - data: What was reported and observed.
    ///   - assessment: What the clinician concludes.
    ///   - plan: What is to be done.
    public init(
        data: (any ClinicalWords)? = nil,
        assessment: (any ClinicalWords)? = nil,
        plan: (any ClinicalWords)? = nil
    ) {
        self.data = data?.clinicalText
        self.assessment = assessment?.clinicalText
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
    }
}
