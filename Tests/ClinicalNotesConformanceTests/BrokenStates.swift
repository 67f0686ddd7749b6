import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization

extension BrokenStore {
    /// Stores whose lists, pages and tenants are not what stands in the database.
    static let states: [BrokenStore] = [
        BrokenStore("says revision 1 in lists", caughtBy: "ST-41") {
            ChangedList { $0.map { StoredRecord(key: $0.key, revision: 1, value: $0.value) } }
        },
        BrokenStore("lists the first value of a record", caughtBy: "ST-41") { OldLists(.firstValues) },
        BrokenStore("lists what was deleted", caughtBy: "ST-41") { OldLists(.tombstones) },
        BrokenStore("lists three records at a time", caughtBy: "ST-42") { CappedPages(list: 3) },
        BrokenStore("lists one record less", caughtBy: "ST-42") {
            ChangedList { $0.count > 1 ? $0.dropLast() : $0 }
        },
        BrokenStore("leaves out of a page what it has counted", caughtBy: "ST-42") { FiltersAfterwards() },
        BrokenStore("finds three hits at a time", caughtBy: "ST-43") { CappedPages(scan: 3) },
        BrokenStore("says more where there is none", caughtBy: "ST-43") {
            ChangedScan(page: { IndexPage(hits: $0.hits, hasMore: !$0.hits.isEmpty) })
        },
        BrokenStore("lists by counting rows", caughtBy: "ST-44") { CountsRows() },
        BrokenStore("scans by counting rows", caughtBy: "ST-45") { CountsRows() },
        BrokenStore("fetches whatever tenant it is", caughtBy: "ST-48") { MixesTenants(fetches: true) },
        BrokenStore("deletes in all tenants", caughtBy: "ST-48") { MixesTenants(fetches: nil) },
        BrokenStore("replaces the entries of namesakes", caughtBy: "ST-49") { MixesNamesakes() },
        BrokenStore("scans for status classes in all tenants", caughtBy: "ST-49") {
            MixesTenants(fetches: false)
        },
        BrokenStore("orders collections as signed bytes", caughtBy: "ST-66") {
            ChangedList { found in
                found.sorted {
                    ($0.key.owner, Int8(bitPattern: $0.key.collection.rawValue), $0.key.record)
                        < ($1.key.owner, Int8(bitPattern: $1.key.collection.rawValue), $1.key.record)
                }
            }
        },
        BrokenStore("counts revisions in a byte", caughtBy: "ST-67") {
            ChangedFetch { found in
                found.map { record in
                    record.map {
                        StoredRecord(key: $0.key, revision: $0.revision & 0xff, value: $0.value)
                    }
                }
            }
        },
        BrokenStore("counts positions in two bytes", caughtBy: "ST-67") {
            ChangedOutcome {
                if case .committed(let positions) = $0 {
                    .committed(positions: positions.map { $0 & 0xffff })
                } else {
                    $0
                }
            }
        },
    ]
}

/// Lists what is no longer so.
private final class OldLists: BrokenInMemoryStore {
    enum Fault {
        case firstValues, tombstones
    }

    let base = InMemoryNoteStore()
    private let fault: Fault
    private let first = Mutex<[RecordKey: StoredRecord]>([:])

    init(_ fault: Fault) { self.fault = fault }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for case .put(let key, let value, _) in batches.flatMap(\.writes) {
            first.withLock { first in
                if first[key] == nil { first[key] = StoredRecord(key: key, revision: 1, value: value) }
            }
        }
        return try await base.commit(batches, by: deadline)
    }

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        let found = try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: deadline
        )
        let first = first.withLock { $0 }
        switch fault {
        case .firstValues:
            return found.map {
                StoredRecord(key: $0.key, revision: $0.revision, value: first[$0.key]?.value ?? $0.value)
            }
        case .tombstones:
            let gone = first.values.filter { old in
                !found.contains { $0.key == old.key } && after.map { $0 < old.key } ?? true
            }
            return Array((found + gone).sorted { $0.key < $1.key }.prefix(limit))
        }
    }
}

/// Takes as many rows as it may, and then leaves out those that were not asked for.
private struct FiltersAfterwards: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        let found = try await base.list(
            tenant,
            owner: owner,
            collection: nil,
            after: after,
            limit: limit,
            by: deadline
        )
        return found.filter { $0.key.collection == collection ?? $0.key.collection }
    }
}

