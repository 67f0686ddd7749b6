import ClinicalNotes
import TestSupport
import Testing

@Suite("A restore that is killed at any step")
struct KilledRestoreTests {
    @Test(
        "is run again, and nobody reads in between whom the journal had shut out",
        arguments: [FaultyStore.Fault.throwing, .unknownWritten, .unknownUnwritten]
    )
    func store(fault: FaultyStore.Fault) async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        try await people.shutOut()
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        var (number, broken) = (1, 0)
        while true {
            let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
            let request = try await restored.request()
            let faulty = FaultyStore(restored.store)
            faulty.arm(fault, onCall: number)
            let told = await refusal {
                _ = try await restored.restore(
                    by: [people.rivera, people.achebe],
                    store: faulty,
                    asked: request
                )
            }
            guard faulty.disarm() else { break }
            if told != nil { broken += 1 }
            try await finish(restored, people, request)
            // Every commit is tried; of all calls only some, since each owner is brought on alike.
            number += fault == .throwing && !Soak.isOn && number > 8 ? 9 : 1
        }
        #expect(broken > 10)
    }

    @Test("by its anchor is run again too")
    func anchor() async throws {
        let practice = try await BackedUpPractice()
        let people = try await ShutOutPeople(practice)
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        try await people.shutOut()
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        var number = 1
        while true {
            let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
            let request = try await restored.request()
            let faulty = FaultyAnchor(restored.anchor)
            faulty.arm(onCall: number)
            _ = await refusal {
                _ = try await restored.restore(
                    by: [people.rivera, people.achebe],
                    anchor: faulty,
                    asked: request
                )
            }
            guard faulty.disarm() else { break }
            try await finish(restored, people, request)
            number += 1
        }
        #expect(number > 4)
    }

    /// Whatever was done: what opens shuts everybody out, and what does not open is restored.
    private func finish(
        _ restored: RestoredPractice,
        _ people: ShutOutPeople,
        _ request: RecoveryRequest
    ) async throws {
        if let vault = try? await restored.open() {
            #expect(await people.readers(in: vault).isEmpty)
            await #expect(throws: NotesError(.nothingToRecover)) {
                try await restored.restore(by: [people.rivera, people.achebe], asked: request)
            }
        } else {
            let (vault, report) = try await restored.restore(
                by: [people.rivera, people.achebe],
                asked: request
            )
            #expect(await people.readers(in: vault).isEmpty)
            #expect(report.lost.isEmpty && report.lostOwners.isEmpty)
            #expect(vault.declarations.count == 1)
        }
        let vault = try await restored.open()
        let whole = try await vault.verify()
        #expect(whole.isConsistent && whole.audit.finding == .verified, "\(whole.findings) \(whole.audit)")
    }
}
