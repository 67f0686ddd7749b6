public import ClinicalNotesModel

/// What a scan selects by, in terms that any database has.
public indirect enum IndexPredicate: Hashable, Sendable {
    /// Everything.
    case all
    /// Nothing.
    case nothing
    /// The pseudonym is one of these.
    case pseudonym(Set<Bytes16>)
    /// The status class is one of these.
    case statusClass(Set<UInt8>)
    /// The time lies in this range: from (inclusive), to (exclusive); `nil` is open.
    case time(from: Instant?, to: Instant?)
    /// All hold.
    case and([IndexPredicate])
    /// One holds.
    case or([IndexPredicate])
    /// It does not hold.
    case not(IndexPredicate)

    /// Whether an entry is selected: what every adapter must agree with.
    public func selects(_ entry: IndexEntry) -> Bool {
        switch self {
        case .all: true
        case .nothing: false
        case .pseudonym(let values): values.contains(entry.pseudonym)
        case .statusClass(let values): values.contains(entry.statusClass)
        case .time(let from, let to):
            (from.map { entry.time >= $0 } ?? true) && (to.map { entry.time < $0 } ?? true)
        case .and(let terms): terms.allSatisfy { $0.selects(entry) }
        case .or(let terms): terms.contains { $0.selects(entry) }
        case .not(let term): !term.selects(entry)
        }
    }
}
