import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import Testing

@testable import QuickStart

@Suite("Verifying a kept store")
struct VerificationTests {
    /// A practice without notes, closed; gone when the body returns.
    private func withPractice(_ body: (PracticeFiles, TenantID) async throws -> Void) async throws {
        try await TemporaryFolder.with { folder in
            let files = try PracticeFiles(new: folder.appending(path: "kept.db").path())
            let vault = try await NoteVault.found(
                store: SQLiteNoteStore(path: files.store),
                keys: LocalKeyService(file: files.keys, passphrase: Passphrase.current, cost: .interactive),
                policy: .unitedStates,
                relationships: PracticeDirectory(),
                anchor: FileAnchor(path: files.anchor)
            )
            _ = try await vault.register(Person(legalName: "Ana"), idempotencyKey: "ana")
            try await vault.close()
            try await body(files, vault.tenant)
        }
    }

    @Test("passes for what was closed, and changes no file")
    func intact() async throws {
        try await withPractice { files, _ in
            let before = try files.present.map(PracticeFiles.bytes)
            #expect(try await Verification(of: files.store).isIntact)
            #expect(try files.present.map(PracticeFiles.bytes) == before)
        }
    }

    @Test("notices a flipped bit in each kind of record")
    func flippedBits() async throws {
        try await withPractice { files, tenant in
            let bits = try await FlippedBits(in: files, of: tenant)
            #expect(bits.flipped >= 5)
            #expect(bits.areAllNoticed)
            #expect(try await Verification(of: files.store).isIntact)
        }
    }

    @Test("notices every record that is taken away")
    func deletedRecords() async throws {
        try await withPractice { files, tenant in
            let records = try await Self.keys(in: files, of: tenant)
            #expect(records.count > 5)
            for record in records {
                try await TemporaryFolder.with { folder in
                    let copy = try files.copied(into: folder)
                    let store = try SQLiteNoteStore(path: copy.store)
                    let batch = WriteBatch(tenant: record.tenant, expectations: [], writes: [.delete(record)])
                    #expect(try await store.commit([batch], by: .never) == [.committed(positions: [])])
                    try await store.close()
                    let isIntact = (try? await Verification(of: copy.store))?.isIntact ?? false
                    #expect(!isIntact, "collection \(record.collection.rawValue)")
                }
            }
        }
    }

    @Test("does not take the state before for the newest")
    func olderState() async throws {
        try await withPractice { files, _ in
            try await TemporaryFolder.with { folder in
                let older = try files.copied(into: folder)
                let vault = try await NoteVault.open(
                    store: SQLiteNoteStore(path: files.store),
                    keys: files.openKeys(),
                    policy: .unitedStates,
                    relationships: PracticeDirectory(),
                    anchor: FileAnchor(path: files.anchor)
                )
                _ = try await vault.register(Person(legalName: "Ben"), idempotencyKey: "ben")
                try await vault.close()
                #expect(try await Verification(of: files.store).isIntact)

                try FileManager.default.removeItem(atPath: files.store)
                try FileManager.default.copyItem(atPath: older.store, toPath: files.store)
                #expect(try await !Verification(of: files.store).isIntact)
            }
        }
    }

    @Test(
        "says what is missing, and what is no store",
        arguments: ["store", "keys", "anchor", "garbage", "empty"]
    )
    func unusable(_ what: String) async throws {
        try await withPractice { files, _ in
            switch what {
            case "store": try FileManager.default.removeItem(atPath: files.store)
            case "keys": try FileManager.default.removeItem(atPath: files.keys)
            case "anchor": try FileManager.default.removeItem(atPath: files.anchor)
            case "garbage": try Data(repeating: 7, count: 9000).write(to: URL(filePath: files.store))
            default: try Data().write(to: URL(filePath: files.store))
            }
            let error = await #expect(throws: (any Error).self) { try await Verification(of: files.store) }
            #expect("\(try #require(error))".hasPrefix(files.store))
        }
    }

    private static func keys(in files: PracticeFiles, of tenant: TenantID) async throws -> [RecordKey] {
        try await TemporaryFolder.with { folder in
            let store = try SQLiteNoteStore(path: files.copied(into: folder).store)
            let records = try await store.list(
                tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 500,
                by: .never
            )
            try await store.close()
            return records.map(\.key)
        }
    }
}
