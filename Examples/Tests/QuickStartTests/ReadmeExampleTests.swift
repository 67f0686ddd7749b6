import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import Testing

@testable import QuickStart

@Suite("The example of the README")
struct ReadmeExampleTests {
    @Test("does what it says: the colleague's page holds the summary alone")
    func runs() async throws {
        try await TemporaryFolder.with { folder in
            let example = try await Self.prepared(in: folder)
            let (vault, desk, visit, page) = try await example.run()
            #expect(page.map(\.id) == [visit.summary])

            let analysis = try #require(visit.analysis)
            try await desk.sign(analysis, idempotencyKey: "analysis")
            let colleague = try await vault.session(for: example.drOkafor, purpose: .treatment)
            #expect(try await colleague.chart(of: example.ana).page().map(\.id) == [visit.summary])
            let own = try await desk.chart(of: example.ana).page().map(\.id)
            #expect(Set(own) == [visit.summary, analysis])
            try await vault.close()
        }
    }

    /// A practice with two clinicians of one care team, and a patient.
    private static func prepared(in folder: URL) async throws -> ReadmeExample {
        let files = try PracticeFiles(new: folder.appending(path: "practice.db").path())
        let directory = PracticeDirectory()
        let vault = try await NoteVault.found(
            store: SQLiteNoteStore(path: files.store),
            keys: LocalKeyService(file: files.keys, passphrase: Passphrase.current, cost: .interactive),
            policy: .unitedStates,
            relationships: directory
        )
        let staff = try await Founding(vault: vault, directory: directory).staff()
        let therapist = try #require(staff.first { $0.id == .originator })
        let colleague = try #require(staff.first { $0.id == .colleague })
        let ana = try await vault.register(People.ana, idempotencyKey: "ana")
        try await vault.close()
        let now = VaultEnvironment.system.now()
        return ReadmeExample(
            storeFile: files.store,
            keyFile: files.keys,
            passphrase: Passphrase.current,
            practiceDirectory: directory,
            drRivera: therapist.principal,
            riveraKeyring: therapist.keyring,
            drOkafor: colleague.principal,
            ana: ana,
            start: now + .seconds(-3600),
            end: now + .seconds(-600)
        )
    }
}
