#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@Suite("A commit that is refused", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct RefusedCommitTests {
    /// What engines say of a commit without knowing that it was taken back.
    static let doubtful = ["XX000", "57014", "08006", "53100", "40003"]

    private static let conflict = WriteBatch(
        tenant: Samples.tenant,
        expectations: [Expectation(Samples.key(1), at: 7)],
        writes: [.delete(Samples.key(1)), .append(Samples.log, RecordBytes([1]))]
    )

    /// How many rows each table has.
    private func rows(of server: TestServer) throws -> [String: String] {
        let tables = ["record", "entry"] + (server.layout.path == .portable ? [PracticeTurn.table] : [])
        return try Dictionary(
            uniqueKeysWithValues: tables.map { table in
                (table, try server.sql("SELECT count(*)::text FROM SCHEMA.\(table)"))
            }
        )
    }

    @Test("A conflict leaves no row in any table", arguments: Layout.all)
    func leavesNothing(_ layout: Layout) async throws {
        let server = TestServer(layout)
        let first = try await server.open()
        for _ in 0..<2 {
            #expect(
                try await first.commit([Self.conflict, Self.conflict], by: .after(.seconds(30)))
                    == [.conflict([Samples.key(1)]), .conflict([Samples.key(1)])]
            )
        }
        #expect(try Set(rows(of: server).values) == ["0"])
        // Beside one that writes only that one is there.
        #expect(
            try await first.commit([Self.conflict, Samples.add(2), Self.conflict], by: .after(.seconds(30)))
                == [.conflict([Samples.key(1)]), .committed(positions: [0]), .conflict([Samples.key(1)])]
        )
        let written = try rows(of: server)
        #expect(written["record"] == "2" && written["entry"] == "1")
        // Another store, which has no row of its own yet, gets none by it.
        let second = try await server.open()
        #expect(
            try await second.commit([Self.conflict], by: .after(.seconds(30)))
                == [.conflict([Samples.key(1)])]
        )
        #expect(try rows(of: server) == written)
        for store in [first, second] { try await store.close() }
    }

    @Test(
        "What a server says at the commit of one that it took back is told, and nothing is there or in doubt",
        arguments: PostgreSQLPath.allCases,
        ["XX000", "57014", "08006", "53100", "23514"]
    )
    func takenBack(_ path: PostgreSQLPath, _ state: String) async throws {
        let server = TestServer(Layout(path: path))
        let store = try await server.open()
        try server.sql(
            """
            CREATE FUNCTION SCHEMA.refuse() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN RAISE SQLSTATE '\(state)'; END $$
            """,
            """
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON SCHEMA.entry DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION SCHEMA.refuse()
            """
        )
        let error = await #expect(throws: StorageError.self) {
            try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        }
        #expect(error == StorageError(ServerFailure.refused(state)))
        #expect(store.server.doubts.unconfirmed.isEmpty)
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.record") == "0")
        try server.sql("DROP TRIGGER refuse ON SCHEMA.entry")
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        try await store.close()
    }

    @Test(
        "A commit that stands is found and told so, whatever the server said of it but that it was taken back",
        arguments: PostgreSQLPath.allCases.flatMap { path in
            // PostgreSQL itself says these of nothing that stands.
            (doubtful + (path == .portable ? ["40001", "40P01"] : [])).map { (path, $0) }
        }
    )
    func stands(_ path: PostgreSQLPath, _ state: String) async throws {
        let server = TestServer(Layout(path: path))
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        _ = try await store.commit([Samples.add(0)], by: .after(.seconds(30)))
        relay.judge { _ in .pass }
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        // The last but one says that it is committed, the last one that the flight is over.
        let place = relay.count(from: .server) - 2
        let replaced = Mutex<UInt8?>(nil)
        relay.judge { message in
            guard message.sender == .server, message.number == place else { return .pass }
            replaced.withLock { $0 = message.kind }
            return .replace(Self.refusal(state))
        }
        #expect(
            try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [2])]
        )
        #expect(replaced.withLock(\.self) == UInt8(ascii: "C"))
        #expect(store.server.doubts.unconfirmed.isEmpty)
        #expect(
            try await store.commit([Samples.add(3)], by: .after(.seconds(30))) == [.committed(positions: [3])]
        )
        #expect(try server.sql("SELECT count(*)::text FROM SCHEMA.entry") == "4")
        try await store.close()
    }

    /// What the server may say of a batch that it carried out, and nobody can read.
    enum Unreadable: CaseIterable {
        case noPositions, noNumber, emptyNumber

        /// A row as the protocol has it: no conflict, positions, and the transaction's number.
        var row: [UInt8] {
            let position: [UInt8] =
                [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 8]
                + [0, 0, 0, 0, 0, 0, 0, 1]
            let (null, number): ([UInt8], [UInt8]) = ([255, 255, 255, 255], [0, 0, 0, 0, 0, 0, 3, 0])
            let positions = [0, 0, 0, UInt8(position.count)] + position
            let columns: [UInt8] =
                switch self {
                case .noPositions: null + [0, 0, 0, 8] + number
                case .noNumber: positions + null
                case .emptyNumber: positions + [0, 0, 0, 0]
                }
            let body = [0, 3] + null + columns
            return [UInt8(ascii: "D"), 0, 0, 0, UInt8(body.count + 4)] + body
        }
    }

    @Test(
        "A commit that stands is unknown where what the server said of it cannot be read, and confirmed before it is shown",
        arguments: Unreadable.allCases
    )
    func unreadable(_ answer: Unreadable) async throws {
        let server = TestServer()
        let relay = try Relay(to: server)
        let store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
        _ = try await store.commit([Samples.add(1)], by: .after(.seconds(30)))
        let rows = Mutex(0)
        relay.judge { message in
            guard message.sender == .server, message.kind == UInt8(ascii: "D") else { return .pass }
            let number = rows.withLock { rows in
                rows += 1
                return rows
            }
            // The third one, after those of the settings and the lock, is the function's.
            return number == 3 ? .replace(answer.row) : .pass
        }
        #expect(try await store.commit([Samples.add(2)], by: .after(.seconds(30))) == [.outcomeUnknown])
        #expect(rows.withLock(\.self) == 3)
        #expect(store.server.doubts.unconfirmed == [Samples.tenant])
        #expect(try await store.fetch([Samples.key(2)], by: .after(.seconds(30)))[0]?.revision == 1)
        #expect(store.server.doubts.unconfirmed.isEmpty)
        try await store.close()
    }

    /// An error as the protocol has it.
    static func refusal(_ state: String, severity: String = "ERROR") -> [UInt8] {
        var fields: [UInt8] = []
        for field in ["S" + severity, "V" + severity, "C" + state, "Mrefused"] {
            fields += Array(field.utf8) + [0]
        }
        fields.append(0)
        // Less than 256 bytes.
        return [UInt8(ascii: "E"), 0, 0, 0, UInt8(fields.count + 4)] + fields
    }
}
#endif
