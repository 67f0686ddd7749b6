import ClinicalNotesConformance
import CustomAdapterChecking
import Testing

@Suite("The adapter that an integrator copies")
struct ConformanceTests {
    // WritingAStore: begin test
    @Test("holds the storage contract", arguments: StoreRequirement.all)
    func holds(_ requirement: StoreRequirement) async throws {
        let result = try await requirement.check(.logFile())
        // Nothing is skipped: this adapter gives whatever the kit asks for.
        guard case .passed = result else { return _ = Issue.record("\(requirement): \(result)") }
    }
    // WritingAStore: end test
}
