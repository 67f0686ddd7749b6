internal import ClinicalNotes

/// One week of the practice, as the host remembers it.
struct Week: Codable {
    /// Which one; the first is 1.
    ///
    /// Idempotency keys carry it, so that a week that broke off is gone on with.
    let number: Int
    /// When it began.
    let began: Instant
    /// What it opened, and the week after takes back; `nil` while it is not over.
    var opened: Opened?

    /// What a week opened; `nil` for what was refused.
    struct Opened: Codable {
        /// What was written about the visit in the general record, released to the patient.
        var summary: NoteID?
        /// The therapist's analysis of it, released to the patient.
        var analysis: NoteID?
        /// The patient's authorization, by which the consultant reads the analysis.
        var authorization: DirectiveID?
        /// Who was taken on to help with the bills.
        var helper: PrincipalID?
    }

    /// The caller's name for a write of this week.
    func key(_ name: String) -> IdempotencyKey { "week-\(number)-\(name)" }
}
