#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

@Suite("A database that is deleted, moved or replaced under a running vault")
struct ReplacedDatabaseTests {
    @Test(
        "is noticed by every call, and opened again it is what it is",
        arguments: ["deleted", "moved", "replaced"]
    )
    func noticed(how: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "replaced-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "practice.db").path
        let copy = folder.appending(path: "copy.db").path
        let practice = try await Practice(store: try SQLiteNoteStore(path: path))
        let (rivera, keyring) = try await practice.therapist()
        let ana = try await practice.patient()
        practice.directory.join(rivera, ana)
        try await practice.vault.close()
        try FileManager.default.copyItem(atPath: path, toPath: copy)

        let reopened = FoundedPractice(store: try SQLiteNoteStore(path: path), keys: practice.keys)
        let vault = try await reopened.open()
        let desk = try await vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        switch how {
        case "deleted": try FileManager.default.removeItem(atPath: path)
        case "moved": try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        default:
            try FileManager.default.removeItem(atPath: path)
            try FileManager.default.moveItem(atPath: copy, toPath: path)
        }
        // At once nothing is acknowledged or handed out; soon every call tells why.
        let told = "NotesError(storeReplaced at store)"
        let first = await refusal { _ = try await register("Ben", in: vault) }
        #expect(first == told || first == "NotesError(outcomeUnknown)", "\(first ?? "nothing")")
        #expect(await refusal { _ = try await desk.chart(of: ana).page() } != nil)
        try await Task.sleep(for: .milliseconds(100))
        #expect(await refusal { _ = try await desk.chart(of: ana).page() } == told)
        #expect(await refusal { _ = try await register("Ben", in: vault) } == told)
        #expect(await refusal { _ = try await vault.session(for: rivera) } == told)
        let later = FoundedPractice(store: try SQLiteNoteStore(path: path), keys: practice.keys)
        #expect(
            await later.refusalOfOpening() == (how == "replaced" ? nil : "NotesError(unfounded at store)")
        )
    }

    private func register(_ name: String, in vault: NoteVault) async throws -> PatientID {
        try await vault.register(Person(legalName: name), idempotencyKey: IdempotencyKey(name))
    }
}
#endif