/// Goes on after as many rows as it gave before, whatever they were.
private final class CountsRows: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    private let given = Mutex<[RecordKey: Int]>([:])
    private let found = Mutex<[IndexQuery.Position: Int]>([:])

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        let all = try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: nil,
            limit: .max,
            by: deadline
        )
        let offset = after.map { after in
            given.withLock { $0[after] } ?? all.prefix { $0.key <= after }.count
        }
        let page = Array(all.dropFirst(offset ?? 0).prefix(limit))
        if let last = page.last { given.withLock { $0[last.key] = (offset ?? 0) + page.count } }
        return page
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let all = try await base.scan(query.limited(to: .max - 1, after: .some(nil)), by: deadline).hits
        guard let after = query.after else { return page(all, 0, query.limit) }
        guard let offset = found.withLock({ $0[after] }) else {
            return try await base.scan(query, by: deadline)
        }
        return page(all, offset, query.limit)
    }

    private func page(_ all: [IndexPage.Hit], _ offset: Int, _ limit: Int) -> IndexPage {
        let hits = Array(all.dropFirst(offset).prefix(limit))
        if let last = hits.last { found.withLock { $0[last.position] = offset + hits.count } }
        return IndexPage(hits: hits, hasMore: offset + hits.count < all.count)
    }
}

/// Finds what is another tenant's.
private final class MixesTenants: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    /// Whether it fetches or scans so; if `nil`, it deletes so.
    private let fetches: Bool?
    private let tenants = Mutex<Set<TenantID>>([])

    init(fetches: Bool?) { self.fetches = fetches }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let known = tenants.withLock { tenants in
            tenants.formUnion(batches.map(\.tenant))
            return tenants
        }
        let outcomes = try await base.commit(batches, by: deadline)
        guard fetches == nil else { return outcomes }
        for case .delete(let key) in batches.flatMap(\.writes) {
            for tenant in known {
                let delete = WriteBatch(tenant: key.tenant, expectations: [], writes: [.delete(key)])
                _ = try await base.commit([delete.inTenant(tenant)], by: deadline)
            }
        }
        return outcomes
    }

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        var found = try await base.fetch(keys, by: deadline)
        guard fetches == true else { return found }
        for (place, key) in keys.enumerated() where found[place] == nil {
            for tenant in tenants.withLock({ $0 }) {
                let other = RecordKey(
                    tenant: tenant,
                    owner: key.owner,
                    collection: key.collection,
                    record: key.record
                )
                if let record = try await base.fetch([other], by: deadline)[0] {
                    found[place] = StoredRecord(key: key, revision: record.revision, value: record.value)
                }
            }
        }
        return found
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await base.scan(query, by: deadline)
        guard fetches == false, case .statusClass = query.predicate else { return page }
        var hits = page.hits
        for tenant in tenants.withLock({ $0 }) where tenant != query.tenant {
            let others = IndexQuery(
                tenant: tenant,
                collection: query.collection,
                predicate: query.predicate,
                order: query.order,
                limit: query.limit
            )
            hits += try await base.scan(others, by: deadline).hits.map { hit in
                let key = RecordKey(
                    tenant: query.tenant,
                    owner: hit.key.owner,
                    collection: hit.key.collection,
                    record: hit.key.record
                )
                return IndexPage.Hit(key: key, entry: hit.entry)
            }
        }
        return IndexPage(hits: hits, hasMore: page.hasMore)
    }
}

/// Takes entries for those of whatever was put last under the same owner and id.
private final class MixesNamesakes: BrokenInMemoryStore {
    private struct Name: Hashable {
        let owner: OwnerID
        let record: RecordID

        init(_ key: RecordKey) {
            owner = key.owner
            record = key.record
        }
    }

    let base = InMemoryNoteStore()
    private let last = Mutex<[Name: RecordKey]>([:])

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for case .put(let key, _, _) in batches.flatMap(\.writes) {
            last.withLock { $0[Name(key)] = key }
        }
        return try await base.commit(batches, by: deadline)
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let page = try await base.scan(query, by: deadline)
        let last = last.withLock { $0 }
        return IndexPage(hits: page.hits.filter { last[Name($0.key)] == $0.key }, hasMore: page.hasMore)
    }
}
