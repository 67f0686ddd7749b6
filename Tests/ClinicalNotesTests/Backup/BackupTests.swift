#if SQLite
import ClinicalNotes
import ClinicalNotesSQLite
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@Suite("A backup of a practice that is used", .serialized)
struct BackupTests {
    static let backups = Soak.isOn ? 500 : 50

    let practice: KilledPractice

    init() async throws { practice = try await KilledPractice() }

    private var backup: String { "\(practice.folder)/notes.backup" }

    /// A store beside the anchor and the key file of the practice.
    private func open(_ store: any NoteStore) async throws(NotesError) -> NoteVault {
        try await NoteVault.open(
            store: store,
            waiving: .durable,
            keys: keys,
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: anchor
        )
    }

    private var anchor: FileAnchor { FileAnchor(path: "\(practice.folder)/notes.anchor") }

    private var keys: LocalKeyService {
        get throws(NotesError) {
            do throws(CryptoError) {
                return try LocalKeyService(
                    file: "\(practice.folder)/notes.keys",
                    passphrase: KilledPractice.passphrase,
                    creating: false
                )
            } catch {
                throw NotesError(.keyServiceUnavailable)
            }
        }
    }

    @discardableResult
    private func document(_ name: String, _ desk: NoteSession) async throws -> NoteID {
        try await desk.document(
            practice.session(name, at: KilledPractice.start(0)),
            idempotencyKey: IdempotencyKey("document \(name)")
        ).summary
    }

