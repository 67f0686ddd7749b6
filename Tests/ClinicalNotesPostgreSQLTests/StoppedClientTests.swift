#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@Suite("A client that stops within its turn", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct StoppedClientTests {
    /// Stops a store once, where it is about to send what commits, as a signal or a machine that hangs would.
    private final class Stop: Sendable {
        private let hasStopped = Mutex(false)
        private let goingOn = DispatchSemaphore(value: 0)
        private let (stops, stopped) = AsyncStream.makeStream(of: Void.self)

        var log: FlightLog { FlightLog { [self] in meet($0) } }

        private func meet(_ calls: [ServerConnection.Call]) {
            guard calls.count > 1, calls.last?.sql == "COMMIT", calls.first?.sql.hasPrefix("BEGIN") == false,
                !hasStopped.withLock({ was in
                    defer { was = true }
                    return was
                })
            else { return }
            stopped.yield()
            _ = goingOn.wait(timeout: .now() + 120)
        }

        /// Waits until it has stopped.
        func reached() async { for await _ in stops { return } }

        func goOn() { goingOn.signal() }
    }

    private func stopping(_ stop: Stop, on server: TestServer) async throws -> PostgreSQLNoteStore {
        let watched = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: .portable,
            needsStandby: false,
            log: stop.log
        )
        return try await PostgreSQLNoteStore(watched, by: .after(.seconds(30)))
    }

    @Test(
        "Whoever holds a turn and does not go on loses it in a share of the time, long before others give up",
        arguments: PostgreSQLPath.allCases
    )
    func losesTurn(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        let store = try await server.open()
        let own = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: path,
            needsStandby: false
        )
        let holder = try server.connection()
        var answers: [ServerAnswer] = []
        let calls = own.begin(for: [Samples.tenant], by: .after(.seconds(60)))
        try holder.fly(calls, by: .after(.seconds(10)), into: &answers)
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        #expect(throws: ServerFailure.lost("25P03")) { try holder.run("COMMIT", by: .after(.seconds(10))) }
        try await store.close()
    }

    @Test("Whoever goes on in time writes once, behind those who came meanwhile")
    func goesOn() async throws {
        let (server, stop) = (TestServer(.portable), Stop())
        let store = try await stopping(stop, on: server)
        let other = try await server.open()
        async let outcomes = store.commit([Samples.add(1)], by: .after(.seconds(59)))
        await stop.reached()
        #expect(
            try await other.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        stop.goOn()
        #expect(try await outcomes == [.committed(positions: [1])])
        #expect(store.server.doubts.unconfirmed.isEmpty)
        for store in [store, other] { try await store.close() }
    }

    @Test("Whoever goes on too late has written nothing, knows it, and doubts nothing")
    func goesOnLate() async throws {
        let (server, stop) = (TestServer(.portable), Stop())
        let store = try await stopping(stop, on: server)
        let other = try await server.open()
        let deadline = Deadline.after(.seconds(3))
        let call = Task { try await store.commit([Samples.add(1)], by: deadline) }
        await stop.reached()
        #expect(
            try await other.commit([Samples.add(2)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        while !deadline.hasPassed { try await Task.sleep(for: .milliseconds(20)) }
        stop.goOn()
        let error = await #expect(throws: StorageError.self) { try await call.value }
        #expect(error?.code == .timedOut)
        #expect(store.server.doubts.count == 0)
        let keys = [Samples.key(1), Samples.key(2)]
        #expect(try await store.fetch(keys, by: .after(.seconds(30))).map { $0?.revision } == [nil, 1])
        for store in [store, other] { try await store.close() }
    }

    @Test(
        "A connection whose client's machine is gone ends by itself, whatever it was about",
        arguments: PostgreSQLPath.allCases
    )
    func keepsAlive(_ path: PostgreSQLPath) async throws {
        let server = TestServer(Layout(path: path))
        try await server.open().close()
        let own = try Server(
            ServerAddress(server.address),
            schema: SchemaName(server.schema),
            path: path,
            needsStandby: false
        )
        var place: ServerConnection?
        let seen = try own.connected(&place, by: .after(.seconds(10))).ask(
            "SELECT string_agg(setting, ' ' ORDER BY name) FROM pg_settings WHERE name LIKE 'tcp_keepalives%'",
            by: .after(.seconds(10))
        )
        #expect(seen.text(0, 0) == "3 10 5")
    }
}
#endif
