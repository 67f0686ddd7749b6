import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A clock that jumped ahead")
struct ClockTests {
    private static let jump: Duration = .seconds(31 * 86_400)

    private func register(_ clinic: Clinic, _ name: String) async throws -> PatientID {
        try await clinic.vault.register(Person(legalName: name), idempotencyKey: IdempotencyKey(name))
    }

    private func receipts(_ clinic: Clinic) async throws -> Int {
        try await clinic.records().count { $0.key.collection == .receipt }
    }

    /// The same store, opened by another process with the same clock.
    private func reopened(_ clinic: Clinic) async throws -> NoteVault {
        try await NoteVault.open(
            store: clinic.store,
            waiving: .durable,
            keys: clinic.keys,
            policy: .unitedStates,
            relationships: clinic.directory,
            environment: VaultEnvironment(now: { clinic.clock.now }, entropy: .system),
            timeout: .seconds(300)
        )
    }

    @Test("sweeps nothing at a checkpoint, so that verification misses no receipt once it is right again")
    func checkpoint() async throws {
        let clinic = try await Clinic()
        for name in ["a", "b", "c"] { _ = try await register(clinic, name) }
        let right = clinic.clock.now
        clinic.clock.advance(by: Self.jump)
        #expect(try await clinic.vault.isClockAhead())
        try await clinic.vault.checkpoint()
        #expect(try await receipts(clinic) == 3)
        clinic.clock.set(right)
        #expect(try await !clinic.vault.isClockAhead())
        let report = try await clinic.vault.verify()
        #expect(report.findings.isEmpty)
    }

    @Test("carries no repeated write out twice, also after writes at the wrong time")
    func repeated() async throws {
        let clinic = try await Clinic()
        let first = try await register(clinic, "a")
        clinic.clock.advance(by: Self.jump)
        let late = try await register(clinic, "b")
        try await clinic.vault.checkpoint()
        #expect(try await register(clinic, "a") == first)
        #expect(try await register(clinic, "b") == late)
        let owners = try await clinic.vault.verify().owners
        #expect(owners == 2)
    }

    @Test(
        "is noticed by a process that begins after it, also when entries of the wrong time stand in the log"
    )
    func afterRestart() async throws {
        let clinic = try await Clinic()
        let first = try await register(clinic, "a")
        clinic.clock.advance(by: Self.jump)
        _ = try await register(clinic, "b")
        let vault = try await reopened(clinic)
        #expect(try await vault.isClockAhead())
        try await vault.checkpoint()
        #expect(try await receipts(clinic) == 2)
        #expect(
            try await vault.register(Person(legalName: "a"), idempotencyKey: IdempotencyKey("a")) == first
        )
    }

    @Test("is believed once it was confirmed, which is recorded and holds for whoever opens the store next")
    func confirmed() async throws {
        let clinic = try await Clinic()
        for name in ["a", "b", "c"] { _ = try await register(clinic, name) }
        clinic.clock.advance(by: Self.jump)
        try await clinic.vault.confirmClock()
        #expect(try await clinic.audit().last?.event == .clock)
        #expect(try await !clinic.vault.isClockAhead())
        let vault = try await reopened(clinic)
        #expect(try await !vault.isClockAhead())
        clinic.clock.advance(by: .seconds(8 * 86_400))
        try await vault.confirmClock()
        try await vault.checkpoint()
        #expect(try await receipts(clinic) == 0)
        #expect(try await vault.verify().findings.isEmpty)
    }

    @Test("is not believed for the number of its entries, however many there are and whoever opens the store")
    func manyEntries() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let desk = try await clinic.desk(rivera)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        clinic.clock.advance(by: Self.jump)
        let receipts = try await receipts(clinic)
        for _ in 0..<3 {
            for _ in 0..<220 { _ = try await desk.read(note) }
            try await clinic.vault.checkpoint()
            let vault = try await reopened(clinic)
            #expect(try await vault.isClockAhead())
            try await vault.checkpoint()
        }
        #expect(try await self.receipts(clinic) == receipts)
        try await clinic.vault.confirmClock()
        try await clinic.vault.checkpoint()
        #expect(try await !reopened(clinic).isClockAhead())
    }

    @Test("by less than a week is not suspected, and nobody waits to read")
    func reading() async throws {
        let clinic = try await Clinic()
        let rivera = try await clinic.staff("Rivera")
        let ana = try await clinic.patient("Ana", seenBy: rivera)
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        clinic.clock.advance(by: .seconds(6 * 86_400))
        #expect(try await !clinic.vault.isClockAhead())
        clinic.clock.advance(by: Self.jump)
        #expect(try await clinic.vault.isClockAhead())
        #expect(try await clinic.desk(rivera).read(note).copyText() == "Words")
    }
}