    @Test("takes the place of an older one alone, never of the store, the keys or the anchor")
    func keepsOthers() async throws {
        let vault = try await practice.open()
        for name in ["notes.db", "notes.keys", "notes.anchor"] {
            let path = "\(practice.folder)/\(name)"
            let before = FileManager.default.contents(atPath: path)
            await #expect(throws: NotesError(.invalidInput, at: "backup")) {
                try await vault.backUp(to: path, rehearsingIn: InMemoryNoteStore())
            }
            #expect(FileManager.default.contents(atPath: path) == before)
        }
        try await vault.close()
    }

    @Test("is taken of a store that is observed, too")
    func observed() async throws {
        struct Nobody: StoreObserver {
            func ended(_ call: StoreCall) {}
        }
        let store = try SQLiteNoteStore(path: "\(practice.folder)/notes.db")
        let vault = try await open(
            ObservedStore(ObservedStore(store, observer: Nobody()), observer: Nobody())
        )
        let report = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        #expect(report.isKept && report.records > 0)
        try await vault.close()
    }

    @Test("is none where the anchor is not there to go past it")
    func lostAnchor() async throws {
        let vault = try await practice.open()
        for name in try FileManager.default.contentsOfDirectory(atPath: practice.folder)
        where name.hasPrefix("notes.anchor") {
            try FileManager.default.removeItem(atPath: "\(practice.folder)/\(name)")
        }
        await #expect(throws: NotesError.self) {
            try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        }
        let left = try FileManager.default.contentsOfDirectory(atPath: practice.folder)
        #expect(!left.contains { $0.hasPrefix("notes.backup") })
        try? await vault.close()
    }

    @Test("is whole whenever it is taken, and never taken for the newest state")
    func amidWrites() async throws {
        let vault = try await practice.open()
        let desk = try await practice.desk(vault)
        let progress = Progress()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for lane in 0..<2 {
                group.addTask {
                    for number in 0... {
                        guard !progress.isOver else { return }
                        // A practice that grows with each of them would be all that is looked at.
                        if number < 10 {
                            try await document("\(lane).\(number)", desk)
                            progress.acknowledge(2)
                        } else {
                            _ = try await desk.chart(of: practice.patient).page()
                        }
                    }
                }
            }
            for number in 0..<Self.backups {
                let before = progress.acknowledged
                let report = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
                #expect(report.isKept, "\(number): \(report.verification.findings)")
                #expect(report.verification.notes >= before)
                let putBack = InMemoryNoteStore()
                let loaded = try await NoteVault.putBack(backup: backup, into: putBack)
                #expect(loaded.tenant == practice.tenant && loaded.found == 0)
                await #expect(throws: NotesError(.behindAnchor)) { try await open(putBack) }
            }
            progress.isOver = true
            try await group.waitForAll()
        }
        print("agreed: \(Self.backups) backups amid writes, each whole, each told from the newest state")
        try await vault.close()
    }

    @Test("comes back by a declared restore, into the same kind of store or another")
    func restored() async throws {
        let vault = try await practice.open()
        let desk = try await practice.desk(vault)
        let (first, second) = (try await document("first", desk), try await document("second", desk))
        try await desk.release(first, to: practice.patient, idempotencyKey: "release")
        let report = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        #expect(report.verification.notes == 4)
        try await desk.withhold(first, from: practice.patient, idempotencyKey: "withhold")
        let later = try await document("later", desk)
        try await vault.close()

        let store = try SQLiteNoteStore(path: "\(practice.folder)/restored.db")
        _ = try await NoteVault.putBack(backup: backup, into: store)
        await #expect(throws: NotesError(.alreadyFounded)) {
            try await NoteVault.putBack(backup: backup, into: store)
        }
        await #expect(throws: NotesError(.behindAnchor)) { try await open(store) }
        let request = try await NoteVault.restoreRequest(store: store, keys: keys, anchor: anchor)
        let file = try Data(contentsOf: URL(fileURLWithPath: "\(practice.folder)/therapist.keyring"))
        let keyring = try Keyring(importing: Array(file), passphrase: KilledPractice.passphrase)
        let (restored, told) = try await NoteVault.restore(
            request,
            on: .solo(try request.approved(by: keyring), .soleProvider),
            store: store,
            keys: keys,
            policy: .unitedStates,
            relationships: EveryoneKnown(),
            anchor: anchor
        )
        #expect(told.lostEntries > 0 && told.lost.isEmpty)
        let again = try await practice.desk(restored)
        #expect(try await again.read([first, second, later]).keys.count == 2)
        // What was withheld after the backup is withheld in what comes of it.
        let portal = try await restored.session(for: .patient(practice.patient))
        await #expect(throws: (any Error).self) { try await portal.read(first) }
        let whole = try await restored.verify()
        #expect(whole.isIntact, "\(whole.findings) \(whole.audit)")
        try await restored.close()
    }

    @Test("with a flipped bit, or cut short, or with something added, is refused before anything is written")
    func damaged() async throws {
        let vault = try await practice.open()
        try await document("only", try await practice.desk(vault))
        _ = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        try await vault.close()
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: backup)))
        let other = "\(practice.folder)/other.backup"
        var random = SystemRandomNumberGenerator()
        let places = Array(0..<128) + (0..<200).map { _ in Int.random(in: 0..<whole.count, using: &random) }
        func isRefused(_ bytes: [UInt8]) async throws -> Bool {
            try Data(bytes).write(to: URL(fileURLWithPath: other))
            let store = InMemoryNoteStore()
            let error = await #expect(throws: NotesError.self) {
                try await NoteVault.putBack(backup: other, into: store)
            }
            let codes: [NotesError.Code] = [.damaged, .invalidInput, .newerStore]
            let rows = try await store.list(
                practice.tenant,
                owner: nil,
                collection: nil,
                after: nil,
                limit: 1,
                by: .never
            )
            return error.map { codes.contains($0.code) } ?? false && rows.isEmpty
        }
        for place in places {
            var flipped = whole
            flipped[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            #expect(try await isRefused(flipped), "a bit at \(place) of \(whole.count)")
        }
        for length in [0, 1, 119, 120, 121, whole.count / 2, whole.count - 53, whole.count - 1] {
            #expect(try await isRefused(Array(whole[..<length])), "cut at \(length) of \(whole.count)")
        }
        #expect(try await isRefused(whole + [0]))
        print("tried \(places.count) flipped bits of a backup: all refused")
    }

    @Test("of a store that is damaged is not kept, and what stood there before is")
    func damagedStore() async throws {
        let vault = try await practice.open()
        try await document("only", try await practice.desk(vault))
        _ = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        let good = try Data(contentsOf: URL(fileURLWithPath: backup))
        let database = try DatabaseQueue(path: "\(practice.folder)/notes.db")
        try await database.write { database in
            try database.execute(
                sql: "UPDATE record SET value = zeroblob(length(value)) WHERE collection = ?",
                arguments: [RecordCollection.revision.rawValue]
            )
        }
        try database.close()
        let report = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        #expect(!report.isKept && !report.verification.findings.isEmpty)
        #expect(try Data(contentsOf: URL(fileURLWithPath: backup)) == good)
        let names = try FileManager.default.contentsOfDirectory(atPath: practice.folder)
        #expect(!names.contains { $0.contains("unfinished") })
    }

    @Test("where there is no room, or no folder, leaves nothing behind and harms nothing")
    func noRoom() async throws {
        let vault = try await practice.open()
        let desk = try await practice.desk(vault)
        try await document("only", desk)
        await #expect(throws: NotesError(.unreadable)) {
            try await vault.backUp(to: "\(practice.folder)/none/b", rehearsingIn: InMemoryNoteStore())
        }
        if let disk = SmallDisk(at: "\(practice.folder)/disk", kibibytes: 16) {
            defer { disk.remove() }
            await #expect(throws: NotesError(.storageFull)) {
                try await vault.backUp(to: "\(disk.path)/notes.backup", rehearsingIn: InMemoryNoteStore())
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
        }
        try await document("after", desk)
        #expect(try await vault.verify().isConsistent)
        try await vault.close()
    }

    @Test("that a broken store takes over half is no practice, and an occupied one is refused")
    func brokenOff() async throws {
        let vault = try await practice.open()
        try await document("only", try await practice.desk(vault))
        _ = try await vault.backUp(to: backup, rehearsingIn: InMemoryNoteStore())
        for limit in 0..<3 {
            let store = InMemoryNoteStore()
            await #expect(throws: NotesError(.storageFull)) {
                try await NoteVault.putBack(backup: backup, into: FillingStore(store, after: limit))
            }
            let error = await #expect(throws: NotesError.self) { try await open(store) }
            #expect(error?.code == .practiceMissing || (limit == 0 && error?.code == .unfounded))
        }
        let occupied = InMemoryNoteStore()
        _ = try await NoteVault.putBack(backup: backup, into: occupied)
        await #expect(throws: NotesError(.alreadyFounded)) {
            try await vault.backUp(to: backup + "2", rehearsingIn: occupied)
        }
        #expect(!FileManager.default.fileExists(atPath: backup + "2"))
        try await vault.close()
    }
}

