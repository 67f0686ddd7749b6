import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage

extension BrokenStore {
    /// Stores that have enough with less than they are given.
    static let sizes: [BrokenStore] = [
        BrokenStore("answers a hundred keys", caughtBy: "ST-33") {
            ChangedFetch { found in found.enumerated().map { $0.offset < 100 ? $0.element : nil } }
        },
        BrokenStore("answers a thousand keys", caughtBy: "ST-33") {
            ChangedFetch { Array($0.prefix(1_000)) }
        },
        BrokenStore("fetches twelve keys at a time", caughtBy: "ST-34") { PortionedFetch(portion: 12) },
        BrokenStore("fetches twelve keys at a time, and quickly", caughtBy: "ST-34") {
            PortionedFetch(portion: 12, isQuick: true)
        },
        BrokenStore("fetches a hundred keys at a time", caughtBy: "ST-34") { PortionedFetch(portion: 100) },
        BrokenStore("lists a hundred records at a time", caughtBy: "ST-34") { PortionedList(portion: 100) },
        BrokenStore("scans a hundred hits at a time", caughtBy: "ST-34") { PortionedScan(portion: 100) },
        BrokenStore("looks for a hundred names", caughtBy: "ST-35") {
            ChangedScan(query: { $0.selecting($0.predicate.withNames(100)) })
        },
        BrokenStore("looks for a hundred status classes", caughtBy: "ST-35") {
            ChangedScan(query: { $0.selecting($0.predicate.withStatuses(100)) })
        },
        BrokenStore("keeps sixteen entries", caughtBy: "ST-36") {
            ChangedBatch { $0.mappingEntries { Array($0.prefix(16)) } }
        },
        BrokenStore("keeps 255 entries", caughtBy: "ST-36") {
            ChangedBatch { $0.mappingEntries { Array($0.prefix(255)) } }
        },
        BrokenStore("lists a thousand records at the most", caughtBy: "ST-37") {
            CappedPages(list: 1_000)
        },
        BrokenStore("finds a thousand hits at the most", caughtBy: "ST-37") { CappedPages(scan: 1_000) },
        BrokenStore("finds a thousand hits and no more", caughtBy: "ST-37") {
            ChangedScan(page: { IndexPage(hits: Array($0.hits.prefix(1_000)), hasMore: false) })
        },
        BrokenStore("carries out 64 batches", caughtBy: "ST-38") { DropsBatches(after: 64) },
        BrokenStore("answers 128 batches", caughtBy: "ST-38") { AnswersBatches(most: 128) },
        BrokenStore("carries out a hundred writes", caughtBy: "ST-39") {
            ChangedBatch { $0.writing(Array($0.writes.prefix(100))) }
        },
        BrokenStore("looks at a hundred expectations", caughtBy: "ST-39") {
            ChangedBatch { $0.expecting(Array($0.expectations.prefix(100))) }
        },
        BrokenStore("cuts what is appended at 64 KiB", caughtBy: "ST-40") {
            ChangedBatch { $0.mappingAppended { RecordBytes(Array($0.joined.prefix(65_536))) } }
        },
        BrokenStore("cuts what is appended at 65,535 bytes", caughtBy: "ST-40") {
            ChangedBatch { $0.mappingAppended { RecordBytes(Array($0.joined.prefix(65_535))) } }
        },
        BrokenStore("shows the first MiB in lists", caughtBy: "ST-40") {
            ChangedList { found in
                found.map {
                    StoredRecord(
                        key: $0.key,
                        revision: $0.revision,
                        value: RecordBytes(Array($0.value.joined.prefix(1 << 20)))
                    )
                }
            }
        },
    ]
}

/// Fetches some keys, and then some more.
private struct PortionedFetch: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let portion: Int
    var isQuick = false

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        var found: [StoredRecord?] = []
        while found.count < keys.count {
            let end = min(found.count + portion, keys.count)
            found += try await base.fetch(Array(keys[found.count..<end]), by: deadline)
            guard end < keys.count else { break }
            if isQuick { await Task.yield() } else { try? await Task.sleep(for: .microseconds(200)) }
        }
        return found
    }
}

/// Lists some records, and then some more.
private struct PortionedList: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let portion: Int

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        var found: [StoredRecord] = []
        while found.count < limit {
            let more = try await base.list(
                tenant,
                owner: owner,
                collection: collection,
                after: found.last?.key ?? after,
                limit: min(portion, limit - found.count),
                by: deadline
            )
            guard !more.isEmpty else { break }
            found += more
            try? await Task.sleep(for: .microseconds(200))
        }
        return found
    }
}

/// Finds some hits, and then some more.
private struct PortionedScan: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let portion: Int

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        var hits: [IndexPage.Hit] = []
        while true {
            let after = hits.last?.position ?? query.after
            let portion = min(portion, query.limit - hits.count)
            let page = try await base.scan(query.limited(to: portion, after: .some(after)), by: deadline)
            hits += page.hits
            guard page.hasMore, hits.count < query.limit else {
                return IndexPage(hits: hits, hasMore: page.hasMore)
            }
            try? await Task.sleep(for: .microseconds(200))
        }
    }
}

/// Gives pages of its own size.
struct CappedPages: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    var list = Int.max
    var scan = Int.max

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await base.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: min(limit, list),
            by: deadline
        )
    }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await base.scan(query.limited(to: min(query.limit, scan)), by: deadline)
    }
}

/// Says that all batches were committed, and carries out the first ones.
private struct DropsBatches: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let most: Int

    init(after most: Int) { self.most = most }

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        let outcomes = try await base.commit(Array(batches.prefix(most)), by: deadline)
        return outcomes + batches.dropFirst(most).map { _ in .committed(positions: []) }
    }
}

/// Carries out all batches, and tells what became of the first ones.
private struct AnswersBatches: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let most: Int

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        Array(try await base.commit(batches, by: deadline).prefix(most))
    }
}

extension WriteBatch {
    func mappingEntries(_ change: ([IndexEntry]) -> [IndexEntry]) -> WriteBatch {
        writing(
            writes.map { write in
                if case .put(let key, let value, let entries) = write {
                    .put(key, value, index: change(entries))
                } else {
                    write
                }
            }
        )
    }

    func mappingAppended(_ change: (RecordBytes) -> RecordBytes) -> WriteBatch {
        writing(
            writes.map { write in
                if case .append(let log, let value) = write { .append(log, change(value)) } else { write }
            }
        )
    }
}

extension IndexQuery {
    func limited(to limit: Int, after: Position?? = nil) -> IndexQuery {
        IndexQuery(
            tenant: tenant,
            collection: collection,
            predicate: predicate,
            order: order,
            after: after ?? self.after,
            limit: limit
        )
    }
}

extension IndexPredicate {
    /// The same with no more than some names in one term.
    func withNames(_ most: Int) -> IndexPredicate {
        switch self {
        case .pseudonym(let names): .pseudonym(Set(names.sorted().prefix(most)))
        case .and(let terms): .and(terms.map { $0.withNames(most) })
        case .or(let terms): .or(terms.map { $0.withNames(most) })
        case .not(let term): .not(term.withNames(most))
        default: self
        }
    }

    /// The same with no more than some status classes in one term.
    func withStatuses(_ most: Int) -> IndexPredicate {
        switch self {
        case .statusClass(let values): .statusClass(Set(values.sorted().prefix(most)))
        case .and(let terms): .and(terms.map { $0.withStatuses(most) })
        case .or(let terms): .or(terms.map { $0.withStatuses(most) })
        case .not(let term): .not(term.withStatuses(most))
        default: self
        }
    }
}
