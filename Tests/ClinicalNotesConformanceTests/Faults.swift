import ClinicalNotesModel
import ClinicalNotesStorage

extension WriteBatch {
    func expecting(_ expectations: [Expectation]) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }

    func writing(_ writes: [RecordWrite]) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }

    func mappingValues(_ change: (RecordBytes) -> RecordBytes) -> WriteBatch {
        writing(
            writes.map { write in
                switch write {
                case .put(let key, let value, let index): .put(key, change(value), index: index)
                case .append(let log, let value): .append(log, change(value))
                case .delete: write
                }
            }
        )
    }
}

extension WriteBatch {
    /// The same batch in another tenant.
    func inTenant(_ tenant: TenantID) -> WriteBatch {
        func moved(_ key: RecordKey) -> RecordKey {
            RecordKey(tenant: tenant, owner: key.owner, collection: key.collection, record: key.record)
        }
        return WriteBatch(
            tenant: tenant,
            expectations: expectations.map { Expectation(moved($0.key), at: $0.revision) },
            writes: writes.map { write in
                switch write {
                case .put(let key, let value, let index): .put(moved(key), value, index: index)
                case .append(let log, let value):
                    .append(LogKey(tenant: tenant, owner: log.owner, collection: log.collection), value)
                case .delete(let key): .delete(moved(key))
                }
            }
        )
    }
}

extension IndexQuery {
    func selecting(_ predicate: IndexPredicate, after: Position?? = nil) -> IndexQuery {
        IndexQuery(
            tenant: tenant,
            collection: collection,
            predicate: predicate,
            order: order,
            after: after ?? self.after,
            limit: limit
        )
    }

    /// Skips everything else of the time at which it goes on.
    var afterAllOfItsTime: IndexQuery {
        guard let after else { return self }
        let edge = Bytes16(high: order == .ascending ? .max : 0, low: order == .ascending ? .max : 0)
        return selecting(
            predicate,
            after: Position(time: after.time, owner: OwnerID(edge), record: RecordID(edge))
        )
    }
}

extension IndexPredicate {
    /// Ranges that take their end in.
    var withClosedRanges: IndexPredicate {
        switch self {
        case .time(let from, let to?) where to.milliseconds < .max:
            .time(from: from, to: Instant(milliseconds: to.milliseconds + 1))
        case .and(let terms): .and(terms.map(\.withClosedRanges))
        case .or(let terms): .or(terms.map(\.withClosedRanges))
        case .not(let term): .not(term.withClosedRanges)
        default: self
        }
    }
}

extension Array<IndexPage.Hit> {
    /// Ordered by time, and among equal times as they stood.
    var byTimeOnly: [IndexPage.Hit] {
        enumerated()
            .sorted { ($0.element.entry.time, $0.offset) < ($1.element.entry.time, $1.offset) }
            .map(\.element)
    }

    var firstOfEachRecord: [IndexPage.Hit] {
        var seen: Set<RecordKey> = []
        return filter { seen.insert($0.key).inserted }
    }
}
