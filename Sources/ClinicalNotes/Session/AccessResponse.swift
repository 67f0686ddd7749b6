public import ClinicalNotesModel
public import ClinicalNotesPolicy

/// The answer to a request for access, 45 CFR 164.524: what is given, what is denied, and by when.
public struct AccessResponse: Hashable, Sendable {
    /// Names the request.
    public let id: RecordID
    /// When it was received.
    public let receivedAt: Instant
    /// When the answer is due: 30 days, once extended by 30 with written reasons, (b)(2); sooner where a house rule says so.
    public let due: Instant
    /// The notes that are given.
    public let granted: [NoteID]
    /// Whether something of the record is denied.
    ///
    /// The reasons and rights are in ``denials``; nothing says what or how much.
    public let isPartlyDenied: Bool
    /// The grounds of denial, without the notes they stand for, (d)(2).
    public let denials: Set<Denial>

    /// A ground on which part of the record is denied.
    public struct Denial: Hashable, Sendable {
        /// What the sentence says, for a host that says it in words or a language of its own.
        public let code: ReasonCode
        /// A plain sentence.
        public let explanation: String
        /// What the holder owes: a written denial, the remainder, an offer of review.
        public let obligations: [Obligation]
    }
}
