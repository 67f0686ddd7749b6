internal import ClinicalNotesModel

/// Everything that a store in memory holds, and the rules of a commit.
struct InMemoryRecords {
    private struct Held {
        var revision: UInt64
        var value: RecordBytes
        var entries: [IndexEntry]
    }

    private struct Tenant {
        var owners = SortedList<OwnerID>()
        var shelves: [OwnerID: [RecordCollection: SortedList<RecordID>]] = [:]
    }

    private var records: [RecordKey: Held] = [:]
    private var tenants: [TenantID: Tenant] = [:]
    private(set) var index = InMemoryIndex()

    func record(_ key: RecordKey) -> StoredRecord? {
        records[key].map { StoredRecord(key: key, revision: $0.revision, value: $0.value) }
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int
    ) -> [StoredRecord] {
        guard let held = tenants[tenant], limit > 0 else { return [] }
        let seen = after.map { after in held.owners.prefixCount { (tenant, $0) < (after.tenant, after.owner) }
        }
        let owners = owner.map { [$0] } ?? held.owners.elements[(seen ?? 0)...]
        var found: [StoredRecord] = []
        for owner in owners {
            let shelves = held.shelves[owner] ?? [:]
            for shelf in shelves.keys.sorted() where collection.map({ $0 == shelf }) ?? true {
                guard let list = shelves[shelf] else { continue }
                let start = list.prefixCount { record in
                    let key = RecordKey(tenant: tenant, owner: owner, collection: shelf, record: record)
                    return after.map { key <= $0 } ?? false
                }
                for record in list.elements[start...] {
                    let key = RecordKey(tenant: tenant, owner: owner, collection: shelf, record: record)
                    if let stored = self.record(key) { found.append(stored) }
                    if found.count == limit { return found }
                }
            }
        }
        return found
    }

    /// Records with their index entries.
    func copies(of tenant: TenantID, after: RecordKey?, limit: Int) -> [CopiedRecord] {
        list(tenant, owner: nil, collection: nil, after: after, limit: limit).map { record in
            CopiedRecord(record, index: records[record.key]?.entries ?? [])
        }
    }

    /// Takes records over; false, and nothing is changed, if one is there.
    mutating func load(_ copies: [CopiedRecord]) -> Bool {
        guard copies.allSatisfy({ records[$0.record.key] == nil }),
            Set(copies.map(\.record.key)).count == copies.count
        else { return false }
        for copy in copies {
            put(copy.record.key, copy.record.value, copy.index)
            records[copy.record.key]?.revision = copy.record.revision
        }
        return true
    }

    mutating func commit(_ batch: WriteBatch) -> CommitOutcome {
        let moved = batch.expectations.filter { (records[$0.key]?.revision ?? 0) != $0.revision }
        guard moved.isEmpty else { return .conflict(moved.map(\.key)) }
        var positions: [UInt64] = []
        for write in batch.writes {
            switch write {
            case .put(let key, let value, let entries): put(key, value, entries)
            case .append(let log, let value):
                // That there is room was looked at before.
                guard let position = nextPosition(of: log) else { continue }
                put(log.key(at: position), value, [])
                positions.append(position)
            case .delete(let key): delete(key)
            }
        }
        return .committed(positions: positions)
    }

    /// Whether all that these batches append has a position.
    func haveRoom(for batches: [WriteBatch]) -> Bool {
        let logs = batches.flatMap(\.writes).compactMap { write -> LogKey? in
            if case .append(let log, _) = write { log } else { nil }
        }
        return Set(logs).allSatisfy { nextPosition(of: $0) != nil }
    }

    private func nextPosition(of log: LogKey) -> UInt64? {
        guard let held = tenants[log.tenant]?.shelves[log.owner]?[log.collection] else { return 0 }
        return log.nextPosition { bound in
            let end = log.key(at: bound).record
            let count = held.prefixCount { $0 < end }
            return count == 0 ? nil : held.elements[count - 1].bytes.low
        }
    }

    private mutating func put(_ key: RecordKey, _ value: RecordBytes, _ entries: [IndexEntry]) {
        let before = records[key]
        if before == nil {
            tenants[key.tenant, default: Tenant()].owners.insert(key.owner)
            tenants[key.tenant]?.shelves[key.owner, default: [:]][key.collection, default: SortedList()]
                .insert(key.record)
        }
        for entry in before?.entries ?? [] { index.remove(entry, of: key) }
        for entry in entries { index.insert(entry, of: key) }
        records[key] = Held(revision: (before?.revision ?? 0) + 1, value: value, entries: entries)
    }

    private mutating func delete(_ key: RecordKey) {
        guard let before = records.removeValue(forKey: key) else { return }
        for entry in before.entries { index.remove(entry, of: key) }
        tenants[key.tenant]?.shelves[key.owner]?[key.collection]?.remove(key.record)
    }
}
