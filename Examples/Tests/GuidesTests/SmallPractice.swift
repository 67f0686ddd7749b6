import ClinicalNotes
import Foundation

/// A practice in memory in which every clinician treats every patient, and a folder for keyrings.
struct SmallPractice {
    let vault: NoteVault

    init(in folder: URL) async throws {
        vault = try await NoteVault.found(
            store: InMemoryNoteStore(),
            waiving: .durable,
            keys: Self.keys(in: folder),
            policy: .unitedStates,
            relationships: .smallPractice,
            // Other tests keep the machine busy.
            timeout: .seconds(300)
        )
    }

    static func keys(in folder: URL) throws -> LocalKeyService {
        try LocalKeyService(
            file: folder.appending(path: "practice.keys").path(),
            passphrase: SensitiveBytes("of the practice".utf8),
            cost: .interactive
        )
    }

    /// Enrolls somebody of the staff with keys, and opens a session.
    func session(
        _ name: String,
        _ role: PrincipalRole = .treatingClinician,
        for purpose: PurposeOfUse = .treatment
    ) async throws -> NoteSession {
        let keyring = try Keyring.generate()
        let principal = try await vault.enroll(
            Person(legalName: name),
            Enrollment.Affiliation(role: role),
            keys: keyring.publicKeyring
        )
        return try await vault.session(for: principal, purpose: purpose, unlocking: keyring)
    }

    func patient(_ name: String = "Ana") async throws -> PatientID {
        try await vault.register(
            Person(legalName: name, birthDate: CalendarDay(year: 1990, month: 5, day: 1))
        )
    }

    /// A folder that is gone when the body ends.
    static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }
}
