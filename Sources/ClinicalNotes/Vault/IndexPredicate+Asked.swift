internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension IndexPredicate {
    /// Receipts of a list that expired before a moment.
    static func receipts(_ list: Bytes16, expiredBefore moment: Instant) -> IndexPredicate {
        .and([.pseudonym([list]), .time(from: nil, to: moment)])
    }
}
