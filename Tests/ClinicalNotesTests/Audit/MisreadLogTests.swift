import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("An audit log that a store answers wrongly once")
struct MisreadLogTests {
    private static let faults = [
        "cuts a value", "flips a bit", "answers another record", "miscounts revisions",
    ]

    @Test("is not signed as it was answered, and no alarm stays", arguments: faults)
    func integrated(fault: String) async throws {
        let visit = try await FaultedPractice().visit(timeout: .seconds(300))
        var refused = 0
        for number in 1...4 {
            _ = try await visit.desk().read(visit.setting.signed)
            _ = try await visit.desk().read(visit.setting.other)
            visit.store.arm(try #require(StoreFault.named(fault)), on: .call(number), of: .list)
            if await refusal({ try await visit.clinic.vault.checkpoint() }) != nil { refused += 1 }
            visit.store.disarm()
        }
        #expect(refused > 0)
        try await visit.clinic.vault.checkpoint()
        let report = try await visit.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test("gives no shorter list of duties", arguments: faults.dropLast())
    func duties(fault: String) async throws {
        let practice = try await FaultedPractice()
        for seed in 1...24 as ClosedRange<UInt64> {
            let visit = try await practice.visit(seed: seed, timeout: .seconds(300))
            let office = try await visit.clinic.desk(practice.office, .operations)
            let whole = try await office.duties()
            #expect(!whole.isEmpty)
            visit.store.arm(try #require(StoreFault.named(fault)), of: .list)
            await #expect(throws: NotesError(.tampered)) { try await office.duties() }
            #expect(visit.store.disarm().strikes == 2)
            #expect(try await office.duties() == whole)
            // One wrong answer is not what is on record.
            visit.store.arm(try #require(StoreFault.named(fault)), on: .call(1), of: .list)
            #expect(try await office.duties() == whole)
            visit.store.disarm()
        }
    }
}
