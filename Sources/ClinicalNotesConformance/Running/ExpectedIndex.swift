internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What a scan must find, worked out the slow way from `selects`.
struct ExpectedIndex: Sendable {
    private(set) var hits: [IndexPage.Hit] = []

    mutating func add(_ key: RecordKey, _ entries: [IndexEntry]) {
        hits += entries.map { IndexPage.Hit(key: key, entry: $0) }
    }

    func selected(
        by predicate: IndexPredicate,
        _ order: IndexQuery.Order,
        after: IndexQuery.Position? = nil
    ) -> [IndexPage.Hit] {
        let found = hits.filter { hit in
            guard predicate.selects(hit.entry) else { return false }
            guard let after else { return true }
            let place = Self.place(hit.position)
            return order == .ascending ? place > Self.place(after) : place < Self.place(after)
        }
        let sorted = found.sorted { left, right in
            let (left, right) = (Self.place(left.position), Self.place(right.position))
            return order == .ascending ? left < right : left > right
        }
        return Self.settled(sorted)
    }

    /// The same hits with those of one position in a fixed order, which the contract leaves open.
    static func settled(_ hits: [IndexPage.Hit]) -> [IndexPage.Hit] {
        var settled: [IndexPage.Hit] = []
        for run in runs(of: hits) {
            settled += run.sorted { left, right in
                (left.entry.pseudonym, left.entry.statusClass, left.entry.generation)
                    < (right.entry.pseudonym, right.entry.statusClass, right.entry.generation)
            }
        }
        return settled
    }

    private static func runs(of hits: [IndexPage.Hit]) -> [[IndexPage.Hit]] {
        var runs: [[IndexPage.Hit]] = []
        for hit in hits {
            if runs.last?.last?.position == hit.position {
                runs[runs.count - 1].append(hit)
            } else {
                runs.append([hit])
            }
        }
        return runs
    }

    private static func place(_ position: IndexQuery.Position) -> (Instant, OwnerID, RecordID) {
        (position.time, position.owner, position.record)
    }
}
