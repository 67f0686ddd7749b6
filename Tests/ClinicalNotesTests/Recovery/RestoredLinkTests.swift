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

    @Test(
        "two ids of one human approve no restore, also if that is on record in the journal alone",
        arguments: [0, 1, 2]
    )
    func approvals(place: Int) async throws {
        let linked = place > 0
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        if place == 1 { try await practice.vault.link([rivera.id, achebe.id]) }
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        if place == 2 { try await practice.vault.link([rivera.id, achebe.id]) }
        _ = try await practice.staff("Okafor")
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        do throws(any Error) {
            _ = try await restored.restore(by: [rivera, achebe])
            #expect(!linked)
        } catch let error as NotesError {
            #expect(linked && error == NotesError(.approvalRefused))
        }
    }

    @Test("an id that was lost keeps the others neither linked nor apart")
    func lost() async throws {
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        let okafor = try await practice.staff("Okafor")
        let (ana, anaSelf) = try await practice.patient("Ana")
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        let winter = try await practice.staff("Winter")
        try await practice.vault.link([okafor.id, winter.id, anaSelf.id])
        try await practice.vault.checkpoint()
        let newer = try practice.backup()
        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        let (vault, report) = try await restored.restore(by: [rivera, achebe])
        #expect(report.lostOwners == [winter.id.owner])
        #expect(try await vault.affiliations(of: okafor.id).count == 2)
        let portal = try await practice.session(anaSelf, .patientRequest, in: vault)
        let session = try await portal.acting(as: okafor.id, purpose: .treatment)
        try await vault.unlink(okafor.id)
        await #expect(throws: NotesError(.notEnrolled)) { try await session.chart(of: ana).page() }
        try await vault.link([okafor.id, rivera.id])
        #expect(try await vault.affiliations(of: okafor.id).map(\.principal).count == 2)
        #expect(try await vault.verify().isConsistent)
    }

    @Test("an id whose records are damaged keeps no link from being ended, and a patient from no revocation")
    func damaged() async throws {
        let practice = try await BackedUpPractice()
        let okafor = try await practice.staff("Okafor")
        let winter = try await practice.staff("Winter")
        let (ana, anaSelf) = try await practice.patient("Ana")
        let portal = try await practice.session(anaSelf, .patientRequest)
        let paper = try await portal.record(
            .authorization(
                Authorization(
                    subjects: [ana],
                    description: "Everything",
                    covers: [.general],
                    disclosers: [.organization(practice.vault.organization)],
                    recipients: [.role(.treatingClinician)],
                    purposes: [.treatment],
                    expiry: nil,
                    signature: nil,
                    statements: []
                )
            )
        )
        try await practice.vault.link([okafor.id, winter.id, anaSelf.id])
        let session = try await portal.acting(as: okafor.id, purpose: .treatment)
        var image = practice.store.image
        let aggregate = try #require(
            image.keys.filter { $0.owner == winter.id.owner && $0.collection == .owner }.min()
        )
        image.flip(10, of: aggregate)
        practice.store.image = image
        await #expect(throws: NotesError(.tampered)) { try await practice.session(winter) }
        try await portal.revoke(paper, of: ana)
        try await practice.vault.unlink(okafor.id)
        await #expect(throws: NotesError(.notEnrolled)) { try await session.chart(of: ana).page() }
    }
}
