import ClinicalNotesModel
import ClinicalNotesStorage

/// Fetches each record at a moment of its own.
struct TornFetch: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        var found: [StoredRecord?] = []
        for key in keys {
            found += try await base.fetch([key], by: deadline)
            await Task.yield()
        }
        return found
    }
}

/// Changes what it reads.
struct ChangedFetch: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let change: @Sendable ([StoredRecord?]) -> [StoredRecord?]

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        change(try await base.fetch(keys, by: deadline))
    }
}

/// Changes what it writes.
struct ChangedBatch: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let change: @Sendable (WriteBatch) -> WriteBatch

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        try await base.commit(batches.map(change), by: deadline)
    }
}

/// Changes what it says of a commit.
struct ChangedOutcome: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let change: @Sendable (CommitOutcome) -> CommitOutcome

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        try await base.commit(batches, by: deadline).map(change)
    }
}

/// Changes what it scans for or what it finds.
struct ChangedScan: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    var query: @Sendable (IndexQuery) -> IndexQuery = { $0 }
    var page: @Sendable (IndexPage) -> IndexPage = { $0 }

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        page(try await base.scan(self.query(query), by: deadline))
    }
}

/// Changes what it lists.
struct ChangedList: BrokenInMemoryStore {
    let base = InMemoryNoteStore()
    let change: @Sendable ([StoredRecord]) -> [StoredRecord]

    func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        change(
            try await base.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        )
    }
}

/// Gives up on a group at its first conflict.
struct StopsAtConflict: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            if case .conflict? = outcomes.last {
                outcomes.append(.conflict([]))
            } else {
                outcomes += try await base.commit([batch], by: deadline)
            }
        }
        return outcomes
    }
}

/// Looks at the expectations first and writes a moment later.
struct ChecksThenWrites: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            let standing = try await base.fetch(batch.expectations.map(\.key), by: deadline)
            let moved = zip(batch.expectations, standing).filter { $0.revision != $1?.revision ?? 0 }
            // Long enough for somebody else to look meanwhile, however busy the processors are.
            try? await Task.sleep(for: .milliseconds(1))
            guard moved.isEmpty else {
                outcomes.append(.conflict(moved.map(\.0.key)))
                continue
            }
            let unchecked = WriteBatch(
                tenant: batch.tenant,
                expectations: [],
                writes: batch.writes
            )
            outcomes += try await base.commit([unchecked], by: deadline)
        }
        return outcomes
    }
}

/// Carries the writes of a batch out one by one.
struct WritesOneByOne: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        for batch in batches {
            for write in batch.writes {
                let one = WriteBatch(tenant: batch.tenant, expectations: [], writes: [write])
                _ = try await base.commit([one], by: deadline)
                await Task.yield()
            }
        }
        return batches.map { _ in .committed(positions: []) }
    }
}

/// Commits what stands before a batch that breaks a rule, and answers instead of throwing.
struct SwallowsErrors: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        do {
            return try await base.commit(batches, by: deadline)
        } catch {
            return batches.map { _ in .outcomeUnknown }
        }
    }
}

/// Takes as much time as it likes.
struct IgnoresDeadlines: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
        try await base.fetch(keys, by: .never)
    }
}

/// Stays open after close.
struct NeverCloses: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func close() async throws(StorageError) {}
}

/// Says that it is durable.
struct SaysDurable: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    var capabilities: StoreCapabilities { .durable }
}

/// Looks at the expectations of all batches of a group, and then writes those that hold.
struct JudgesGroupFirst: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var refused: [[RecordKey]] = []
        for batch in batches {
            let standing = try await base.fetch(batch.expectations.map(\.key), by: deadline)
            let moved = zip(batch.expectations, standing).filter { $0.revision != $1?.revision ?? 0 }
            refused.append(moved.map(\.0.key))
        }
        var outcomes: [CommitOutcome] = []
        for (batch, moved) in zip(batches, refused) {
            if moved.isEmpty {
                outcomes += try await base.commit([batch.expecting([])], by: deadline)
            } else {
                outcomes.append(.conflict(moved))
            }
        }
        return outcomes
    }
}

/// Scans a second class with the one that was asked for.
struct MixesCollections: BrokenInMemoryStore {
    let base = InMemoryNoteStore()

    func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        let other = IndexQuery(
            tenant: query.tenant,
            collection: .revision,
            predicate: query.predicate,
            order: query.order,
            limit: query.limit
        )
        let pages = [try await base.scan(query, by: deadline), try await base.scan(other, by: deadline)]
        return IndexPage(hits: pages.flatMap(\.hits), hasMore: pages.contains { $0.hasMore })
    }
}

/// Gives appended records positions of its own choice.
protocol ChoosesPositions: BrokenInMemoryStore {
    func next(after held: [StoredRecord], in log: LogKey) -> UInt64
}

extension ChoosesPositions {
    func commit(_ batches: [WriteBatch], by deadline: Deadline) async throws(StorageError) -> [CommitOutcome]
    {
        var outcomes: [CommitOutcome] = []
        for batch in batches {
            var positions: [UInt64] = []
            for write in batch.writes {
                guard case .append(let log, let value) = write else {
                    _ = try await base.commit([batch.writing([write])], by: deadline)
                    continue
                }
                let held = try await base.list(
                    log.tenant,
                    owner: log.owner,
                    collection: log.collection,
                    after: nil,
                    limit: .max,
                    by: deadline
                )
                let position = next(after: held, in: log)
                let put = RecordWrite.put(log.key(at: position), value, index: [])
                _ = try await base.commit([batch.writing([put])], by: deadline)
                positions.append(position)
            }
            outcomes.append(.committed(positions: positions))
        }
        return outcomes
    }
}

/// Gives the number of records that a log holds as the next position.
struct CountsRecords: ChoosesPositions {
    let base = InMemoryNoteStore()

    func next(after held: [StoredRecord], in log: LogKey) -> UInt64 { UInt64(held.count) }
}

/// Goes on after the last record of the collection, whatever its id.
struct FollowsAnyRecord: ChoosesPositions {
    let base = InMemoryNoteStore()

    func next(after held: [StoredRecord], in log: LogKey) -> UInt64 {
        held.last.map { $0.key.record.bytes.low &+ 1 } ?? 0
    }
}
