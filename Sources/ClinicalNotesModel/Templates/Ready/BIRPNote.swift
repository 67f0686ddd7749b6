/// A progress note of four parts: behavior, intervention, response, plan.
public struct BIRPNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.birp", version: 1, kind: .mentalHealthProgress)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// How the patient presented.
        case behavior = 1
        /// What the clinician did.
        case intervention = 2
        /// How the patient responded.
        case response = 3
        /// What is to be done.
        case plan = 4
    }

    /// How the patient presented.
    @Sealed public var behavior: ClinicalText?
    /// What the clinician did.
    @Sealed public var intervention: ClinicalText?
    /// How the patient responded.
    @Sealed public var response: ClinicalText?
    /// What is to be done.
    @Sealed public var plan: TreatmentPlanSummary?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - behavior: How the patient presented.
    ///   - intervention: What the clinician did.
    ///   - response: How the patient responded.
    ///   - plan: What is to be done.
    public init(
        behavior: (any ClinicalWords)? = nil,
        intervention: (any ClinicalWords)? = nil,
        response: (any ClinicalWords)? = nil,
        plan: (any ClinicalWords)? = nil
    ) {
        self.behavior = behavior?.clinicalText
        self.intervention = intervention?.clinicalText
        self.response = response?.clinicalText
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
    }
}
