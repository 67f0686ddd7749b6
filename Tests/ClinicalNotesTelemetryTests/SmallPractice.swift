#if Telemetry
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation

/// A practice whose keys and anchor, and store if it is one in SQLite, are files of a folder that goes with it.
final class SmallPractice: Relationships {
    /// Where a practice keeps its notes.
    enum Kind: CaseIterable {
        case memory
        #if SQLite
        case sqlite
        #endif
    }

    private static let passphrase = SensitiveBytes(Array("telemetry".utf8))

    let folder: String

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "telemetry-\(UUID().uuidString)")
            .path()
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func store(_ kind: Kind) throws -> any NoteStore {
        switch kind {
        case .memory: InMemoryNoteStore()
        #if SQLite
        case .sqlite: try SQLiteNoteStore(path: "\(folder)/notes.db")
        #endif
        }
    }

    func found(_ store: any NoteStore) async throws -> NoteVault {
        try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: try keys,
            policy: .unitedStates,
            relationships: self,
            anchor: FileAnchor(path: "\(folder)/notes.anchor"),
            patience: .seconds(300)
        )
    }

    func open(_ store: any NoteStore) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: try keys,
            policy: .unitedStates,
            relationships: self,
            anchor: FileAnchor(path: "\(folder)/notes.anchor"),
            patience: .seconds(300)
        )
    }

    private var keys: LocalKeyService {
        get throws {
            try LocalKeyService(
                file: "\(folder)/notes.keys",
                passphrase: Self.passphrase,
                cost: PassphraseCost(operations: 1, kibibytes: 8)
            )
        }
    }

    func careTeam(
        of patient: PatientID,
        includes principal: PrincipalID,
        at moment: Instant
    ) async -> Fact<Bool> { .known(true) }

    func isVerified(_ principal: PrincipalID, at moment: Instant) async -> Fact<Bool> { .known(true) }
}

extension NoteVault {
    /// Enrolls somebody of the practice.
    func staff(_ name: String, _ role: PrincipalRole = .treatingClinician) async throws -> Keyring {
        let keyring = try Keyring.generate()
        _ = try await enroll(
            Person(legalName: name),
            Enrollment.Standing(role: role, organization: organization, coveredEntity: true),
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enroll \(name)")
        )
        return keyring
    }

    /// Puts a patient on record.
    func patient(_ name: String) async throws -> PatientID {
        try await register(
            Person(legalName: name, birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: IdempotencyKey("register \(name)")
        )
    }
}
#endif
