#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Testing

@Suite("Settling an unknown outcome", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct SettlementTests {
    @Test("A number that a promoted standby gives again is not taken for the commit that had it")
    func givenAgain() async throws {
        let own = try OwnServer(standby: true)
        let store = try await own.server.open()
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        try own.kill(2)
        let next = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"
        let number = try #require(UInt64(own.server.sql(next)))
        let status = "SELECT coalesce(pg_xact_status('\(number)'::xid8), '')"
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(2))) == [.outcomeUnknown]
        )
        #expect(try own.server.sql(status) == "in progress")
        try own.kill(1)
        try own.promote(2)
        try own.rejoin()

        let server = try Server(
            ServerAddress(own.server.address),
            schema: SchemaName(own.server.schema),
            needsStandby: true
        )
        let address = try own.server.connection().origin.address
        func fate(of number: UInt64, sentOn timeline: Int64, at place: String? = nil) -> CommitFate {
            let origin = ServerConnection.Origin(address: place ?? address, timeline: timeline)
            server.doubts.doubt([Samples.tenant])
            var connection: ServerConnection?
            return Settlement(server, by: .after(.seconds(30))).fate(
                of: number,
                sentOn: origin,
                [Samples.add(2)],
                [.committed(positions: [1])],
                on: &connection
            )
        }
        // The new primary has not come to such a number, which says something of commits that were sent to it alone.
        let later = number + 1000
        #expect(fate(of: later, sentOn: 1) == .unknown)
        #expect(fate(of: later, sentOn: 2) == .absent)
        // Nor of those that were sent to another one which was promoted alike.
        #expect(fate(of: later, sentOn: 2, at: "elsewhere") == .unknown)
        #expect(server.doubts.unconfirmed.isEmpty)
        // What had the number is gone with the old primary, and on the new one somebody else is given it.
        while try UInt64(own.server.sql("SELECT pg_current_xact_id()::text")).map({ $0 <= number }) == true {}
        #expect(try own.server.sql(status) == "committed")
        #expect(fate(of: number, sentOn: 1) == .unknown)
        // The commit that came of trying again is no witness for the first one, either.
        _ = try await store.commit([Samples.add(2)], by: .after(.seconds(30)))
        #expect(fate(of: number, sentOn: 1) == .unknown)
        try await store.close()
    }
}
#endif
