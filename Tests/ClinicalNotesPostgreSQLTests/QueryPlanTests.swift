#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Testing

@Suite("The plan of a query on PostgreSQL", .enabled(if: TestServer.isThere))
struct QueryPlanTests {
    let server = TestServer()

    static let one: IndexPredicate = .pseudonym([Samples.entry(0, at: 0).pseudonym])
    static let place = IndexQuery.Position(
        time: Instant(milliseconds: 5),
        owner: OwnerID(.zero),
        record: RecordID(.zero)
    )

    @Test(
        "A page reads one range of the index for each pseudonym, also where it goes on",
        arguments: [false, true]
    )
    func readsRanges(_ goesOn: Bool) async throws {
        let query = Samples.query(
            .and([.pseudonym([.zero, Samples.entry(0, at: 0).pseudonym]), .statusClass([1, 2])]),
            after: goesOn ? Self.place : nil
        )
        let scan = try IndexScan(query, limit: 51, in: SchemaName(server.schema))
        let plan = try await plan(scan.sql, scan.parameters)
        #expect(plan.contains("entry_pkey") && !plan.contains("Seq Scan"))
        #expect(plan.contains("pseudonym = p.wanted"))
        // Only the few rows that the ranges gave are sorted.
        #expect(plan.ranges(of: "Sort Key").count == 1)
        #expect(plan.contains("> ROW(") == goesOn)
    }

    @Test("A fetch is one seek a key")
    func seeks() async throws {
        let call = try RecordReader.finding("value", of: [Samples.key(1)], in: SchemaName(server.schema))
        let plan = try await plan(call.sql, call.parameters)
        #expect(plan.contains("record_pkey") && !plan.contains("Seq Scan") && !plan.contains("Sort"))
    }

    @Test("The plan does show a scan of the whole table where there is one")
    func showsScans() async throws {
        let plan = try await plan("SELECT value FROM \(server.schema).record", Parameters())
        #expect(plan.contains("Seq Scan"))
    }

    private func plan(_ sql: String, _ parameters: Parameters) async throws -> String {
        try await server.open().close()
        let opened = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            needsStandby: false
        )
        var place: ServerConnection?
        let connection = try opened.connected(&place, by: .after(.seconds(10)))
        let answer = try connection.ask("EXPLAIN " + sql, parameters, by: .after(.seconds(10)))
        return answer.rows.map { answer.text($0, 0) }.joined(separator: "\n")
    }
}
#endif
