/// What became of one patient or note of an import.
package enum ImportOutcome<Made: Hashable & Sendable>: Hashable, Sendable {
    /// It was put on record.
    case imported(Made)
    /// It was on record in another state, and is now as the source gave it.
    ///
    /// Of a note the revisions before and after, the same if only what stands beside the words is new; of a patient the
    /// epochs of the record.
    case changed(Made, from: UInt64, to: UInt64)
    /// It was on record, and is withdrawn as the source says; its words are kept.
    case withdrawn(Made)
    /// It was on record as the source gave it, or in a newer state; nothing was written.
    case unchanged(Made)
    /// It was on record, and so are now the source's links to other records of the same person; nothing was merged.
    case linked(Made)
    /// It would be put on record or changed; what a dry run says.
    case importable
    /// It was not taken over, for this reason.
    case refused(NotesError)

    /// The record in the vault, if there is one.
    package var made: Made? {
        switch self {
        case .imported(let made), .changed(let made, _, _), .withdrawn(let made), .unchanged(let made),
            .linked(let made):
            made
        case .importable, .refused: nil
        }
    }

    /// Why it was refused, or `nil`.
    package var refusal: NotesError? {
        if case .refused(let error) = self { error } else { nil }
    }
}
