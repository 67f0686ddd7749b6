#if Telemetry
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport

/// A practice whose keys and anchor, and store if it is one in SQLite, are files of a folder that goes with it.
final class SmallPractice {
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
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(folder)/notes.anchor"),
            timeout: .seconds(300)
        )
    }

    func open(_ store: any NoteStore) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: try keys,
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(folder)/notes.anchor"),
            timeout: .seconds(300)
        )
    }

    private var keys: LocalKeyService {
        get throws {
            try LocalKeyService(
                file: "\(folder)/notes.keys",
                passphrase: Self.passphrase,
                cost: .smallest
            )
        }
    }
}
#endif
