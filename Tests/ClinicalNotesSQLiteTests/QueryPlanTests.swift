#if SQLite
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesSQLite
import ClinicalNotesStorage
import GRDB
import Testing

@Suite("The plan of a page")
struct QueryPlanTests {
    static let one: IndexPredicate = .pseudonym([Samples.entry(0, at: 0).pseudonym])
    static let place = IndexQuery.Position(
        time: Instant(milliseconds: 5),
        owner: OwnerID(.zero),
        record: RecordID(.zero)
    )

    struct Page: Sendable {
        let predicate: IndexPredicate
        let order: IndexQuery.Order
        let after: IndexQuery.Position?
        /// The range of the primary key that is read.
        let range: String
    }

    static let prefix = "tenant=? AND collection=? AND pseudonym=?"
    static let recent: IndexPredicate = .and([
        one, .time(from: Instant(milliseconds: 1), to: Instant(milliseconds: 9)), .statusClass([1, 2]),
    ])
    static let pages: [Page] = [
        Page(predicate: one, order: .ascending, after: nil, range: prefix),
        Page(predicate: one, order: .descending, after: nil, range: prefix),
        Page(
            predicate: one,
            order: .ascending,
            after: place,
            range: prefix + " AND (time,owner,record)>(?,?,?)"
        ),
        Page(
            predicate: one,
            order: .descending,
            after: place,
            range: prefix + " AND (time,owner,record)<(?,?,?)"
        ),
        Page(predicate: recent, order: .ascending, after: nil, range: prefix + " AND time>? AND time<?"),
        Page(predicate: recent, order: .descending, after: nil, range: prefix + " AND time>? AND time<?"),
    ]

    @Test("A page of one pseudonym reads a range of the index and sorts nothing", arguments: pages)
    func readsOneRange(_ page: Page) async throws {
        let query = IndexQuery(
            tenant: Samples.tenant,
            collection: .header,
            predicate: page.predicate,
            order: page.order,
            after: page.after,
            limit: 50
        )
        let pseudonym = try #require(page.predicate.pseudonyms?.first)
        let plan = try await plan(IndexScan(query, pseudonym: pseudonym, limit: 51))
        #expect(plan == ["SEARCH entry USING PRIMARY KEY (\(page.range))"])
    }

    @Test("The next position of a log is one seek in the primary key")
    func seeksTheLastRecord() async throws {
        let queue = try DatabaseQueue()
        let plan = try await queue.writeWithoutTransaction { database in
            try SchemaMigration.migrate(database)
            return try Row.fetchAll(
                database,
                sql: "EXPLAIN QUERY PLAN " + BatchWriter.lastRecord,
                arguments: StatementArguments(Samples.log.key(at: 0).columns)
            ).map { row -> String in row["detail"] }
        }
        let range = "tenant=? AND owner=? AND collection=? AND record<?"
        #expect(plan == ["SEARCH record USING PRIMARY KEY (\(range))"])
    }

    @Test("What comes after a record of a collection is found by one seek, however much stands before it")
    func seeksWhatFollows() async throws {
        let after = Samples.log.key(at: 7)
        let range = "tenant=? AND owner=? AND collection=?"
        let within = try #require(
            RecordReader.listing(after.tenant, after.owner, after.collection, after: after, limit: 10)
        )
        #expect(
            try await plan(within.sql, within.arguments)
                == ["SEARCH record USING PRIMARY KEY (\(range) AND record>?)"]
        )
        let earlier = RecordCollection(rawValue: after.collection.rawValue - 1)
        #expect(RecordReader.listing(after.tenant, after.owner, earlier, after: after, limit: 10) == nil)
        let later = RecordCollection(rawValue: after.collection.rawValue + 1)
        let all = try #require(
            RecordReader.listing(after.tenant, after.owner, later, after: after, limit: 10)
        )
        #expect(try await plan(all.sql, all.arguments) == ["SEARCH record USING PRIMARY KEY (\(range))"])
    }

    @Test("The plan does show a sort where there is one")
    func showsSorts() async throws {
        let plan = try await plan(IndexScan(Samples.query(.all), pseudonym: nil, limit: 51))
        #expect(plan.contains { $0.contains("TEMP B-TREE") })
    }

    private func plan(_ scan: IndexScan) async throws -> [String] {
        try await plan(scan.sql, scan.arguments)
    }

    private func plan(_ sql: String, _ arguments: [any DatabaseValueConvertible & Sendable]) async throws
        -> [String]
    {
        let queue = try DatabaseQueue()
        return try await queue.writeWithoutTransaction { database in
            try SchemaMigration.migrate(database)
            return try Row.fetchAll(
                database,
                sql: "EXPLAIN QUERY PLAN " + sql,
                arguments: StatementArguments(arguments)
            ).map { $0["detail"] }
        }
    }
}
#endif
