import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Foundation
import Testing

@Suite("A store that does wrong when it is told to")
struct FaultyNoteStoreTests {
    private static let tenant = TenantID(Bytes16(high: 1, low: 1))
    private static let log = LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit)

    private static func key(_ number: UInt64, owner: UInt64 = 0, tenant: TenantID = tenant) -> RecordKey {
        RecordKey(
            tenant: tenant,
            owner: OwnerID(Bytes16(high: 0, low: owner)),
            collection: .header,
            record: RecordID(Bytes16(high: 0, low: number))
        )
    }

    private static func put(_ key: RecordKey, _ value: UInt8) -> RecordWrite {
        let entry = IndexEntry(
            pseudonym: .zero,
            generation: 1,
            statusClass: 0,
            time: Instant(milliseconds: Int64(value))
        )
        return .put(key, RecordBytes([value, value]), index: [entry])
    }

    private static func batch(_ writes: [RecordWrite], _ expected: ClinicalNotesStorage.Expectation...)
        -> WriteBatch
    {
        WriteBatch(tenant: tenant, expectations: expected, writes: writes)
    }

    /// A store with a history, armed.
    private func store(
        _ fault: StoreFault,
        on trigger: FaultTrigger = .everyCall,
        seed: UInt64 = 1
    ) async throws -> FaultyNoteStore {
        let base = InMemoryNoteStore()
        let foreign = TenantID(Bytes16(high: 1, low: 2))
        _ = try await base.commit(
            [
                WriteBatch(
                    tenant: foreign,
                    expectations: [],
                    writes: [Self.put(Self.key(1, tenant: foreign), 90)]
                )
            ],
            by: .never
        )
        let others = try await base.fetch([Self.key(1, tenant: foreign)], by: .never).compactMap(\.self)
        let store = FaultyNoteStore(base, seed: seed, remembering: others)
        for round in 1...2 as ClosedRange<UInt8> {
            let writes = (1...4).map { Self.put(Self.key($0), UInt8($0) * 10 + round) }
            _ = try await store.commit(
                [
                    Self.batch(
                        writes + [
                            Self.put(Self.key(1, owner: 7), 70 + round),
                            .append(Self.log, RecordBytes([round])),
                        ]
                    )
                ],
                by: .never
            )
        }
        _ = try await store.fetch((1...4).map { Self.key($0) } + [Self.key(1, owner: 7)], by: .never)
        store.arm(fault, on: trigger)
        return store
    }

    /// Does a bit of everything, and tells what came of it.
    private func transcript(_ store: FaultyNoteStore) async -> [String] {
        var told: [String] = []
        func tell(_ call: () async throws(StorageError) -> String) async {
            do throws(StorageError) {
                told.append(try await call())
            } catch {
                told.append("\(error)")
            }
        }
        let batches = [
            Self.batch(
                [Self.put(Self.key(1), 1), .append(Self.log, RecordBytes([5])), .delete(Self.key(2))],
                Expectation(Self.key(1), at: 2)
            ),
            Self.batch([Self.put(Self.key(5), 1)], .absent(Self.key(1))),
            Self.batch(
                [Self.put(Self.key(6), 6), .append(Self.log, RecordBytes([6]))],
                .absent(Self.key(6))
            ),
        ]
        for batch in batches {
            await tell { () async throws(StorageError) in "\(try await store.commit([batch], by: .never))" }
        }
        await tell { () async throws(StorageError) in
            "\(try await store.fetch((0..<8).map { Self.key($0) }, by: .after(.seconds(60))).map { $0.map { "\($0)" } ?? "none" })"
        }
        await tell { () async throws(StorageError) in
            "\(try await store.list(Self.tenant, owner: nil, collection: .header, after: nil, limit: 9, by: .never))"
        }
        for limit in [2, 99] {
            let query = IndexQuery(
                tenant: Self.tenant,
                collection: .header,
                predicate: .all,
                order: .ascending,
                limit: limit
            )
            await tell { () async throws(StorageError) in "\(try await store.scan(query, by: .never))" }
        }
        return told
    }

    private static let prompt = StoreFault.all.filter { !["is late", "never answers"].contains($0.name) }

    @Test(
        "Each fault changes what it says, the same for the same seed",
        arguments: prompt
    )
    func strikes(_ fault: StoreFault) async throws {
        let honest = try await self.store(fault)
        honest.disarm()
        let right = await transcript(honest)
        let first = try await self.store(fault)
        let told = await transcript(first)
        // What these do shows elsewhere than in this transcript.
        #expect(
            told != right || ["commits twice", "loses an append", "reverses writes"].contains(fault.name)
        )
        let count = first.disarm()
        #expect(count.strikes > 0 && count.strikes <= count.calls)
        #expect(await transcript(try await self.store(fault)) == told)
    }

    @Test("A trigger strikes the call that it names, each, or some by the seed")
    func triggers() async throws {
        let fault = StoreFault.failing(.unreadable)
        func failures(_ trigger: FaultTrigger, seed: UInt64 = 1) async throws -> [Int] {
            let store = try await self.store(fault, on: trigger, seed: seed)
            var failed: [Int] = []
            for number in 1...60 {
                do { _ = try await store.fetch([], by: .never) } catch { failed.append(number) }
            }
            #expect(store.disarm() == FaultCount(calls: 60, strikes: failed.count))
            return failed
        }
        #expect(try await failures(.call(7)) == [7])
        #expect(try await failures(.everyCall).count == 60)
        let some = try await failures(.chance(0.3))
        #expect((5...35).contains(some.count))
        #expect(try await failures(.chance(0.3)) == some)
        #expect(try await failures(.chance(0.3), seed: 2) != some)
        let store = try await self.store(fault)
        store.arm(fault, of: .scan)
        _ = try await store.fetch([], by: .never)
        #expect(store.disarm() == FaultCount())
    }

    @Test(
        "What is late comes after the deadline and is waited for; what never answers ends when it is cancelled"
    )
    func delays() async throws {
        let late = try #require(StoreFault.all.first { $0.name == "is late" })
        let store = try await self.store(late)
        let deadline = Deadline.after(.milliseconds(50))
        _ = try await store.commit([Self.batch([Self.put(Self.key(9), 9)])], by: deadline)
        #expect(deadline.hasPassed)
        await store.settle()
        store.disarm()
        #expect(try await store.fetch([Self.key(9)], by: .never)[0] != nil)
        store.arm(try #require(StoreFault.all.first { $0.name == "never answers" }))
        let waiting = Task { try await store.fetch([Self.key(9)], by: .never) }
        while store.count.strikes == 0 { await Task.yield() }
        waiting.cancel()
        await #expect(throws: StorageError(.cancelled)) { try await waiting.value }
    }

    @Test("A store that is not told to do wrong keeps the contract", arguments: StoreRequirement.all)
    func conforms(_ requirement: StoreRequirement) async throws {
        try await requirement.check { FaultyNoteStore(InMemoryNoteStore()) }
    }

    @Test("The catalog names each fault once, says what it does, and has every code")
    func catalog() {
        #expect(Set(StoreFault.all.map(\.name)).count == StoreFault.all.count)
        #expect(StoreFault.all.allSatisfy { $0.effect.hasSuffix(".") && !$0.operations.isEmpty })
        #expect(StorageError.Code.allCases.allSatisfy { StoreFault.all.contains(.failing($0)) })
    }

    @Test("What was written once has no older state, and no other record takes its place where there is none")
    func nothingToChange() async throws {
        for name in [
            "answers an older record", "answers older records", "answers another record",
            "answers another owner's record", "answers another practice's record", "answers another key",
        ] {
            let store = FaultyNoteStore(InMemoryNoteStore())
            _ = try await store.commit([Self.batch([Self.put(Self.key(1), 1)])], by: .never)
            let right = try await store.fetch([Self.key(1)], by: .never)
            store.arm(try #require(StoreFault.all.first { $0.name == name }))
            #expect(try await store.fetch([Self.key(1)], by: .never) == right, "\(name)")
            #expect(store.disarm() == FaultCount(calls: 1, strikes: 0), "\(name)")
        }
    }

    /// The requirement that the handbook names for each fault, in the last column of its table.
    private static func catching() throws -> [String: String] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Documentation/StoreFaults.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n")
            .filter { $0.hasPrefix("| ") && $0.contains("| ST-") }
            .map { $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) } }
        return Dictionary(rows.map { ($0[0], $0[3]) }) { first, _ in first }
    }

    @Test(
        "A store that has a fault in every call is caught by the requirement that the handbook names",
        arguments: StoreFault.all
    )
    func caught(_ fault: StoreFault) async throws {
        let id = try #require(try Self.catching()[fault.name])
        let requirement = try #require(StoreRequirement.all.first { $0.id == id })
        let result = await requirement.result(
            StoreUnderTest {
                let store = FaultyNoteStore(InMemoryNoteStore())
                store.arm(fault)
                return store
            },
            timeLimit: .seconds(10)
        )
        guard case .violated = result else {
            Issue.record("\(fault): \(id) \(result)")
            return
        }
    }
}
