#if SQLite
@testable import ClinicalNotes
import ClinicalNotesModel
import ClinicalNotesSQLite
import ClinicalNotesStorage
import Foundation
import TestSupport
import Testing

@Suite("Garbage where a practice is kept: a precise error, and nothing written")
struct GarbageStoreTests {
    let practice: KilledPractice

    init() async throws { practice = try await KilledPractice() }

    private func path(_ name: String) -> String { "\(practice.folder)/\(name)" }

    private func put(_ bytes: [UInt8], in name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path(name)))
    }

    private func open(_ store: any NoteStore, anchor: any Anchor = NoAnchor()) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: LocalKeyService(
                file: path("notes.keys"),
                passphrase: KilledPractice.passphrase,
                creating: false
            ),
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: anchor,
            timeout: .seconds(300)
        )
    }

    @Test("a directory, or a file of something else, as the store")
    func store() throws {
        let error = #expect(throws: StorageError.self) { try SQLiteNoteStore(path: practice.folder) }
        #expect(error?.code == .invalidLocation)
        let garbage = [UInt8]((0..<8192).map { UInt8(truncatingIfNeeded: $0 &* 31) })
        try put(garbage, in: "garbage.db")
        #expect(throws: StorageError.self) { try SQLiteNoteStore(path: path("garbage.db")) }
        #expect(FileManager.default.contents(atPath: path("garbage.db")) == Data(garbage))
    }

    @Test("a wrong passphrase, a directory, or garbage as the keys")
    func keys() throws {
        let before = FileManager.default.contents(atPath: path("notes.keys"))
        func code(_ file: String, _ passphrase: String = "crash") -> CryptoError.Code? {
            do {
                _ = try LocalKeyService(
                    file: file,
                    passphrase: SensitiveBytes(Array(passphrase.utf8)),
                    creating: false
                )
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(path("notes.keys"), "wrong") == .wrongPassphrase)
        #expect(code(path("notes.keys"), "") == .passphraseEmpty)
        #expect(code(path("no such file")) == .fileMissing)
        #expect(code(practice.folder) == .fileInvalid)
        try put([UInt8](repeating: 3, count: 400), in: "garbage.keys")
        #expect(code(path("garbage.keys")) == .fileInvalid)
        #expect(FileManager.default.contents(atPath: path("notes.keys")) == before)
        #expect(code(path("notes.keys")) == nil)
    }

    @Test("a keyring under a wrong passphrase, or garbage")
    func keyring() throws {
        let file = Array(try #require(FileManager.default.contents(atPath: path("therapist.keyring"))))
        func code(_ bytes: [UInt8], _ passphrase: String) -> CryptoError.Code? {
            do {
                _ = try Keyring(importing: bytes, passphrase: SensitiveBytes(Array(passphrase.utf8)))
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(file, "wrong") == .wrongPassphrase)
        #expect(code(file, "crash") == nil)
        #expect(code([], "crash") == .fileInvalid)
        #expect(code([UInt8](repeating: 9, count: file.count), "crash") == .fileInvalid)
    }

    @Test("a directory or garbage as the anchor")
    func anchor() async throws {
        try put([UInt8](repeating: 5, count: 100), in: "garbage.anchor")
        for name in ["garbage.anchor", "."] {
            let vault = try await open(
                SQLiteNoteStore(path: path("notes.db")),
                anchor: FileAnchor(path: path(name))
            )
            let desk = try await practice.desk(vault)
            _ = try await desk.document(
                practice.session("anchor", at: KilledPractice.start(1)),
                idempotencyKey: IdempotencyKey(name)
            )
            #expect(vault.health.anchor == .unreadable)
            #expect(
                await refusal { try await vault.checkpoint() } == "NotesError(anchorUnavailable at anchor)"
            )
            // Closing tells the same, and closes.
            #expect(await refusal { try await vault.close() } == "NotesError(anchorUnavailable at anchor)")
            let later = await refusal { _ = try await vault.core.fetch([TenantRecord.pointer]) }
            #expect(later == "NotesError(storageUnavailable at store)")
        }
    }

    @Test("another practice's keys")
    func foreignKeys() async throws {
        let other = try await KilledPractice()
        let store = try SQLiteNoteStore(path: path("notes.db"))
        let told = await refusal {
            _ = try await NoteVault.open(
                store: store,
                waiving: .durable,
                keys: LocalKeyService(
                    file: "\(other.folder)/notes.keys",
                    passphrase: KilledPractice.passphrase,
                    creating: false
                ),
                policy: .unitedStates,
                relationships: EveryoneKnown(),
                timeout: .seconds(300)
            )
        }
        #expect(told == "NotesError(foreignPractice at store.pointer)")
        try await store.close()
    }

    @Test("a practice that a newer version wrote, and one that is no practice")
    func newerRecord() async throws {
        let store = try SQLiteNoteStore(path: path("notes.db"))
        let key = TenantRecord.key(practice.tenant)
        let stored = try #require(try await store.fetch([key], by: .never)[0])
        for (version, error) in [(UInt8(2), "newerStore"), (0, "tampered")] {
            var bytes = stored.value.joined
            bytes[0] = version
            _ = try await store.commit(
                [
                    WriteBatch(
                        tenant: practice.tenant,
                        expectations: [],
                        writes: [.put(key, RecordBytes(bytes), index: [])]
                    )
                ],
                by: .never
            )
            let before = try await records(store)
            #expect(await refusal { _ = try await open(store) } == "NotesError(\(error) at store)")
            #expect(try await records(store) == before)
        }
        try await store.close()
    }

    @Test(
        "and a store's own error keeps its meaning",
        arguments: [
            (StorageError.Code.newerSchema, NotesError.Code.newerStore), (.full, .storageFull),
            (.invalidLocation, .storeUnusable), (.notDurable, .storeUnusable), (.corrupted, .damaged),
            (.valueTooLarge, .tooLarge), (.timedOut, .timedOut),
            (.unavailable, .storageUnavailable), (.closed, .storageUnavailable),
            (.replaced, .storeReplaced), (.unreadable, .unreadable), (.misbehaved, .storeMisbehaved),
            (.cancelled, .cancelled),
        ]
    )
    func storeErrors(code: StorageError.Code, told: NotesError.Code) {
        #expect(NotesError(StorageError(code)).description == "NotesError(\(told) at store)")
    }

    private func records(_ store: any NoteStore) async throws -> [StoredRecord] {
        try await store.list(
            practice.tenant,
            owner: nil,
            collection: nil,
            after: nil,
            limit: .max,
            by: .never
        )
    }
}
#endif
