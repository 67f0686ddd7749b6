internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension IndexPredicate {
    /// Receipts of a list that expired before a moment.
    static func receipts(_ list: Bytes16, expiredBefore moment: Instant) -> IndexPredicate {
        .and([.pseudonym([list]), .time(from: nil, to: moment)])
    }

    /// What an adapter must be able to select by for all that a vault asks: lists of drafts, several identifiers at once,
    /// receipts that expired.
    static let capabilitiesAsked: StoreCapabilities = {
        let some: Set = [Bytes16(high: 0, low: 1), Bytes16(high: 0, low: 2)]
        let asked = [.pseudonym(some), receipts(.zero, expiredBefore: Instant(milliseconds: 0))]
        return IndexPredicate.or(asked).capabilities
    }()
}
