internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// One store under check, with the words in which the requirements are written.
struct ConformanceRun: Sendable {
    struct Failure: Error {
        let detail: String
    }

    /// The integrator did not give what the check needs.
    struct Skip: Error {
        let lacking: String
    }

    let store: any NoteStore
    let seed: UInt64
    let adapter: StoreUnderTest
    let watch: CallWatch
    let timeLimit: Duration

    /// The same check on a store that is opened after the one at hand was closed.
    func reopened() async throws -> ConformanceRun { try await opened("reopen", adapter.reopen) }

    /// The same check on another store over the same data.
    func second() async throws -> ConformanceRun { try await opened("second", adapter.second) }

    /// The same check on what a loss of power leaves.
    func crashed() async throws -> ConformanceRun { try await opened("crash", adapter.crash) }

    private func opened(
        _ name: String,
        _ open: (@Sendable () async throws -> any NoteStore)?
    ) async throws -> ConformanceRun {
        guard let open else { throw Skip(lacking: name) }
        return ConformanceRun(
            store: WatchedStore(try await open(), watch),
            seed: seed,
            adapter: adapter,
            watch: watch,
            timeLimit: timeLimit
        )
    }

    var random: SeededRandom { SeededRandom(seed) }
    var tenant: TenantID { TenantID(bytes(1, 0)) }
    var otherTenant: TenantID { TenantID(bytes(1, 1)) }

    /// Sixteen bytes spread over the whole range, so that an order of signed numbers shows.
    func bytes(_ kind: UInt64, _ number: UInt64) -> Bytes16 {
        var random = SeededRandom(seed &+ kind &* 1_000_003 &+ number &* 7919)
        return Bytes16(high: random.next(), low: random.next())
    }

    func owner(_ number: UInt64) -> OwnerID { OwnerID(bytes(2, number)) }

    func record(_ number: UInt64) -> RecordID { RecordID(bytes(3, number)) }

    func pseudonym(_ number: UInt64) -> Bytes16 { bytes(4, number) }

    func key(_ record: UInt64, of owner: UInt64 = 0, in collection: RecordCollection = .header) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: self.owner(owner),
            collection: collection,
            record: self.record(record)
        )
    }

    func log(_ owner: UInt64 = 0, _ collection: RecordCollection = .audit) -> LogKey {
        LogKey(tenant: tenant, owner: self.owner(owner), collection: collection)
    }

    func entry(_ pseudonym: UInt64, at time: Int64, status: UInt8 = 0) -> IndexEntry {
        IndexEntry(
            pseudonym: self.pseudonym(pseudonym),
            generation: 1,
            statusClass: status,
            time: Instant(milliseconds: time)
        )
    }

    func batch(_ writes: [RecordWrite], expecting expectations: [Expectation] = []) -> WriteBatch {
        WriteBatch(tenant: tenant, expectations: expectations, writes: writes)
    }

    @discardableResult
    func commit(_ batches: WriteBatch...) async throws -> [CommitOutcome] {
        let outcomes = try await store.commit(batches, by: .never)
        try require(
            outcomes.count == batches.count,
            "\(outcomes.count) outcomes for \(batches.count) batches"
        )
        return outcomes
    }

    /// Writes, and requires that it was committed.
    func write(_ writes: RecordWrite...) async throws { try await write(writes) }

    /// Writes, and requires that it was committed.
    func write(_ writes: [RecordWrite]) async throws {
        let outcomes = try await commit(batch(writes))
        guard case .committed = outcomes[0] else {
            throw Failure(detail: "\(outcomes[0]) in place of committed")
        }
    }

    func fetch(_ key: RecordKey) async throws -> StoredRecord? {
        let found = try await store.fetch([key], by: .never)
        try require(found.count == 1, "\(found.count) elements for one key")
        return found[0]
    }

    func scan(
        _ predicate: IndexPredicate,
        _ order: IndexQuery.Order = .ascending,
        after: IndexQuery.Position? = nil,
        limit: Int = 10_000
    ) async throws -> IndexPage {
        try await store.scan(
            IndexQuery(
                tenant: tenant,
                collection: .header,
                predicate: predicate,
                order: order,
                after: after,
                limit: limit
            ),
            by: .never
        )
    }

    /// A scan of the headers of the practice.
    func query(_ predicate: IndexPredicate, limit: Int = 100) -> IndexQuery {
        IndexQuery(tenant: tenant, collection: .header, predicate: predicate, order: .ascending, limit: limit)
    }

    /// The records that follow a place.
    func list(
        owner: OwnerID? = nil,
        collection: RecordCollection? = nil,
        after: RecordKey? = nil,
        limit: Int
    ) async throws -> [StoredRecord] {
        try await store.list(
            tenant,
            owner: owner,
            collection: collection,
            after: after,
            limit: limit,
            by: .never
        )
    }

    func require(_ holds: Bool, _ detail: @autoclosure () -> String) throws {
        guard holds else { throw Failure(detail: detail()) }
    }

    func requireEqual<Value: Equatable>(_ seen: Value, _ wanted: Value, _ what: String) throws {
        guard seen != wanted else { return }
        throw Failure(detail: "\(what): \(brief(seen)) in place of \(brief(wanted))")
    }

    /// Requires that a call throws a storage error of this code.
    func requireError<Value>(
        _ code: StorageError.Code,
        _ what: String,
        _ call: () async throws(StorageError) -> Value
    ) async throws {
        do {
            _ = try await call()
        } catch {
            return try requireEqual(error.code, code, what)
        }
        throw Failure(detail: "\(what): no error in place of \(code)")
    }

    private func brief(_ value: some Any) -> String {
        let text = "\(value)"
        return text.count > 200 ? text.prefix(200) + "..." : text
    }
}
