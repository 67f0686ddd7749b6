import Foundation
import Testing

@testable import ClinicalNotes

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

@Suite("The name of a backup", .timeLimit(.minutes(10)))
struct BackupNameTests {
    /// What can stand under a name and is no older backup.
    enum Other: CaseIterable {
        case linkToBackup, danglingLink, pipe, folder, empty, beginning
    }

    private let old = BackupHead.magic + [1]
    private let new = BackupHead.magic + [2]
    private let folder = Folder()

    private var path: String { "\(folder.path)/notes.backup" }
    private var unfinished: String { "\(folder.path)/notes.backup.unfinished" }

    private func put(_ bytes: [UInt8], at path: String) {
        #expect(FileManager.default.createFile(atPath: path, contents: Data(bytes)))
    }

    private func type(of path: String) throws -> FileAttributeType? {
        try FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
    }

    /// Has something stand there.
    private func put(_ other: Other, at path: String) throws {
        let files = FileManager.default
        switch other {
        case .linkToBackup:
            put(old, at: "\(folder.path)/linked")
            try files.createSymbolicLink(atPath: path, withDestinationPath: "\(folder.path)/linked")
        case .danglingLink:
            try files.createSymbolicLink(atPath: path, withDestinationPath: "\(folder.path)/none")
        case .pipe: #expect(unsafe mkfifo(path, 0o600) == 0)
        case .folder: try files.createDirectory(atPath: path, withIntermediateDirectories: false)
        case .empty: put([], at: path)
        case .beginning: put(BackupHead.magic.dropLast(), at: path)
        }
    }

    @Test("is not given once the time is over or the task was cancelled, and what has it is kept")
    func noTime() async throws {
        put(old, at: path)
        put(new, at: unfinished)
        let file = BackupFile(unfinished, timeout: .seconds(300))
        await #expect(throws: NotesError(.timedOut)) {
            try await CallTime.limited(to: .after(.zero)) { () async throws(NotesError) in
                try await file.rename(to: path)
            }
        }
        let cancelled = Task { [path] in
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            try await file.rename(to: path)
        }
        await #expect(throws: NotesError(.cancelled)) { try await cancelled.value }
        // All is done in turn: what was begun is done when this is.
        #expect(try await file.read(100, at: 0) == new)
        #expect(FileManager.default.contents(atPath: path) == Data(old))
        // Clearing away needs no time.
        await CallTime.limited(to: .after(.zero)) { await file.remove() }
        #expect(!FileManager.default.fileExists(atPath: unfinished))
        #expect(FileManager.default.contents(atPath: path) == Data(old))
    }

    @Test("that a hanging disk may still give is told as unknown, late or cancelled")
    func hanging() async throws {
        put(old, at: path)
        // Nobody reads the pipe: who opens it waits, and what comes after it waits behind.
        #expect(unsafe mkfifo(unfinished, 0o600) == 0)
        let file = BackupFile(unfinished, timeout: .seconds(300))
        func inAMoment(_ body: () async throws(NotesError) -> Void) async throws(NotesError) {
            try await CallTime.limited(to: .after(.milliseconds(300)), body)
        }
        await #expect(throws: NotesError(.timedOut)) {
            try await inAMoment { () async throws(NotesError) in try await file.append([1], at: 0) }
        }
        await #expect(throws: NotesError(.outcomeUnknown)) {
            try await inAMoment { () async throws(NotesError) in try await file.rename(to: path) }
        }
        let cancelled = Task.immediate { [path] in try await file.rename(to: path) }
        cancelled.cancel()
        await #expect(throws: NotesError(.outcomeUnknown)) { try await cancelled.value }
        #expect(try type(of: path) == .typeRegular)
        // The disk goes on, and what was told as unknown comes to pass.
        let descriptor = unsafe open(unfinished, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        #expect(descriptor >= 0)
        await file.remove()
        close(descriptor)
        #expect(try type(of: path) != .typeRegular)
        #expect(!FileManager.default.fileExists(atPath: unfinished))
    }

    @Test("is not taken from anything but an older backup", arguments: Other.allCases)
    func others(_ other: Other) async throws {
        let practice = try await SmallBackup()
        try put(other, at: path)
        let before = (try type(of: path), FileManager.default.isReadableFile(atPath: path))
        await #expect(throws: NotesError(.invalidInput, at: "backup")) {
            try await practice.vault.backUp(to: path, rehearsingIn: InMemoryNoteStore())
        }
        // Nor if it came to stand there while the backup was written.
        put(new, at: unfinished)
        let file = BackupFile(unfinished, timeout: .seconds(300))
        await #expect(throws: NotesError(.invalidInput, at: "backup")) { try await file.rename(to: path) }
        #expect(try (type(of: path), FileManager.default.isReadableFile(atPath: path)) == before)
        #expect(FileManager.default.contents(atPath: unfinished) == Data(new))
        await file.remove()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(Set(left).subtracting(["linked"]) == ["notes.backup"])
    }

    @Test("is taken from an older backup, and given where nothing has it")
    func given() async throws {
        for _ in 0..<2 {
            put(new, at: unfinished)
            try await BackupFile(unfinished, timeout: .seconds(300)).rename(to: path)
            #expect(FileManager.default.contents(atPath: path) == Data(new))
            put(old, at: path)
        }
    }
}

/// A folder that goes with the test.
private final class Folder: Sendable {
    let path = FileManager.default.temporaryDirectory.appending(path: "name-\(UUID().uuidString)").path

    init() {
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
