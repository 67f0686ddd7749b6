// README: begin program
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation

@main
struct FirstNote {
    static func main() async throws {
        // Once, by whoever sets the practice up; every later run calls NoteVault.open with the same arguments.
        let vault = try await NoteVault.found(
            store: SQLiteNoteStore(path: "practice.db"),
            keys: LocalKeyService(file: "practice.keys", passphrase: SensitiveBytes("the practice's".utf8)),
            policy: .unitedStates,
            // What only you can know: here every clinician treats every patient, and whoever gets a session has signed in.
            relationships: .smallPractice
        )
        // Her keys are hers: saved under her own passphrase, and only then enrolled.
        let keyring = try Keyring.generate()
        let saved = try keyring.export(passphrase: SensitiveBytes("Dr. Rivera's".utf8))
        try Data(saved).write(to: URL(filePath: "rivera.keyring"))
        let rivera = try await vault.enroll(
            Person(legalName: "Dr. Rivera"),
            .treatingClinician,
            keys: keyring.publicKeyring
        )
        let ana = try await vault.register(Person(legalName: "Ana"))

        // One call, two compartments, one atomic write.
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let now = Date()
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana],
                period: (now - 50 * 60)..<now,
                summary: SessionSummary(diagnosis: "F41.1", progress: "Sleeps better.", plan: "Weekly."),
                analysis: PsychotherapyNote(impressions: "Speaks of the locked door for the first time.")
            )
        )
        for note in [visit.summary, visit.analysis].compactMap({ $0 }) { try await desk.sign(note) }

        // For a colleague on the same care team the psychotherapy note does not exist.
        let okafor = try await vault.enroll(Person(legalName: "Dr. Okafor"), .treatingClinician)
        let colleague = try await vault.session(for: okafor, purpose: .treatment)
        print("Dr. Rivera's page:", try await desk.chart(of: ana).page().map(\.compartment))
        print("Dr. Okafor's page:", try await colleague.chart(of: ana).page().map(\.compartment))
        try await vault.close()
    }
}
// README: end program
