/// A progress note of four parts: behavior, intervention, response, plan.
public struct BIRPNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.birp", version: 1, kind: .mentalHealthProgress)
    }

    /// The fields' numbers, stable for ever.
    package enum CodingKeys: Int, FieldKey {
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
        behavior: ClinicalText? = nil,
        intervention: ClinicalText? = nil,
        response: ClinicalText? = nil,
        plan: TreatmentPlanSummary? = nil
    ) {
        self.behavior = behavior
        self.intervention = intervention
        self.response = response
        self.plan = plan
    }
}
