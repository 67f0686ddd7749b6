import ClinicalNotesModel
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A revocation against readers in two vaults")
struct LateReadingTests {
    /// How many readings must be permitted, and how many of them before each revocation.
    static let (readings, perRevocation) = Soak.isOn ? (10_000, 100) : (120, 30)
    static let readers = 16

    /// What a race came to.
    struct Tally {
        var permitted = 0
        /// Permitted after the revocation, in the order of the audit log.
        var late = 0
        /// Permitted, and not in the log.
        var unrecorded = 0
        /// How long each revocation took.
        var revocations: [Duration] = []

        var line: String {
            let slowest = revocations.sorted()[revocations.count * 99 / 100]
            let milliseconds = Int(slowest / .milliseconds(1))
            return "\(permitted) readings tried against \(revocations.count) revocations, \(late) late; "
                + "99 of 100 revocations within \(milliseconds) ms"
        }
    }

    /// Counts the readings of one round.
    final class Count: Sendable {
        private let count = Atomic<Int>(0)

        var value: Int { count.load(ordering: .relaxed) }

        func increment() { count.add(1, ordering: .relaxed) }
    }

    @Test("leaves no permitted reading behind it, on any store", arguments: RacedStore.all)
    func race(_ kind: RacedStore) async throws {
        let database = try await kind.make()
        defer { database.remove() }
        let tally = try await race(on: database, forgetting: false, until: Self.readings)
        #expect(tally.late == 0 && tally.unrecorded == 0)
        #expect(tally.permitted >= Self.readings && !tally.revocations.isEmpty)
        print("revocation on \(kind): \(tally.line)")
    }

    @Test("is seen to come too late where a store forgets what a reading expects")
    func lateIsSeen() async throws {
        let database = try await RacedStore.memory.make()
        let tally = try await race(on: database, forgetting: true, until: 30)
        #expect(tally.late > 0)
    }

    private func race(
        on database: RacedStore.Database,
        forgetting: Bool,
        until readings: Int
    ) async throws -> Tally {
        let (first, second) = try await database.open()
        let clinic = try await Clinic(store: first)
        let held = HeldReadings(second, forgetting: forgetting)
        let other = try await clinic.reopened(over: held)
        let rivera = try await clinic.staff("Rivera")
        let okafor = try await clinic.staff("Okafor")
        let ana = try await clinic.patient("Ana", seenBy: rivera, okafor).id
        let desk = try await clinic.desk(rivera)
        let note = try await desk.analysed("Own words", about: ana, key: "own")
        let vaults = [clinic, other]
        var sessions: [NoteSession] = []
        for reader in 0..<Self.readers { sessions.append(try await vaults[reader % 2].desk(okafor)) }
        let before = try await clinic.audit().count
        var tally = Tally()
        while tally.permitted < readings {
            let round = tally.revocations.count
            let authorization = try await desk.record(
                .authorization(.forClinician(okafor, of: ana, at: clinic)),
                idempotencyKey: IdempotencyKey("authorization \(round)")
            )
            try await desk.grantKey(
                of: note,
                to: okafor.id,
                for: .treatment,
                under: authorization,
                idempotencyKey: IdempotencyKey("grant \(round)")
            )
            let count = Count()
            let took = try await withThrowingTaskGroup(of: Duration?.self) { group in
                for session in sessions {
                    group.addTask {
                        while await session.outcome(of: note).hasPrefix("words") { count.increment() }
                        return nil
                    }
                }
                group.addTask {
                    while count.value < Self.perRevocation { await Task.yield() }
                    // A reading that was decided, and is about to be recorded, in the other vault; the rest go on.
                    await held.holdNext()
                    let begun = ContinuousClock.now
                    try await desk.revoke(
                        authorization,
                        of: ana,
                        idempotencyKey: IdempotencyKey("revoke \(round)")
                    )
                    held.letGo()
                    return ContinuousClock.now - begun
                }
                return try await group.reduce(nil) { $0 ?? $1 }
            }
            tally.permitted += count.value
            tally.revocations.append(try #require(took))
        }
        count(try await clinic.audit().dropFirst(before), by: okafor.id, into: &tally)
        try await other.vault.close()
        // Two vaults on one store in memory close it together.
        try? await clinic.vault.close()
        return tally
    }

    /// Goes through the log: an authorization is recorded, revoked, recorded again.
    private func count(_ entries: ArraySlice<AuditEntry>, by reader: PrincipalID, into tally: inout Tally) {
        var (isGranted, permitted) = (false, 0)
        for entry in entries {
            if entry.event == .directive { isGranted.toggle() }
            guard entry.principal == reader, entry.outcome == .permitted else { continue }
            permitted += 1
            if !isGranted { tally.late += 1 }
        }
        tally.unrecorded = tally.permitted - permitted
    }
}
