import ChildProcess
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB

extension ChildProcess {
    /// A member of what the program told as JSON.
    subscript(_ name: String) -> Any? {
        (try? JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])?[name]
    }
}

/// A practice in a folder of its own, and the program that was built beside the tests.
final class AdministeredPractice: Sendable {
    private static let passphrase = "a passphrase for tests"

    let folder: String
    /// Where the store is, and what else names it: a file, or a database.
    private let place: [String]
    /// What nobody must find in what the program says.
    let secrets = ["Rivera", "Amelia", "Slept well", AdministeredPractice.passphrase]

    var store: String { file("practice.db") }
    var keyring: String { file("rivera.keyring") }

    /// - Parameter database: The address of a database; in a file if `nil`.
    /// - Throws: An error of the file system.
    init(in database: String? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "admin-\(UUID().uuidString)").path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let schema = "admin_" + UUID().uuidString.lowercased().filter { $0 != "-" }
        place =
            database.map { ["--store", $0, "--schema", schema] } ?? ["--store", folder + "/practice.db"]
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func file(_ name: String) -> String { folder + "/" + name }

    /// Runs a command on the practice.
    func run(
        _ arguments: String...,
        isKeyed: Bool = true,
        passphrase: String = AdministeredPractice.passphrase
    ) async throws -> ChildProcess {
        try await run(arguments, isKeyed: isKeyed, passphrase: passphrase)
    }

    /// Runs a command, on the practice unless it names its own place.
    func run(
        _ arguments: [String],
        isPlaced: Bool = true,
        isKeyed: Bool = true,
        passphrase: String = AdministeredPractice.passphrase
    ) async throws -> ChildProcess {
        try await ChildProcess(
            ChildProcess.built("notes-admin"),
            arguments + (isPlaced ? place : []) + ["--json"],
            environment: isKeyed
                ? ["CLINICAL_NOTES_PASSPHRASE": passphrase, "CLINICAL_NOTES_APPROVER_1": Self.passphrase]
                : [:]
        )
    }

    /// Somebody is enrolled and writes a note.
    func live() async throws {
        let vault = try await NoteVault.open(
            store: SQLiteNoteStore(path: store),
            keys: LocalKeyService(
                file: store + ".keys",
                passphrase: SensitiveBytes(Self.passphrase.utf8),
                creating: false
            ),
            policy: .unitedStates,
            relationships: Everybody(),
            anchor: FileAnchor(path: store + ".anchor")
        )
        let keyring = try Keyring.generate()
        let rivera = try await vault.enroll(
            Person(legalName: "Rivera"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: "enrol"
        )
        let patient = try await vault.register(
            Person(legalName: "Amelia", birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: "register"
        )
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        _ = try await desk.draft(
            PsychotherapyNote(impressions: "Slept well"),
            about: [patient],
            idempotencyKey: "draft"
        )
        try await vault.close()
        let exported = try keyring.export(
            passphrase: SensitiveBytes(Self.passphrase.utf8),
            cost: PassphraseCost(operations: 1, kibibytes: 8)
        )
        try Data(exported).write(to: URL(filePath: self.keyring))
    }

    /// Somebody who holds the database wipes a value.
    func damage() throws {
        let database = try DatabaseQueue(path: store)
        try database.write { database in
            try database.execute(
                sql: "UPDATE record SET value = zeroblob(length(value)) WHERE collection = ?",
                arguments: [RecordCollection.revision.rawValue]
            )
        }
        try database.close()
    }

    private struct Everybody: Relationships {
        func careTeam(
            of patient: PatientID,
            includes principal: PrincipalID,
            at moment: Instant
        ) async -> Fact<Bool> { .known(true) }

        func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> { .known(true) }
    }
}
