#if PostgreSQL
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("Much in one commit", .serialized, .enabled(if: TestServer.isThere), .timeLimit(.minutes(10)))
struct BulkTests {
    static let isLong = Soak.isOn
    /// A value as large as there may be, and batches of 16 MiB; in the long form more of them than go into one flight.
    static let sizes = [16 << 20, 64 << 20] + [Int](repeating: 16 << 20, count: isLong ? 11 : 1) + [26]

    let server = TestServer()

    private var batches: [WriteBatch] {
        zip((0 as UInt64)..., Self.sizes).map { number, size in Samples.add(number, bytes: size - 16) }
    }

    @Test("Large batches are one commit, in however many flights they go, and come back as they were")
    func largeBatches() async throws {
        let store = try await server.open()
        let outcomes = try await store.commit(batches, by: .never)
        #expect(outcomes == (0..<UInt64(Self.sizes.count)).map { .committed(positions: [$0]) })
        for (number, size) in zip((0 as UInt64)..., Self.sizes) {
            let found = try await store.fetch([Samples.key(number)], by: .never)[0]?.value.joined
            #expect(found?.count == size)
            #expect(found?.starts(with: Samples.key(number).record.bytes.bytes) == true)
            #expect(found?.dropFirst(16).allSatisfy { $0 == UInt8(number) } == true)
        }
        // Judged one by one all the same: what is there is a conflict, and the others stand.
        let again = try await store.commit([batches[1], Samples.add(99), batches[0]], by: .never)
        #expect(
            again == [
                .conflict([Samples.key(1)]), .committed(positions: [UInt64(Self.sizes.count)]),
                .conflict([Samples.key(0)]),
            ]
        )
        try await store.close()
        try server.sql("DROP SCHEMA \(server.schema) CASCADE")
    }

    @Test("Where the last of them is refused, nothing of the others is there")
    func lastIsRefused() async throws {
        let store = try await server.open()
        let last = Samples.key(UInt64(Self.sizes.count - 1)).record.bytes.bytes
            .map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        try server.sql(
            """
            CREATE FUNCTION SCHEMA.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE SQLSTATE '53100'; END $$
            """,
            """
            CREATE TRIGGER refuse BEFORE INSERT ON SCHEMA.record FOR EACH ROW WHEN (NEW.record = '\(last)')
            EXECUTE FUNCTION SCHEMA.refuse()
            """
        )
        let error = await #expect(throws: StorageError.self) { try await store.commit(batches, by: .never) }
        #expect(error?.code == .full)
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.record") == "0")
        let later = try await store.commit([Samples.add(0)], by: .after(.seconds(30)))
        #expect(later == [.committed(positions: [0])])
        try await store.close()
        try server.sql("DROP SCHEMA \(server.schema) CASCADE")
    }

    @Test("Hundreds of batches of several tenants are judged in their order")
    func manyBatches() async throws {
        let store = try await server.open()
        let tenants = (1...3).map { TenantID(Bytes16(high: 7, low: $0)) }
        let batches = (0..<600 as Range<UInt64>).map { number in
            let tenant = tenants[Int(number % 3)]
            let key = RecordKey(
                tenant: tenant,
                owner: OwnerID(.zero),
                collection: .header,
                record: RecordID(.zero)
            )
            let log = LogKey(tenant: tenant, owner: OwnerID(.zero), collection: .audit)
            // Each builds on the one before; every tenth expects what is no longer so.
            let revision = number / 3 - number / 30
            return WriteBatch(
                tenant: tenant,
                expectations: [Expectation(key, at: number / 3 % 10 == 9 ? 10_000 : revision)],
                writes: [.put(key, RecordBytes([1]), index: []), .append(log, RecordBytes([2]))]
            )
        }
        let outcomes = try await store.commit(batches, by: .after(.seconds(60)))
        for (number, outcome) in zip((0 as UInt64)..., outcomes) {
            if number / 3 % 10 == 9 {
                let isConflict = if case .conflict = outcome { true } else { false }
                #expect(isConflict)
            } else {
                #expect(outcome == .committed(positions: [number / 3 - number / 30]))
            }
        }
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.record") == "\(3 * 181)")
        try await store.close()
    }
}
#endif
