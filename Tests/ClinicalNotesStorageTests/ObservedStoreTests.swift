import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization
import Testing

@Suite("An observed store")
struct ObservedStoreTests {
    private final class Notebook: StoreObserver {
        private let seen = Mutex<[StoreCall]>([])

        var calls: [StoreCall] { seen.withLock { $0 } }

        func ended(_ call: StoreCall) { seen.withLock { $0.append(call) } }
    }

    /// Begins anew twice, and then does not answer.
    private struct Retrying: ForwardingStore {
        let forwarded: any NoteStore = InMemoryNoteStore()

        func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
            for _ in 0..<2 { RetryCount.current?.add() }
            throw StorageError(
                .unavailable,
                of: keys.first,
                detail: StorageErrorDetail(sqlState: "40001")
            )
        }

        func list(
            _ tenant: TenantID,
            owner: OwnerID?,
            collection: RecordCollection?,
            after: RecordKey?,
            limit: Int,
            by deadline: Deadline
        ) async throws(StorageError) -> [StoredRecord] { [] }
    }

    private static let canary: UInt64 = 0xfeed_face_0bad_cafe

    private static func key(_ number: UInt64) -> RecordKey {
        RecordKey(
            tenant: TenantID(Bytes16(high: canary, low: 1)),
            owner: OwnerID(Bytes16(high: canary, low: 2)),
            collection: .header,
            record: RecordID(Bytes16(high: canary, low: number))
        )
    }

    private static func put(_ number: UInt64, expecting revision: UInt64 = 0) -> WriteBatch {
        let entry = IndexEntry(
            pseudonym: Bytes16(high: canary, low: 3),
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: Int64(bitPattern: canary))
        )
        return WriteBatch(
            tenant: key(number).tenant,
            expectations: [Expectation(key(number), at: revision)],
            writes: [
                .put(key(number), RecordBytes(Array("Jane Canary".utf8)), index: [entry]),
                .append(
                    LogKey(tenant: key(0).tenant, owner: key(0).owner, collection: .audit),
                    RecordBytes([1])
                ),
            ]
        )
    }

    private static let query = IndexQuery(
        tenant: key(0).tenant,
        collection: .header,
        predicate: .pseudonym([Bytes16(high: canary, low: 3)]),
        order: .ascending,
        limit: 9
    )

    @Test("tells of each call how many rows it was about, and how it ended")
    func tells() async throws {
        let notebook = Notebook()
        let store = ObservedStore(InMemoryNoteStore(), observer: notebook)
        _ = try await store.commit([Self.put(1), Self.put(1), Self.put(2)], by: .never)
        _ = try await store.fetch([Self.key(1), Self.key(9)], by: .never)
        _ = try await store.scan(Self.query, by: .never)
        _ = try await store.list(
            Self.key(0).tenant,
            owner: nil,
            collection: nil,
            after: nil,
            limit: 9,
            by: .never
        )
        _ = try? await store.fetch([Self.key(1)], by: .after(.zero))
        try await store.close()
        let calls = notebook.calls
        #expect(calls.map(\.operation) == [.commit, .fetch, .scan, .list, .fetch, .close])
        #expect(calls.map(\.rows) == [6, 2, 2, 4, 1, 0])
        #expect(
            calls.map(\.outcome) == [
                .judged(committed: 2, conflicts: 1, unknown: 0), .answered, .answered, .answered,
                .failed(.timedOut, nil), .answered,
            ]
        )
        #expect(calls.allSatisfy { $0.duration >= .zero && $0.retries == 0 && $0.queueLength == 0 })
    }

    @Test("tells how often an adapter began anew, and what its database said")
    func retries() async {
        let notebook = Notebook()
        let store = ObservedStore(Retrying(), observer: notebook)
        _ = try? await store.fetch([Self.key(1)], by: .never)
        #expect(notebook.calls.first?.retries == 2)
        #expect(
            notebook.calls.first?.outcome
                == .failed(.unavailable, StorageErrorDetail(sqlState: "40001"))
        )
    }

    @Test("tells how many calls were under way")
    func queue() async throws {
        let notebook = Notebook()
        let store = ObservedStore(InMemoryNoteStore(), observer: notebook)
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<64 as Range<UInt64> {
                group.addTask { _ = try? await store.commit([Self.put(number)], by: .never) }
            }
        }
        #expect(notebook.calls.count == 64)
        #expect(notebook.calls.allSatisfy { (0..<64).contains($0.queueLength) })
    }

    @Test("tells numbers and codes, and nothing else: no key, no value, nobody's id")
    func carriesNothingElse() async throws {
        let notebook = Notebook()
        let store = ObservedStore(Retrying(), observer: notebook)
        _ = try await store.commit([Self.put(1), Self.put(1)], by: .never)
        _ = try await store.scan(Self.query, by: .never)
        _ = try? await store.fetch([Self.key(1)], by: .never)
        var words: Set<String> = []
        for call in notebook.calls {
            var text = ""
            dump(call, to: &text)
            let told = text.lowercased()
            for canary in ["canary", "jane", "feedface", "0badcafe", "\(Self.canary)", "bytes16"] {
                #expect(!told.contains(canary), "\(canary) in \(call.operation)")
            }
            // Every leaf is a number or a word of the library's own.
            Self.leaves(of: call, into: &words)
        }
        let expected: Set = [
            "Int", "Int64", "UInt64", "Operation", "Code", "String", "Outcome", "_low", "Duration",
        ]
        #expect(words.isSubset(of: expected), "\(words.subtracting(expected))")
        let texts = notebook.calls.compactMap { call -> String? in
            if case .failed(_, let detail?) = call.outcome { detail.description } else { nil }
        }
        #expect(texts == ["SQLSTATE 40001"])
    }

    private static func leaves(of value: Any, into types: inout Set<String>) {
        let mirror = Mirror(reflecting: value)
        guard !mirror.children.isEmpty else {
            let name = "\(type(of: value))"
            if !name.hasPrefix("Optional") { types.insert(name) }
            return
        }
        for child in mirror.children { leaves(of: child.value, into: &types) }
    }

    @Test(
        "keeps the storage contract as the one that it wraps",
        arguments: ["ST-02", "ST-16", "ST-57", "ST-59"]
    )
    func conforms(_ id: String) async throws {
        let requirement = try #require(StoreRequirement.all.first { $0.id == id })
        try await requirement.check { ObservedStore(InMemoryNoteStore(), observer: Notebook()) }
    }
}
