/// A call of the library that is measured by itself.
enum CallPart: String, CaseIterable {
    /// One audited reading of a note.
    case read
    /// A page of 50 entries of a chart of 10,000 notes.
    case page
    /// A counseling session documented: two drafts, in two compartments.
    case document
    /// A draft signed.
    case sign

    /// How many times the processor's work at another commit it may take; `nil` where nothing is set.
    var goal: Double? {
        switch self {
        case .read: 1.1
        case .page: 1.3
        case .document, .sign: nil
        }
    }

    /// How much of the processor's work it may take; `nil` where nothing is set.
    var limit: Duration? {
        switch self {
        case .read: .microseconds(200)
        case .page, .document, .sign: nil
        }
    }

    /// How many calls a round has.
    ///
    /// As many as bring the audit log into its tree at least once, and fill pages of the owner's directory.
    var callsPerRound: Int { self == .read ? 512 : 256 }

    /// How many rounds a practice has, beside the first, which is not counted.
    var rounds: Int {
        switch self {
        case .read, .page: 9
        case .document, .sign: 5
        }
    }
}
