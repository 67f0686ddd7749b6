/// A progress note of four parts: goal, intervention, response, plan.
public struct GIRPNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.girp", version: 1, kind: .mentalHealthProgress)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// Which goal of the treatment plan was worked on.
        case goal = 1
        /// What the clinician did.
        case intervention = 2
        /// How the patient responded.
        case response = 3
        /// What is to be done.
        case plan = 4
    }

    /// Which goal of the treatment plan was worked on.
    @Sealed public var goal: ClinicalText?
    /// What the clinician did.
    @Sealed public var intervention: ClinicalText?
    /// How the patient responded.
    @Sealed public var response: ClinicalText?
    /// What is to be done.
    @Sealed public var plan: TreatmentPlanSummary?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - goal: Which goal of the treatment plan was worked on.
    ///   - intervention: What the clinician did.
    ///   - response: How the patient responded.
    ///   - plan: What is to be done.
    public init(
        goal: (any ClinicalWords)? = nil,
        intervention: (any ClinicalWords)? = nil,
        response: (any ClinicalWords)? = nil,
        plan: (any ClinicalWords)? = nil
    ) {
        self.goal = goal?.clinicalText
        self.intervention = intervention?.clinicalText
        self.response = response?.clinicalText
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
    }
}
