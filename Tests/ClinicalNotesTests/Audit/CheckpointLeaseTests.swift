import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Checkpoints of several instances")
struct CheckpointLeaseTests {
    private let store = InMemoryNoteStore()
    private let keys = InMemoryKeyService()
    private let anchor = TamperedPractice.temporaryAnchor()
    private let clocks = (TestClock(Practice.start), TestClock(Practice.start))

    private func open(
        _ clock: TestClock,
        founding: Bool = false,
        anchor: (any Anchor)? = nil
    ) async throws -> NoteVault {
        let anchor = anchor ?? self.anchor
        let environment = VaultEnvironment(now: { clock.now }, entropy: .system)
        if founding {
            return try await NoteVault.found(
                store: store,
                waiving: .durable,
                keys: keys,
                policy: .unitedStates,
                relationships: PracticeDirectory(),
                anchor: anchor,
                environment: environment,
                timeout: .seconds(300)
            )
        }
        return try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            anchor: anchor,
            environment: environment,
            timeout: .seconds(300)
        )
    }

    private func isLeftToAnother(_ vault: NoteVault) async -> Bool {
        await vault.core.audit.isLeftToAnother(vault.core)
    }

    private func register(_ vault: NoteVault, _ name: String) async throws {
        _ = try await vault.register(Person(legalName: "P"), idempotencyKey: IdempotencyKey(name))
    }

    @Test("are left to the one that writes them, until it has written none for a while")
    func lease() async throws {
        let first = try await open(clocks.0, founding: true)
        let second = try await open(clocks.1)
        // Nobody has written one yet.
        #expect(await !isLeftToAnother(first))
        #expect(await !isLeftToAnother(second))
        try await register(first, "1")
        try await first.checkpoint()
        #expect(await !isLeftToAnother(first))
        #expect(await isLeftToAnother(second))
        // The holder is gone: nobody has to take anything away from it.
        for clock in [clocks.0, clocks.1] { clock.advance(by: .seconds(31)) }
        #expect(await !isLeftToAnother(second))
        try await register(second, "2")
        try await second.checkpoint()
        #expect(await isLeftToAnother(first))
        #expect(await !isLeftToAnother(second))
        // Whoever is asked to writes one, whosever turn it is, and the newest one holds.
        try await register(first, "3")
        try await first.checkpoint()
        #expect(await isLeftToAnother(second))
        #expect(try await first.verify().isIntact)
    }

    @Test("are not held up by a clock that is wrong")
    func skew() async throws {
        let first = try await open(clocks.0, founding: true)
        let second = try await open(clocks.1)
        try await register(first, "1")
        try await first.checkpoint()
        for seconds in [-31.0, 31.0, 100_000.0] {
            clocks.1.set(Practice.start + .seconds(seconds))
            #expect(await !isLeftToAnother(second))
        }
        for seconds in [-29.0, 29.0] {
            clocks.1.set(Practice.start + .seconds(seconds))
            #expect(await isLeftToAnother(second))
        }
    }

    @Test("are not left to an instance that cannot write the anchor")
    func unwritable() async throws {
        _ = try await open(clocks.0, founding: true)
        let faulty = FaultyAnchor(anchor)
        let first = try await open(clocks.0, anchor: faulty)
        let second = try await open(clocks.1)
        try await register(first, "1")
        try await first.checkpoint()
        #expect(await isLeftToAnother(second))
        faulty.refuseWrites(true)
        try await register(first, "2")
        await #expect(throws: NotesError(.auditUnavailable)) { try await first.checkpoint() }
        #expect(await !isLeftToAnother(second))
        // Whoever can takes over, and the one that cannot leaves it alone.
        try await second.checkpoint()
        #expect(await !isLeftToAnother(second))
        #expect(await isLeftToAnother(first))
        #expect(try await second.verify().isIntact)
        #expect(second.health.isWell)
    }
}