/// How many notes were acknowledged, and whether it is time to end.
private final class Progress: Sendable {
    private let state = Mutex((notes: 0, isOver: false))

    var acknowledged: Int { state.withLock { $0.notes } }

    var isOver: Bool {
        get { state.withLock { $0.isOver } }
        set { state.withLock { $0.isOver = newValue } }
    }

    func acknowledge(_ notes: Int) { state.withLock { $0.notes += notes } }
}

/// Has room for so many groups of records.
private final class FillingStore: ForwardingStore, CopyableStore {
    let forwarded: any NoteStore
    private let base: InMemoryNoteStore
    private let left: Mutex<Int>

    init(_ base: InMemoryNoteStore, after groups: Int) {
        (self.base, forwarded) = (base, base)
        left = Mutex(groups)
    }

    func snapshot(by deadline: Deadline) async throws(StorageError) -> any StoreSnapshot {
        try await base.snapshot(by: deadline)
    }

    func load(_ records: [CopiedRecord], by deadline: Deadline) async throws(StorageError) {
        let hasRoom = left.withLock { left in
            left -= 1
            return left >= 0
        }
        guard hasRoom else { throw StorageError(.full) }
        try await base.load(records, by: deadline)
    }
}

/// A disk of a few pages in memory; only the superuser of a Linux machine can have one.
private struct SmallDisk {
    let path: String

    init?(at path: String, kibibytes: Int) {
        self.path = path
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard Self.run("/bin/mount", ["-t", "tmpfs", "-o", "size=\(kibibytes)k", "tmpfs", path]) else {
            return nil
        }
    }

    func remove() { _ = Self.run("/bin/umount", ["-l", path]) }

    private static func run(_ tool: String, _ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: tool)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
#endif
