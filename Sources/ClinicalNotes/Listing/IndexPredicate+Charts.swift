internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension IndexPredicate {
    /// Notes of some lists, each with the classes of status in which a note may be seen.
    static func lists(_ lists: [Set<UInt8>: Set<Bytes16>]) -> IndexPredicate {
        let terms = lists.filter { !$0.key.isEmpty && !$0.value.isEmpty }.map { classes, pseudonyms in
            classes == StatusClass.all
                ? IndexPredicate.pseudonym(pseudonyms)
                : .and([.pseudonym(pseudonyms), .statusClass(classes)])
        }
        return terms.count > 1 ? .or(terms) : terms.first ?? .nothing
    }

    /// What an adapter must be able to select by for every list that a policy may leave over, whatever the filter.
    static let capabilitiesOfLists: StoreCapabilities = {
        let some: Set = [Bytes16(high: 0, low: 1), Bytes16(high: 0, low: 2)]
        let widest = lists([StatusClass.all: some, [StatusClass.standing, StatusClass.withdrawn]: some])
        let moment = Instant(milliseconds: 0)
        return ChartFilter(period: moment..<moment).narrowing(widest).capabilities
    }()
}
