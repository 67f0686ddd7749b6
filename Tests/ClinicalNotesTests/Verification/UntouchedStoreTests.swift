import ClinicalNotes
import Testing

@Suite("Verifying a store that nobody touched")
struct UntouchedStoreTests {
    @Test("finds nothing, and counts everything")
    func intact() async throws {
        let practice = try await TamperedPractice()
        let report = try await practice.vault.verify()
        #expect(report.isIntact, "\(report.findings)")
        #expect(report.findings.isEmpty)
        #expect(report.audit.finding == .unanchored)
        #expect(report.audit.pending == 0)
        #expect(report.auditEntries == report.audit.integrated)
        #expect(report.owners == 4)
        #expect(report.notes == 13)
        #expect(report.grantedNotes == 5)
        let audited = practice.image.keys.count { $0.collection == .audit }
        #expect(report.auditEntries == UInt64(audited))
        #expect(report.records == practice.image.keys.count - audited)
    }
}
