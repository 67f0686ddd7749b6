/// Which service a note documents, an axis of the LOINC document codes.
///
/// There is no psychotherapy among LOINC's services.
package enum NoteService: String, CaseIterable, Hashable, Sendable, Codable {
    /// Any service.
    case any
    /// Progress of treatment.
    case progress
    /// The first evaluation: intake.
    case initialEvaluation = "initial-evaluation"
    /// The evaluation at admission.
    case admissionEvaluation = "admission-evaluation"
    /// History and physical.
    case historyAndPhysical = "history-and-physical"
    /// Consultation.
    case consultation
    /// Counseling.
    case counseling
    /// Counseling of one person.
    case individualCounseling = "individual-counseling"
    /// Counseling of a group.
    case groupCounseling = "group-counseling"
    /// Discharge summary.
    case dischargeSummary = "discharge-summary"
    /// Plan of care.
    case planOfCare = "plan-of-care"
    /// Risk assessment.
    case riskAssessment = "risk-assessment"
    /// Medication management.
    case medicationManagement = "medication-management"
    /// Referral.
    case referral
}
