import ClinicalNotes
import Foundation
import TestSupport
import Testing

/// A backup of the vault of `vault-v1.json` as version 1 wrote it, kept in `Tests/Vectors/backup-v1.json` and never written again.
///
/// `Scripts/check-vectors.py` reads the same backup with an implementation of its own.
@Suite("A backup that was written can be put back")
struct StoredBackupTests {
    struct StoredBackup: Codable {
        var warning = "Test keys and invented people. Nothing here protects anything."
        var format = 1
        var tenant: String
        /// When it was begun, in milliseconds.
        var begun: Int64
        var records: UInt64
        /// The file, 64 bytes a line.
        var file: [String]
    }

    private static let file = RecordVectorTests.folder.appending(path: "backup-v1.json")
    private static let moment = StoredVaultTests.start + .seconds(86_400)

    let folder: String
    let stored: StoredVault

    init() throws {
        folder = NSTemporaryDirectory() + "clinical-notes-backup-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        stored = try JSONDecoder().decode(StoredVault.self, from: try Data(contentsOf: StoredVault.file))
    }

    @Test func `its notes are read, and everything in it is as it was written`() async throws {
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if !FileManager.default.fileExists(atPath: Self.file.path), RecordVectorTests.isWriting {
            try await write()
        }
        let backup = try JSONDecoder().decode(StoredBackup.self, from: try Data(contentsOf: Self.file))
        let bytes = try #require([UInt8](hex: backup.file.joined()))
        try Data(bytes).write(to: URL(fileURLWithPath: folder + "/stored.backup"))
        let store = InMemoryNoteStore()
        let report = try await NoteVault.putBack(backup: folder + "/stored.backup", into: store)
        #expect(report.tenant.description == backup.tenant && backup.tenant == stored.tenant)
        #expect(report.records == backup.records && report.found == 0)
        let vault = try await open(store)
        let verified = try await vault.verify()
        #expect(verified.isConsistent, "\(verified.findings)")
        #expect(verified.notes == 2)
        let keyring = try Keyring(
            importing: try #require([UInt8](hex: stored.therapistKeyring)),
            passphrase: SensitiveBytes(stored.keyringPassphrase.utf8)
        )
        let desk = try await vault.session(
            for: keyring.principal,
            purpose: .treatment,
            unlocking: keyring
        )
        let note = try await desk.read(try #require(NoteID(stored.general.id)))
        #expect(note[\SessionSummary.plan]?.text.copyString() == stored.general.texts["9"])
    }

    private func open(_ store: any NoteStore) async throws -> NoteVault {
        let keyFile = folder + "/stored.keys"
        try Data(try #require([UInt8](hex: stored.keyFile))).write(to: URL(fileURLWithPath: keyFile))
        return try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: LocalKeyService(
                file: keyFile,
                passphrase: SensitiveBytes(stored.keyFilePassphrase.utf8),
                creating: false
            ),
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            environment: VaultEnvironment(now: { Self.moment }, entropy: .system),
            timeout: .seconds(300)
        )
    }

    private func write() async throws {
        let path = folder + "/new.backup"
        let vault = try await open(try await stored.store())
        let report = try await vault.backUp(to: path, rehearsingIn: InMemoryNoteStore())
        #expect(report.isKept)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
        let written = StoredBackup(
            tenant: report.tenant.description,
            begun: report.at.milliseconds,
            records: report.records,
            file: stride(from: 0, to: bytes.count, by: 64).map { start in
                Array(bytes[start..<min(start + 64, bytes.count)]).hex
            }
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
        try encoder.encode(written).write(to: Self.file)
    }
}
