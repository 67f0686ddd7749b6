#if PostgreSQL
import ClinicalNotesModel
import TestSupport
@testable import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import Synchronization
import Testing

@Suite("The names of hosts", .enabled(if: TestServer.isThere), .timeLimit(.minutes(5)))
struct HostNameTests {
    let server = TestServer()

    private var port: String { server.hosts[0].split(separator: ":").last.map(String.init) ?? "" }

    private func open(
        _ address: ServerAddress,
        _ names: HostNames = HostNames(),
        within time: Duration = .seconds(30)
    ) async throws -> PostgreSQLNoteStore {
        let own = try Server(address, schema: SchemaName(server.schema), needsStandby: false, names: names)
        return try await PostgreSQLNoteStore(own, by: .after(time))
    }

    private func writeAndClose(_ store: PostgreSQLNoteStore) async throws {
        #expect(
            try await store.commit([Samples.add(1)], by: .after(.seconds(30))) == [.committed(positions: [0])]
        )
        try await store.close()
    }

    @Test(
        "A name of which nothing is heard costs its share of the time, and one thread, however often it is asked"
    )
    func silent() async throws {
        let asked = Mutex(0)
        let end = DispatchSemaphore(value: 0)
        defer { end.signal() }
        let names = HostNames { name in
            guard name == "silent.example" else { return ["127.0.0.1"] }
            asked.withLock { $0 += 1 }
            _ = end.wait(timeout: .now() + 120)
            end.signal()
            return []
        }
        let options = "port=\(port) user=notes dbname=notes sslmode=disable"
        for _ in 0..<2 {
            let error = await #expect(throws: StorageError.self) {
                try await open(ServerAddress("host=silent.example \(options)"), names, within: .seconds(1))
            }
            #expect(error.map { [.timedOut, .unavailable].contains($0.code) } == true)
        }
        let store = try await open(ServerAddress("host=silent.example,db.example \(options)"), names)
        #expect(asked.withLock(\.self) == 1)
        try await writeAndClose(store)
    }

    @Test("Every address of a name is tried, and the name stays for what the server proves")
    func several() async throws {
        // Nobody listens at the first one.
        let names = HostNames { $0 == "db.example" ? ["127.0.0.3", "127.0.0.1"] : [] }
        let address = try ServerAddress(
            "host=db.example port=\(port) user=notes dbname=notes sslmode=disable"
        )
        let resolved = try names.resolved(address.hosts[0], by: .after(.seconds(10)))
        #expect(resolved.map { $0["hostaddr"] } == ["127.0.0.3", "127.0.0.1"])
        #expect(
            resolved.allSatisfy {
                $0["host"] == "db.example" && $0["port"] == port && $0["sslmode"] == "disable"
            }
        )
        try await writeAndClose(open(address, names))
    }

    @Test("An address of which nothing is heard leaves time for the name's next one, and costs no read")
    func halfSilent() async throws {
        let listener = try Socket.make()
        defer { Socket.end(listener) }
        // It takes whoever connects, and says nothing.
        _ = try Socket.listen(listener, on: #require(UInt16(port)), at: 4)
        let names = HostNames { _ in ["127.0.0.4", "127.0.0.1"] }
        let address = try ServerAddress(
            "host=db.example port=\(port) user=notes dbname=notes sslmode=disable"
        )
        let search = PrimarySearch(address.hosts, names, FlightLog())
        #expect(!search.hasSeveralHosts)
        let first = try search.connect(for: .writing, by: .after(.seconds(30)))
        #expect(first.origin.address.contains("127.0.0.1"))
        #expect(search.hasSeveralHosts)
        // Who reads begins where the writer is.
        let asked = ContinuousClock.now
        let second = try search.connect(for: .reading, by: .after(.seconds(30)))
        #expect(second.origin == first.origin)
        #expect(.now - asked < PrimarySearch.timeout)
        try await writeAndClose(open(address, names))
    }

    @Test("The system is asked for names alone, and says where this machine is and that nobody is nowhere")
    func system() throws {
        let asked = Mutex<[String]>([])
        let names = HostNames { name in
            asked.withLock { $0.append(name) }
            return []
        }
        for options in [
            [:], ["host": ""], ["host": "/run/postgresql"], ["host": "@notes"], ["host": "::1"],
            ["host": "192.0.2.1"], ["host": "db.example", "hostaddr": "192.0.2.1"],
        ] {
            #expect(try names.resolved(options, by: .after(.seconds(10))) == [options])
        }
        #expect(asked.withLock(\.self).isEmpty)
        let own = try HostNames().resolved(["host": "localhost"], by: .after(.seconds(10)))
        #expect(own.contains { $0["hostaddr"] == "127.0.0.1" })
        #expect(throws: ServerFailure.lost(nil)) {
            try names.resolved(["host": "nobody.invalid"], by: .after(.seconds(10)))
        }
    }

    @Test("What the environment says of hosts and ports leads to the server, beside what the address says")
    func environment() async throws {
        let hosts = ["PGHOST": "192.0.2.1,localhost", "PGPORT": "1,\(port)", "PGSSLMODE": "disable"]
        let address = try ServerAddress("user=notes dbname=notes", environment: hosts)
        try await writeAndClose(open(address))
        // What the address says counts more.
        let other = try ServerAddress(
            "user=notes dbname=notes host=127.0.0.1 port=\(port)",
            environment: ["PGHOST": "192.0.2.1", "PGPORT": "1"]
        )
        try await open(other).close()
    }
}
#endif
