import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("The shape of a store's answers")
struct CheckedStoreTests {
    /// A store that gives one answer to each call, whatever is asked.
    private struct Answering: NoteStore {
        var fetched: [StoredRecord?] = []
        var page = IndexPage(hits: [], hasMore: false)
        var listed: @Sendable (RecordKey?, Int) -> [StoredRecord] = { _, _ in [] }
        var outcomes: [CommitOutcome] = []

        let capabilities: StoreCapabilities = []

        func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
            fetched
        }

        func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage { page }

        func list(
            _ tenant: TenantID,
            owner: OwnerID?,
            collection: RecordCollection?,
            after: RecordKey?,
            limit: Int,
            by deadline: Deadline
        ) async throws(StorageError) -> [StoredRecord] { listed(after, limit) }

        func commit(
            _ batches: [WriteBatch],
            by deadline: Deadline
        ) async throws(StorageError) -> [CommitOutcome] { outcomes }

        func close() async throws(StorageError) {}
    }

    private static let tenant = TenantID(Bytes16(high: 1, low: 1))
    private static let log = LogKey(tenant: tenant, owner: owner(1), collection: .audit)

    private static func owner(_ number: UInt64) -> OwnerID { OwnerID(Bytes16(high: 2, low: number)) }

    private static func key(_ number: UInt64, _ owner: UInt64 = 1) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: self.owner(owner),
            collection: .header,
            record: RecordID(Bytes16(high: 3, low: number))
        )
    }

    private static func row(_ key: RecordKey, _ revision: UInt64 = 1, _ value: RecordBytes = RecordBytes([1]))
        -> StoredRecord
    {
        StoredRecord(key: key, revision: revision, value: value)
    }

    private static func hit(_ number: UInt64, at time: Int64, list: UInt64 = 0) -> IndexPage.Hit {
        let entry = IndexEntry(
            pseudonym: Bytes16(high: 4, low: list),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: time)
        )
        return IndexPage.Hit(key: key(number), entry: entry)
    }

    private static func address(_ hit: IndexPage.Hit) -> IndexQuery.Position {
        IndexQuery.Position(time: hit.entry.time, owner: hit.key.owner, record: hit.key.record)
    }

    private func code(_ call: () async throws(StorageError) -> Void) async -> StorageError.Code? {
        do throws(StorageError) {
            try await call()
            return nil
        } catch {
            return error.code
        }
    }

    @Test("one record for each key, of that key, with a count and a size that can be")
    func fetch() async throws {
        let keys = [Self.key(1), Self.key(2)]
        let good: [[StoredRecord?]] = [[nil, nil], [Self.row(keys[0]), nil], keys.map { Self.row($0, 7) }]
        let mebibyte = [UInt8](repeating: 1, count: 1 << 20)
        let bad: [[StoredRecord?]] = [
            [], [nil], [nil, nil, nil], [Self.row(keys[1]), Self.row(keys[0])], [Self.row(Self.key(3)), nil],
            [Self.row(keys[0], 0), nil], [Self.row(keys[0], .max), nil],
            [Self.row(keys[0], 1, RecordBytes(segments: Array(repeating: mebibyte, count: 65))), nil],
            [Self.row(keys[0], 1, RecordBytes(segments: Array(repeating: [], count: 1_000_000))), nil],
            Array(repeating: Self.row(keys[0]), count: 1_000_000),
        ]
        for answer in good {
            #expect(try await CheckedStore(Answering(fetched: answer)).fetch(keys, by: .never) == answer)
        }
        for (number, answer) in bad.enumerated() {
            let store = CheckedStore(Answering(fetched: answer))
            let code = await code { () throws(StorageError) in _ = try await store.fetch(keys, by: .never) }
            #expect(code == .misbehaved, "\(number)")
        }
    }

    @Test("rows in strict order after the last one, of what was asked for, and full pages to the end")
    func list() async throws {
        let rows = (0..<14).map { Self.row(Self.key($0)) }
        func listed(_ give: @escaping @Sendable (RecordKey?, Int) -> [StoredRecord])
            async throws(StorageError)
            -> [StoredRecord]
        {
            try await CheckedStore(Answering(listed: give)).list(
                Self.tenant,
                owner: Self.owner(1),
                collection: .header,
                after: nil,
                limit: 20,
                by: .never
            )
        }
        // Three rows at a time are all rows in the end.
        let short = try await listed { after, limit in
            Array(rows.filter { row in after.map { $0 < row.key } ?? true }.prefix(min(3, limit)))
        }
        #expect(short == rows)
        let other = RecordKey(
            tenant: Self.tenant,
            owner: Self.owner(1),
            collection: .key,
            record: RecordID(.zero)
        )
        let bad: [@Sendable (RecordKey?, Int) -> [StoredRecord]] = [
            { _, _ in rows.reversed() },
            { _, _ in rows + rows },
            // The same first page for ever.
            { _, _ in Array(rows.prefix(3)) },
            { _, _ in [rows[0], rows[0]] },
            { _, _ in [Self.row(Self.key(1, 2))] },
            { _, _ in [Self.row(other)] },
            { _, limit in (0...UInt64(limit)).map { Self.row(Self.key($0)) } },
            { _, _ in Array(repeating: rows[0], count: 1_000_000) },
        ]
        for (number, give) in bad.enumerated() {
            let code = await code { () throws(StorageError) in _ = try await listed(give) }
            #expect(code == .misbehaved, "\(number)")
        }
    }

    @Test("hits in strict order after the last position, of what was selected, and no more than asked for")
    func scan() async throws {
        func scanned(
            _ hits: [IndexPage.Hit],
            more: Bool = false,
            _ order: IndexQuery.Order = .ascending,
            after: IndexQuery.Position? = nil
        ) async -> StorageError.Code? {
            let query = IndexQuery(
                tenant: Self.tenant,
                collection: .header,
                predicate: .time(from: Instant(milliseconds: 0), to: nil),
                order: order,
                after: after,
                limit: 4
            )
            let store = CheckedStore(Answering(page: IndexPage(hits: hits, hasMore: more)))
            return await code { () throws(StorageError) in _ = try await store.scan(query, by: .never) }
        }
        let hits = [Self.hit(1, at: 1), Self.hit(0, at: 2), Self.hit(1, at: 2)]
        #expect(await scanned([]) == nil)
        #expect(await scanned(hits, more: true) == nil)
        #expect(await scanned(hits.reversed(), .descending) == nil)
        #expect(await scanned(Array(hits.dropFirst()), after: Self.address(hits[0])) == nil)
        // Entries of one position stay together, also beyond the limit.
        #expect(await scanned((0..<9).map { Self.hit(1, at: 1, list: $0) }) == nil)

        #expect(await scanned([], more: true) == .misbehaved)
        #expect(await scanned(hits, .descending) == .misbehaved)
        #expect(await scanned(hits.reversed()) == .misbehaved)
        #expect(await scanned(hits, after: Self.address(hits[0])) == .misbehaved)
        #expect(await scanned([hits[0], hits[0]]) == .misbehaved)
        #expect(
            await scanned([Self.hit(1, at: 1), Self.hit(1, at: 1, list: 1), Self.hit(1, at: 1)])
                == .misbehaved
        )
        #expect(await scanned([Self.hit(1, at: -1)]) == .misbehaved)
        #expect(await scanned((0..<5).map { Self.hit($0, at: 1) }) == .misbehaved)
        #expect(await scanned(Array(repeating: hits[0], count: 1_000_000)) == .misbehaved)
        let external = RecordKey(
            tenant: TenantID(.zero),
            owner: Self.owner(1),
            collection: .header,
            record: RecordID(.zero)
        )
        #expect(await scanned([IndexPage.Hit(key: external, entry: hits[0].entry)]) == .misbehaved)
    }

    @Test("an outcome for each batch, positions for what was appended, conflicts about what was expected")
    func commit() async throws {
        let value = RecordBytes([1])
        let appending = WriteBatch(
            tenant: Self.tenant,
            expectations: [Expectation(Self.key(1), at: 1)],
            writes: [.append(Self.log, value), .put(Self.key(2), value, index: []), .append(Self.log, value)]
        )
        let plain = WriteBatch(tenant: Self.tenant, expectations: [], writes: [.append(Self.log, value)])
        func answered(_ outcomes: CommitOutcome...) async -> StorageError.Code? {
            let store = CheckedStore(Answering(outcomes: outcomes))
            return await code { () throws(StorageError) in
                _ = try await store.commit([appending, plain], by: .never)
            }
        }
        let last = LogKey.positionLimit - 1
        #expect(await answered(.committed(positions: [4, 5]), .committed(positions: [6])) == nil)
        #expect(await answered(.conflict([Self.key(1)]), .committed(positions: [0])) == nil)
        #expect(await answered(.outcomeUnknown, .committed(positions: [3])) == nil)
        #expect(await answered(.committed(positions: [1, 2]), .committed(positions: [last])) == nil)

        #expect(await answered() == .misbehaved)
        #expect(await answered(.outcomeUnknown) == .misbehaved)
        #expect(await answered(.outcomeUnknown, .outcomeUnknown, .outcomeUnknown) == .misbehaved)
        for wrong in [[], [4], [4, 4], [5, 4], [4, 6], [4, 5, 6], [last, last + 1], [.max, 0]] {
            let code = await answered(.committed(positions: wrong), .committed(positions: [9]))
            #expect(code == .misbehaved, "\(wrong)")
        }
        #expect(await answered(.committed(positions: [4, 5]), .committed(positions: [5])) == .misbehaved)
        #expect(await answered(.conflict([]), .outcomeUnknown) == .misbehaved)
        #expect(await answered(.conflict([Self.key(2)]), .outcomeUnknown) == .misbehaved)
        #expect(await answered(.outcomeUnknown, .conflict([Self.key(1)])) == .misbehaved)
    }

    @Test("and short pages shorten nothing: a log is verified to its end")
    func threeAtATime() async throws {
        let clinic = try await Clinic(store: ThreeAtATime())
        for number in 0..<14 {
            _ = try await clinic.vault.register(
                Person(legalName: "P"),
                idempotencyKey: IdempotencyKey("\(number)")
            )
        }
        try await clinic.vault.checkpoint()
        let report = try await clinic.vault.verify()
        #expect(report.findings.isEmpty)
        #expect(report.auditEntries == 14)
        #expect(report.audit.integrated == 14)
        #expect(report.owners == 14)
        #expect(try await clinic.vault.auditEntries(from: 0).entries.count == 14)
        let verifier = AuditVerifier(
            store: clinic.store,
            tenant: clinic.tenant,
            instance: clinic.vault.instanceKey,
            anchor: NoAnchor()
        )
        #expect(try await verifier.verify().integrated == 14)
    }

    /// A store whose pages are short.
    private struct ThreeAtATime: ForwardingStore {
        let base = InMemoryNoteStore()
        var forwarded: any NoteStore { base }

        func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
            let short = IndexQuery(
                tenant: query.tenant,
                collection: query.collection,
                predicate: query.predicate,
                order: query.order,
                after: query.after,
                limit: min(3, query.limit)
            )
            return try await base.scan(short, by: deadline)
        }

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
                limit: min(3, limit),
                by: deadline
            )
        }
    }
}
