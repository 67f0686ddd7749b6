import ClinicalNotes
import Foundation
import TestSupport

/// A practice in memory with a few people, and a backup of it on disk.
final class SmallBackup: Sendable {
    let folder: String
    let vault: NoteVault
    let store: InMemoryNoteStore
    let tenant: TenantID
    /// How many records the backup has.
    let records: UInt64

    var path: String { "\(folder)/notes.backup" }

    /// Makes the practice in a store, or behind it.
    ///
    /// - Parameters:
    ///   - timeout: That of the vault.
    ///   - wrap: What the vault sees of the store.
    /// - Throws: What the vault throws.
    init(
        timeout: Duration = .seconds(300),
        wrap: (InMemoryNoteStore) -> any NoteStore = { $0 }
    ) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "backup-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        store = InMemoryNoteStore()
        let keys = InMemoryKeyService()
        let clinic = try await NoteVault.found(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            timeout: .seconds(300)
        )
        for number in 0..<6 {
            _ = try await clinic.register(
                Person(
                    legalName: "P",
                    identifiers: [PersonIdentifier(system: "urn:example:mrn", value: "A-\(number)")]
                ),
                idempotencyKey: IdempotencyKey("\(number)")
            )
        }
        let backup = "\(folder)/notes.backup"
        records = try await clinic.backUp(to: backup, rehearsingIn: InMemoryNoteStore()).records
        tenant = clinic.tenant
        vault = try await NoteVault.open(
            store: wrap(store),
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: PracticeDirectory(),
            timeout: timeout
        )
    }

    /// The files beside the backup.
    var others: [String] {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "notes.backup" }
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
