#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import TestSupport
import Testing

@Suite("A backup whose process is killed", .serialized)
struct KilledBackupTests {
    static let kills = Soak.isOn ? 200 : 12

    @Test(
        "leaves a whole one under its name, or none",
        .enabled(if: FileManager.default.isExecutableFile(atPath: KilledVaultTests.writer.path)),
        .timeLimit(.minutes(30))
    )
    func killed() async throws {
        let practice = try await KilledPractice()
        var (whole, none, leftovers) = (0, 0, 0)
        for run in 0..<Self.kills {
            let backup = "\(practice.folder)/\(run).backup"
            let notes = "\(practice.folder)/told-\(run)"
            #expect(FileManager.default.createFile(atPath: notes, contents: nil))
            let process = Process()
            process.executableURL = KilledVaultTests.writer
            process.arguments = [practice.folder, "\(run)", "backup", backup]
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: notes))
            try process.run()
            defer { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }
            func told() -> Bool {
                FileManager.default.contents(atPath: notes).map {
                    String(decoding: $0, as: UTF8.self).contains("backed up")
                } ?? false
            }
            func begun() -> Bool {
                let names = try? FileManager.default.contentsOfDirectory(atPath: practice.folder)
                return names?.contains { $0.hasPrefix("\(run).backup.unfinished") } ?? false
            }
            // Half of them in the first backup that there is, half in one that takes another's place.
            while run % 2 == 1 ? !told() : !begun(),
                process.isRunning
            {
                try await Task.sleep(for: .milliseconds(1))
            }
            try await Task.sleep(for: .microseconds(Int.random(in: 0...30_000)))
            #expect(process.isRunning)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let keys = try LocalKeyService(
                file: "\(practice.folder)/notes.keys",
                passphrase: KilledPractice.passphrase,
                creating: false
            )
            // Also what was left unfinished is of no use but for a declared restore.
            let left = try FileManager.default.contentsOfDirectory(atPath: practice.folder)
            for name in left where name.hasPrefix("\(run).backup.unfinished") {
                let store = InMemoryNoteStore()
                guard
                    (try? await NoteVault.putBack(backup: "\(practice.folder)/\(name)", into: store)) != nil
                else { continue }
                leftovers += 1
                await #expect(throws: NotesError(.behindAnchor)) { try await open(store, of: practice, keys) }
            }
            guard FileManager.default.fileExists(atPath: backup) else {
                #expect(!told())
                none += 1
                continue
            }
            let store = InMemoryNoteStore()
            _ = try await NoteVault.putBack(backup: backup, into: store)
            let report = try await NoteVault.verify(store: store, keys: keys, anchor: NoAnchor())
            #expect(report.isConsistent, "\(report.findings)")
            await #expect(throws: NotesError(.behindAnchor)) { try await open(store, of: practice, keys) }
            whole += 1
        }
        let vault = try await practice.open()
        #expect(try await vault.verify().isIntact)
        try await vault.close()
        print(
            "killed \(Self.kills) times while backing up: \(whole) whole, \(none) none, 0 half; \(leftovers) left whole without a name, all behind"
        )
    }

    private func open(
        _ store: InMemoryNoteStore,
        of practice: KilledPractice,
        _ keys: LocalKeyService
    ) async throws -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: FileAnchor(path: "\(practice.folder)/notes.anchor")
        )
    }
}
#endif
