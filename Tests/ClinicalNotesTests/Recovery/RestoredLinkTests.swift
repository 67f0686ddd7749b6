import ClinicalNotes
import Testing

@Suite("Whose ids several are after a restore")
struct RestoredLinkTests {
    @Test("a backup brings back no link that was ended, and takes none away that was made")
    func restored() async throws {
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        let okafor = try await practice.staff("Okafor")
        let winter = try await practice.staff("Winter")
        let (ana, _) = try await practice.patient("Ana")
        let (ben, _) = try await practice.patient("Ben")
        try await practice.vault.link([okafor.id, .patient(ana)], idempotencyKey: "okafor")
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        try await practice.vault.unlink(okafor.id, idempotencyKey: "off")
        try await practice.vault.link([winter.id, .patient(ben)], idempotencyKey: "winter")
        try await practice.vault.checkpoint()
        let newer = try practice.backup()

        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        let vault = try await restored.restore(by: [rivera, achebe]).vault
        func ids(_ id: PrincipalID) async throws -> Set<PrincipalID> {
            Set(try await vault.affiliations(of: id).map(\.principal))
        }
        #expect(try await ids(okafor.id) == [okafor.id])
        #expect(try await ids(.patient(ana)) == [.patient(ana)])
        #expect(try await ids(winter.id) == [winter.id, .patient(ben)])
        #expect(try await ids(.patient(ben)) == [winter.id, .patient(ben)])
        let report = try await vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test("two ids of one human approve no restore", arguments: [false, true])
    func approvals(linked: Bool) async throws {
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        if linked { try await practice.vault.link([rivera.id, achebe.id]) }
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        _ = try await practice.staff("Okafor")
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        do {
            _ = try await restored.restore(by: [rivera, achebe])
            #expect(!linked)
        } catch let error as NotesError {
            #expect(linked && error == NotesError(.approvalRefused))
        }
    }
}
