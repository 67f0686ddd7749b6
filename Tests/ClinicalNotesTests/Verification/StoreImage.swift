import ClinicalNotes

/// Everything that a store holds, as a value: to be kept, altered and put back.
struct StoreImage: Sendable {
    struct Row: Equatable, Sendable {
        var revision: UInt64
        var value: [UInt8]
        var entries: [IndexEntry]
    }

    private(set) var rows: [RecordKey: Row] = [:]
    private(set) var keys: [RecordKey] = []

    subscript(key: RecordKey) -> Row? {
        get { rows[key] }
        set {
            let place = address(of: key)
            if rows[key] == nil, newValue != nil {
                keys.insert(key, at: place)
            } else if rows[key] != nil, newValue == nil {
                keys.remove(at: place)
            }
            rows[key] = newValue
        }
    }

    mutating func flip(_ bit: Int, of key: RecordKey) {
        self[key]?.value[bit / 8] ^= 1 << UInt8(bit % 8)
    }

    /// The rows of an owner.
    func rows(of owner: OwnerID) -> [RecordKey: Row] { rows.filter { $0.key.owner == owner } }

    /// Takes over all rows of an owner from another image: those that it has not are removed.
    mutating func putBack(_ owner: OwnerID, from other: StoreImage) {
        for key in keys where key.owner == owner { self[key] = nil }
        for key in other.keys where key.owner == owner { self[key] = other[key] }
    }

    func list(
        _ tenant: TenantID,
        _ owner: OwnerID?,
        _ collection: RecordCollection?,
        after: RecordKey?,
        limit: Int
    ) -> [StoredRecord] {
        var start = after.map { address(of: $0) } ?? 0
        if let owner {
            let first = RecordKey(
                tenant: tenant,
                owner: owner,
                collection: collection ?? RecordCollection(rawValue: 0),
                record: RecordID(.zero)
            )
            start = max(start, address(of: first))
        }
        var found: [StoredRecord] = []
        for key in keys[start...] where key != after {
            guard found.count < limit else { break }
            if let owner, key.tenant == tenant, key.owner == owner,
                let collection, key.collection > collection
            {
                break
            }
            if let owner, key.tenant > tenant || key.owner > owner { break }
            guard key.tenant == tenant, owner == nil || key.owner == owner,
                collection == nil || key.collection == collection
            else { continue }
            if let record = record(key) { found.append(record) }
        }
        return found
    }

    func record(_ key: RecordKey) -> StoredRecord? {
        rows[key].map { StoredRecord(key: key, revision: $0.revision, value: RecordBytes($0.value)) }
    }

    func scan(_ query: IndexQuery) -> IndexPage {
        var hits: [IndexPage.Hit] = []
        for key in keys where key.tenant == query.tenant && key.collection == query.collection {
            for entry in rows[key]?.entries ?? [] where query.predicate.selects(entry) {
                hits.append(IndexPage.Hit(key: key, entry: entry))
            }
        }
        func order(_ hit: IndexPage.Hit) -> (Instant, OwnerID, RecordID, Bytes16) {
            (hit.entry.time, hit.key.owner, hit.key.record, hit.entry.pseudonym)
        }
        hits.sort { query.order == .ascending ? order($0) < order($1) : order($1) < order($0) }
        if let after = query.after {
            hits.removeAll { hit in
                let place = (hit.entry.time, hit.key.owner, hit.key.record)
                let seen = (after.time, after.owner, after.record)
                return query.order == .ascending ? place <= seen : place >= seen
            }
        }
        return IndexPage.cut(hits, to: query.limit, complete: true) ?? IndexPage(hits: hits, hasMore: false)
    }

    /// Carries a batch out; `nil` if a log has no room.
    mutating func commit(_ batch: WriteBatch) -> CommitOutcome? {
        let moved = batch.expectations.filter { (rows[$0.key]?.revision ?? 0) != $0.revision }
        guard moved.isEmpty else { return .conflict(moved.map(\.key)) }
        var given: [UInt64] = []
        for write in batch.writes {
            switch write {
            case .put(let key, let value, let entries):
                self[key] = Row(
                    revision: (rows[key]?.revision ?? 0) + 1,
                    value: value.joined,
                    entries: entries
                )
            case .append(let log, let value):
                guard let position = nextPosition(of: log) else { return nil }
                self[log.key(at: position)] = Row(revision: 1, value: value.joined, entries: [])
                given.append(position)
            case .delete(let key): self[key] = nil
            }
        }
        return .committed(positions: given)
    }

    private func nextPosition(of log: LogKey) -> UInt64? {
        log.nextPosition { bound in
            let end = address(of: log.key(at: bound))
            return end == 0 ? nil : log.position(of: keys[end - 1])
        }
    }

    /// The first place at which a key stands or would stand.
    private func address(of key: RecordKey) -> Int {
        var (low, high) = (0, keys.count)
        while low < high {
            let middle = (low + high) / 2
            if keys[middle] < key { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
