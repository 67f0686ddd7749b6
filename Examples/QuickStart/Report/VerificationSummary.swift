internal import ClinicalNotes

/// What verifying a kept store found, in figures.
struct VerificationSummary: Encodable {
    let intact: Bool
    let records: Int
    let notes: Int
    /// How many of the notes were checked without being opened.
    let grantedNotes: Int
    let auditEntries: UInt64
    let auditVerified: Bool

    init(_ verification: Verification) {
        intact = verification.isIntact
        records = verification.report.records
        notes = verification.report.notes
        grantedNotes = verification.report.grantedNotes
        auditEntries = verification.report.auditEntries
        auditVerified = verification.report.audit.finding == .verified
    }

    /// The figures in a sentence.
    var text: String {
        """
        \(intact ? "Intact" : "NOT INTACT"): \(records) records, \(notes) notes (\(grantedNotes) of them checked \
        without opening), \(auditEntries) audit entries.
        """
    }
}
