import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("A commit whose answer makes no sense")
struct MisansweredCommitTests {
    @Test(
        "may have been written: a later verification misses nothing and finds nothing wrong",
        arguments: [FaultyStore.Fault.misanswered, .unknownWritten, .unknownUnwritten, .thrownWritten]
    )
    func verified(fault: FaultyStore.Fault) async throws {
        let setting = try await FaultTests.Setting()
        let desk = try await setting.clinic.desk(setting.rivera)
        for number in 0..<3 {
            setting.store.arm(fault, onCall: 1)
            await #expect(throws: (any Error).self) { try await desk.read(setting.general) }
            #expect(setting.store.disarm())
            if number > 0 { #expect(try await desk.read(setting.own).copyText() == "Own words") }
        }
        try await setting.clinic.vault.checkpoint()
        let report = try await setting.clinic.vault.verify()
        #expect(report.findings.isEmpty, "\(report.findings)")
    }
}
