#if PostgreSQL
import ClinicalNotes
import ClinicalNotesModel
import ClinicalNotesPostgreSQL
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite(
    "The network between a store and its server",
    .enabled(if: TestServer.isThere),
    .timeLimit(.minutes(10))
)
struct NetworkTests {
    /// A store that reaches its server through a relay, with one commit behind it.
    private struct Connected {
        let server = TestServer()
        let relay: Relay
        let store: PostgreSQLNoteStore

        init() async throws {
            relay = try Relay(to: server)
            store = try await server.through(relay.hosts).open("sslmode=disable&gssencmode=disable")
            _ = try await store.commit([Samples.add(999)], by: .after(.seconds(30)))
        }

        /// How many pairs are there, none of them half.
        func pairs() throws -> Int {
            let counts = try server.sql(
                "SELECT (SELECT count(*) FROM SCHEMA.record) || ' ' || (SELECT count(*) FROM SCHEMA.entry)"
            ).split(separator: " ").compactMap { Int($0) }
            #expect(counts.count == 2 && counts[0] == 2 * counts[1])
            return counts[1]
        }
    }

    enum Way: CaseIterable {
        case cutForGood, cutForAMoment, silent
    }

    @Test(
        "Before COMMIT is sent nothing is stored; after it what is told is so; and what is tried again is there once",
        arguments: [Relay.Side.store, .server],
        Way.allCases
    )
    func interrupted(_ side: Relay.Side, _ way: Way) async throws {
        let sample = try await Connected()
        sample.relay.judge { _ in .pass }
        let plain = try await sample.store.commit([Samples.add(1)], by: .after(.seconds(30)))
        #expect(plain == [.committed(positions: [1])])
        let count = sample.relay.count(from: side)
        try await sample.store.close()
        #expect(count >= 12)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for start in 0..<6 {
                group.addTask {
                    let connected = try await Connected()
                    for number in stride(from: start, to: count, by: 6) {
                        let isBeforeCommit = side == .store && number <= count - 2
                        try await interrupt(connected, side, way, at: number, isBeforeCommit)
                    }
                    try await connected.store.close()
                }
            }
            try await group.waitForAll()
        }
    }

    private func interrupt(
        _ connected: Connected,
        _ side: Relay.Side,
        _ way: Way,
        at number: Int,
        _ isBeforeCommit: Bool
    ) async throws {
        let (relay, store) = (connected.relay, connected.store)
        // Whatever is prepared once is, on a new connection, too.
        _ = try await store.commit([Samples.add(1_000 + UInt64(number))], by: .after(.seconds(30)))
        let before = try connected.pairs()
        relay.judge { [weak relay] message in
            guard message.sender == side, message.number == number else { return .pass }
            if way != .cutForAMoment { relay?.isOpen = false }
            return way == .silent ? .swallow : .cut
        }
        let batch = Samples.add(UInt64(number))
        let deadline = Deadline.after(way == .cutForAMoment ? .seconds(30) : .seconds(2))
        let told = try? await store.commit([batch], by: deadline)[0]
        #expect(relay.count(from: side) > number)
        let stored = try connected.pairs() - before
        switch told {
        case .committed(let positions): #expect(stored == 1 && positions == [UInt64(before)])
        case nil: #expect(stored == 0 && way != .cutForAMoment)
        default: #expect(told == .outcomeUnknown)
        }
        if way != .cutForAMoment, isBeforeCommit { #expect(stored == 0) }
        relay.isOpen = true
        relay.judge { _ in .pass }
        let again = try await store.commit([batch], by: .after(.seconds(30)))[0]
        #expect(try connected.pairs() == before + 1)
        if stored == 0, told != .outcomeUnknown { #expect(again == .committed(positions: [UInt64(before)])) }
    }

    @Test("A slow network holds up, and changes nothing")
    func slow() async throws {
        let connected = try await Connected()
        connected.relay.judge { _ in
            usleep(20_000)
            return .pass
        }
        #expect(
            try await connected.store.commit([Samples.add(1)], by: .after(.seconds(60)))
                == [.committed(positions: [1])]
        )
        let keys = [Samples.key(999), Samples.key(1)]
        let found = try await connected.store.fetch(keys, by: .after(.seconds(60)))
        #expect(found.map { $0?.revision } == [1, 1])
        try await connected.store.close()
    }

    @Test(
        "A note whose connection is cut at any message is there once, with its entries, when it is tried again"
    )
    func vault() async throws {
        let server = TestServer()
        let practice = try VaultTests.Practice(server)
        defer { try? FileManager.default.removeItem(at: practice.folder) }
        let founded = try await practice.found()
        let keyring = try await practice.therapist(founded)
        let patient = try await practice.patient(founded)
        try await founded.close()
        let relay = try Relay(to: server)
        let vault = try await practice.open(on: server.through(relay.hosts), "sslmode=disable")
        let desk = try await vault.session(for: keyring.principal, purpose: .treatment, unlocking: keyring)
        func document(_ name: String) async throws {
            _ = try await desk.document(
                VaultTests.session(name, about: patient),
                idempotencyKey: IdempotencyKey(name)
            )
        }
        try await document("first")
        relay.judge { _ in .pass }
        try await document("second")
        let count = relay.count(from: .store)
        #expect(count > 12)
        for number in 0..<count {
            relay.judge { $0.sender == .store && $0.number == number ? .cut : .pass }
            // The first try may fail, and none after it; once it succeeded, another one writes nothing.
            if (try? await document("cut \(number)")) == nil { relay.judge { _ in .pass } }
            try await document("cut \(number)")
        }
        relay.judge { _ in .pass }
        #expect(try await VaultTests.chart(of: patient, in: desk).count == 2 * (count + 2))
        try await vault.checkpoint()
        try await vault.close()
        let report = try await practice.verify()
        #expect(report.findings.isEmpty && report.unlisted == 0 && report.audit.isAnchored)
    }
}
#endif
