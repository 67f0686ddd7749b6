import ClinicalNotes
import CustomAdapter
import Foundation
import Testing

@testable import QuickStart

@Suite("A vault on the adapter")
struct VaultTests {
    @Test("founds a practice, documents and reads, and finds everything intact when it is opened again")
    func works() async throws {
        let folder = try Folder()
        let directory = PracticeDirectory()
        let passphrase = Passphrase.current
        func keys(creating: Bool) throws -> LocalKeyService {
            try LocalKeyService(
                file: folder.path + "/keys",
                passphrase: passphrase,
                creating: creating,
                cost: .interactive
            )
        }
        let anchor = FileAnchor(path: folder.path + "/anchor")
        let vault = try await NoteVault.found(
            store: LogFileNoteStore(path: folder.file),
            keys: keys(creating: true),
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor
        )
        let staff = try await Founding(vault: vault, directory: directory).staff()
        let therapist = try #require(staff.first { $0.id == .originator })
        let ana = try await vault.register(People.ana, idempotencyKey: "ana")
        let visit = try await document(ana, by: therapist, in: vault)
        try await vault.checkpoint()
        try await vault.close()

        let opened = try await NoteVault.open(
            store: LogFileNoteStore(path: folder.file),
            keys: keys(creating: false),
            policy: .unitedStates,
            relationships: directory,
            anchor: anchor
        )
        let desk = try await opened.session(
            for: therapist.principal,
            purpose: .treatment,
            unlocking: therapist.keyring
        )
        #expect(try await desk.read(visit).id == visit)
        try await opened.checkpoint()
        let report = try await opened.verify()
        #expect(report.findings.isEmpty && report.unlisted == 0 && report.unsettled.isEmpty)
        #expect(report.audit.isAnchored)
        try await opened.close()
        // Nothing of what was written can be read in the file.
        let file = try Data(contentsOf: URL(fileURLWithPath: folder.file))
        for words in ["Sleeps better.", "Weekly.", People.ana.legalName] {
            #expect(file.range(of: Data(words.utf8)) == nil)
        }
    }

    private func document(_ patient: PatientID, by member: Member, in vault: NoteVault) async throws -> NoteID
    {
        let desk = try await vault.session(
            for: member.principal,
            purpose: .treatment,
            unlocking: member.keyring
        )
        let now = VaultEnvironment.system.now()
        let session = CounselingSession(
            subjects: [patient],
            period: now + .seconds(-3_600)..<now + .seconds(-600),
            modality: .individual,
            summary: SessionSummary(diagnosis: "F41.1", progress: "Sleeps better.", plan: "Weekly."),
            analysis: nil
        )
        let visit = try await desk.document(session, idempotencyKey: "visit")
        try await desk.sign(visit.summary, idempotencyKey: "visit-signed")
        return visit.summary
    }
}
