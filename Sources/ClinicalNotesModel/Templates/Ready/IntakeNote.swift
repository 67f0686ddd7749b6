/// The first evaluation of a patient.
public struct IntakeNote: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.intake", version: 1, kind: .intake)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// Why the patient comes.
        case presentingProblem = 1
        /// The history of the problem and its treatment.
        case history = 2
        /// Family, work and living.
        case socialHistory = 3
        /// The mental status examination.
        case mentalStatus = 4
        /// Risk to self or others.
        case risk = 5
        /// The symptoms.
        case symptoms = 6
        /// The functional status.
        case functionalStatus = 7
        /// The diagnosis.
        case diagnosis = 8
        /// The medications.
        case medications = 9
        /// The results of clinical tests.
        case testResults = 10
        /// The treatment plan.
        case plan = 11
    }

    /// Why the patient comes.
    @Sealed public var presentingProblem: ClinicalText?
    /// The history of the problem and its treatment.
    @Sealed public var history: ClinicalText?
    /// Family, work and living.
    @Sealed public var socialHistory: ClinicalText?
    /// The mental status examination.
    @Sealed public var mentalStatus: ClinicalText?
    /// Risk to self or others.
    @Sealed public var risk: ClinicalText?
    /// The symptoms.
    @Sealed public var symptoms: SymptomsSummary?
    /// The functional status.
    @Sealed public var functionalStatus: FunctionalStatusSummary?
    /// The diagnosis.
    @Sealed public var diagnosis: DiagnosisSummary?
    /// The medications.
    @Sealed public var medications: [MedicationStatement]?
    /// The results of clinical tests.
    @Sealed public var testResults: [ClinicalTestResult]?
    /// The treatment plan.
    @Sealed public var plan: TreatmentPlanSummary?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - presentingProblem: Why the patient comes.
    ///   - history: The history of the problem and its treatment.
    ///   - socialHistory: Family, work and living.
    ///   - mentalStatus: The mental status examination.
    ///   - risk: Risk to self or others.
    ///   - symptoms: The symptoms.
    ///   - functionalStatus: The functional status.
    ///   - diagnosis: The diagnosis.
    ///   - medications: The medications.
    ///   - testResults: The results of clinical tests.
    ///   - plan: The treatment plan.
    public init(
        presentingProblem: (any ClinicalWords)? = nil,
        history: (any ClinicalWords)? = nil,
        socialHistory: (any ClinicalWords)? = nil,
        mentalStatus: (any ClinicalWords)? = nil,
        risk: (any ClinicalWords)? = nil,
        symptoms: (any ClinicalWords)? = nil,
        functionalStatus: (any ClinicalWords)? = nil,
        diagnosis: (any ClinicalWords)? = nil,
        medications: [MedicationStatement]? = nil,
        testResults: [ClinicalTestResult]? = nil,
        plan: (any ClinicalWords)? = nil
    ) {
        self.presentingProblem = presentingProblem?.clinicalText
        self.history = history?.clinicalText
        self.socialHistory = socialHistory?.clinicalText
        self.mentalStatus = mentalStatus?.clinicalText
        self.risk = risk?.clinicalText
        self.symptoms = symptoms.map { SymptomsSummary($0.clinicalText) }
        self.functionalStatus = functionalStatus.map { FunctionalStatusSummary($0.clinicalText) }
        self.diagnosis = diagnosis.map { DiagnosisSummary($0.clinicalText) }
        self.medications = medications
        self.testResults = testResults
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
    }
}
