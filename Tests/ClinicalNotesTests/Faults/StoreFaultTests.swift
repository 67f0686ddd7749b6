import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A vault on a store that does wrong")
struct StoreFaultTests {
    private static let seeds: [UInt64] = [1, 2]

    @Test(
        "is right or says why not, and comes to what the handbook says of the fault",
        arguments: StoreFault.all
    )
    func comesToGuard(fault: StoreFault) async throws {
        let row = try #require(try StoreFaultPage.rows().first { $0.fault == fault.name })
        let stated = try #require(FaultGuard(row.guardian), "\(row.guardian)")
        var results = try await FaultMatrix.shared.results(of: FaultTrial.some(of: fault))
        if Soak.isOn {
            for call in FaultedCall.all {
                let throughout = try await FaultMatrix.shared.results(
                    of: Self.seeds.map { FaultTrial(fault: fault, call: call, position: nil, seed: $0) }
                )
                results += throughout
                // How many calls to the store there are shows where no fault ends the call.
                let unstruck = FaultTrial(fault: fault, call: call, position: .max, seed: 1)
                let calls = try await FaultMatrix.shared.results(of: [unstruck])[0].calls
                for seed in Self.seeds {
                    results += try await FaultMatrix.shared.results(
                        of: FaultTrial.each(of: fault, in: call, calls: calls, seed: seed)
                    )
                }
            }
        }
        for result in results {
            for wrong in result.wrong { Issue.record("\(result.trial): \(wrong)") }
            if let noticed = result.noticed { #expect(noticed <= stated, "\(result.trial)") }
        }
        let struck = results.compactMap(\.noticed)
        #expect(struck.max() == stated)
        print("a vault whose store \(fault): tried \(results.count) calls, struck \(struck.count), \(stated)")
    }
}
