public import ClinicalNotesConformance
internal import CustomAdapter
internal import Foundation
internal import Synchronization

extension StoreUnderTest {
    // WritingAStore: begin kit
    /// The adapter on files of a folder of its own, and all that can happen to one.
    public static func logFile() throws -> StoreUnderTest {
        let files = try LogFiles()
        return StoreUnderTest(
            make: { try await files.next().open() },
            reopen: { try await files.current.open() },
            second: { try await files.current.open() },
            crash: { try await files.afterPowerCut().open() },
            slow: { duration in files.current.disk.holdUp(for: duration) },
            remains: { take in try files.current.give(to: take) },
            // It logs nothing.
            logs: { _ in }
        )
    }
    // WritingAStore: end kit
}

/// The file that was made last, on a disk that knows what was flushed.
private final class LogFiles: Sendable {
    struct File {
        let path: String
        let disk = RecordingDisk()

        func open() async throws -> LogFileNoteStore { try await LogFileNoteStore(path: path, on: disk) }

        /// What it keeps, and what is being compacted.
        func give(to take: StoreUnderTest.Take) throws {
            take(Array(try Data(contentsOf: URL(fileURLWithPath: path))))
            if let other = FileManager.default.contents(atPath: path + ".new") { take(Array(other)) }
        }
    }

    private let folder: String
    private let files: Mutex<(count: Int, last: File)>

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "log-files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // As the store names it.
        self.folder = folder.resolvingSymlinksInPath().path
        files = Mutex((0, File(path: self.folder + "/notes-0.log")))
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    var current: File { files.withLock { $0.last } }

    func next() -> File {
        files.withLock { files in
            files.count += 1
            files.last = File(path: "\(folder)/notes-\(files.count).log")
            return files.last
        }
    }

    // WritingAStore: begin crash
    /// A copy of what a loss of power leaves: what was flushed, and any beginning of what was not.
    func afterPowerCut() throws -> File {
        let (old, journal) = (current.path, current.disk.journal)
        var random = SystemRandomNumberGenerator()
        let image = journal.image(after: journal.steps.count, keeping: .prefix, &random)
        let copy = next()
        for (path, bytes) in image where path.hasPrefix(old) {
            let url = URL(fileURLWithPath: copy.path + path.dropFirst(old.count))
            try Data(bytes).write(to: url)
        }
        return copy
    }
    // WritingAStore: end crash
}
