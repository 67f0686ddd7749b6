/// What a counseling session leaves in the general record.
///
/// A home for each item that 45 CFR 164.501 excludes from a psychotherapy note, so that the team does not
/// lose clinical facts when the therapist's analysis is kept apart.
///
/// ```swift
/// let summary = SessionSummary(
///     progress: form["progress"],
///     medications: [MedicationStatement("Sertraline", dosage: "50 mg")]
/// )
/// ```
public struct SessionSummary: GeneralRecordContent {
    /// The template of this library, version 1.
    public static var template: Template {
        Template("clinical-notes.session-summary", version: 1, kind: .counseling)
    }

    /// The fields' numbers, stable for ever.
    public enum CodingKeys: Int, FieldKey {
        /// When the session began and ended.
        case period = 1
        /// The modality of treatment furnished.
        case modality = 2
        /// How often treatment is furnished.
        case frequency = 3
        /// The diagnosis.
        case diagnosis = 4
        /// The functional status.
        case functionalStatus = 5
        /// The symptoms.
        case symptoms = 6
        /// The progress to date.
        case progress = 7
        /// The prognosis.
        case prognosis = 8
        /// The treatment plan.
        case plan = 9
        /// The medications prescribed and monitored.
        case medications = 10
        /// The results of clinical tests.
        case testResults = 11
    }

    /// When the session began and ended.
    @Sealed public var period: SessionTimes?
    /// The modality of treatment furnished.
    @Sealed public var modality: TreatmentModality?
    /// How often treatment is furnished.
    @Sealed public var frequency: TreatmentFrequency?
    /// The diagnosis.
    @Sealed public var diagnosis: DiagnosisSummary?
    /// The functional status.
    @Sealed public var functionalStatus: FunctionalStatusSummary?
    /// The symptoms.
    @Sealed public var symptoms: SymptomsSummary?
    /// The progress to date.
    @Sealed public var progress: ProgressSummary?
    /// The prognosis.
    @Sealed public var prognosis: PrognosisSummary?
    /// The treatment plan.
    @Sealed public var plan: TreatmentPlanSummary?
    /// The medications prescribed and monitored.
    @Sealed public var medications: [MedicationStatement]?
    /// The results of clinical tests.
    @Sealed public var testResults: [ClinicalTestResult]?

    /// Fills in a note; what is left out has no field.
    ///
    /// - Parameters:
    ///   - period: When the session began and ended.
    ///   - modality: The modality of treatment furnished.
    ///   - frequency: How often treatment is furnished.
    ///   - diagnosis: The diagnosis.
    ///   - functionalStatus: The functional status.
    ///   - symptoms: The symptoms.
    ///   - progress: The progress to date.
    ///   - prognosis: The prognosis.
    ///   - plan: The treatment plan.
    ///   - medications: The medications prescribed and monitored.
    ///   - testResults: The results of clinical tests.
    public init(
        period: SessionTimes? = nil,
        modality: TreatmentModality? = nil,
        frequency: (any ClinicalWords)? = nil,
        diagnosis: (any ClinicalWords)? = nil,
        functionalStatus: (any ClinicalWords)? = nil,
        symptoms: (any ClinicalWords)? = nil,
        progress: (any ClinicalWords)? = nil,
        prognosis: (any ClinicalWords)? = nil,
        plan: (any ClinicalWords)? = nil,
        medications: [MedicationStatement]? = nil,
        testResults: [ClinicalTestResult]? = nil
    ) {
        self.period = period
        self.modality = modality
        self.frequency = frequency.map { TreatmentFrequency($0.clinicalText) }
        self.diagnosis = diagnosis.map { DiagnosisSummary($0.clinicalText) }
        self.functionalStatus = functionalStatus.map { FunctionalStatusSummary($0.clinicalText) }
        self.symptoms = symptoms.map { SymptomsSummary($0.clinicalText) }
        self.progress = progress.map { ProgressSummary($0.clinicalText) }
        self.prognosis = prognosis.map { PrognosisSummary($0.clinicalText) }
        self.plan = plan.map { TreatmentPlanSummary($0.clinicalText) }
        self.medications = medications
        self.testResults = testResults
    }
}
