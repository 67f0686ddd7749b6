internal import ClinicalNotesModel
package import ClinicalNotesStorage
package import CustomAdapter
internal import Foundation
internal import Synchronization

/// A disk that remembers every operation, so that what a loss of power would leave can be worked out for any moment; and that
/// can be held up, full, or unable to flush.
package final class RecordingDisk: Disk {
    private struct State {
        var journal = DiskJournal()
        var room: Int?
        var flushesFail = false
        var moves: [StorageError] = []
        var heldUntil: ContinuousClock.Instant?
    }

    private let base = SystemDisk()
    private let state = Mutex(State())

    /// A disk on which nothing has been done.
    package init() {}

    /// What was done so far.
    package var journal: DiskJournal { state.withLock { $0.journal } }

    /// Lets so many more bytes be written; `nil` for any number.
    package func leaveRoom(_ count: Int?) { state.withLock { $0.room = count } }

    /// Lets flushes fail, with what was written perhaps written and perhaps not.
    package func failFlushes(_ fail: Bool) { state.withLock { $0.flushesFail = fail } }

    /// Lets the next renaming fail.
    package func failNextMove() { state.withLock { $0.moves.append(StorageError(.unreadable)) } }

    /// Lets no flush end for some time, or until ``letGo()``.
    package func holdUp(for duration: Duration = .seconds(3_600)) {
        state.withLock { $0.heldUntil = ContinuousClock().now + duration }
    }

    /// Lets flushes end.
    package func letGo() { state.withLock { $0.heldUntil = nil } }

    package func file(at path: String, creating: Bool) throws(StorageError) -> any DiskFile {
        let file = try base.file(at: path, creating: creating)
        let count = try file.count()
        let content = try file.bytes(at: 0, count: count)
        let number = state.withLock { $0.journal.open(path, creating: creating, content) }
        return RecordedFile(base: file, number: number, disk: self)
    }

    package func isThere(_ path: String) throws(StorageError) -> Bool { try base.isThere(path) }

    package func move(_ path: String, to target: String) throws(StorageError) {
        if let failure = state.withLock({ $0.moves.popLast() }) { throw failure }
        try base.move(path, to: target)
        state.withLock { $0.journal.add(.move(path, to: target)) }
    }

    package func remove(_ path: String) throws(StorageError) {
        try base.remove(path)
        state.withLock { $0.journal.add(.remove(path)) }
    }

    package func flushFolder(of path: String) throws(StorageError) {
        try base.flushFolder(of: path)
        state.withLock { $0.journal.add(.flushFolder) }
    }

    package func lock(_ path: String) throws(StorageError) -> (any DiskLock)? { try base.lock(path) }

    // MARK: For the files

    /// Notes a write before it is done; answers how many of its bytes there is room for.
    fileprivate func begin(_ bytes: [UInt8], at offset: Int, in file: Int) -> Int {
        state.withLock { state in
            let count = min(bytes.count, state.room ?? bytes.count)
            state.room? -= count
            let written = count < bytes.count ? Array(bytes[..<count]) : bytes
            state.journal.add(.put(written, at: offset, in: file))
            return count
        }
    }

    fileprivate func cut(_ file: Int, to count: Int, freeing freed: Int) {
        state.withLock { state in
            state.room? += freed
            state.journal.add(.cut(to: count, in: file))
            state.journal.add(.flush(file))
        }
    }

    /// Waits until flushes may end; answers whether this one succeeds.
    fileprivate func mayFlush() -> Bool {
        while let end = state.withLock({ $0.heldUntil }), ContinuousClock().now < end {
            Thread.sleep(forTimeInterval: 0.005)
        }
        return state.withLock { !$0.flushesFail }
    }

    fileprivate func flushed(_ file: Int) { state.withLock { $0.journal.add(.flush(file)) } }
}

private struct RecordedFile: DiskFile {
    let base: any DiskFile
    let number: Int
    let disk: RecordingDisk

    func count() throws(StorageError) -> Int { try base.count() }

    func bytes(at offset: Int, count: Int) throws(StorageError) -> [UInt8] {
        try base.bytes(at: offset, count: count)
    }

    func put(_ bytes: [UInt8], at offset: Int) throws(StorageError) {
        let count = disk.begin(bytes, at: offset, in: number)
        guard count < bytes.count else { return try base.put(bytes, at: offset) }
        try base.put(Array(bytes[..<count]), at: offset)
        throw StorageError(.full)
    }

    func cut(to count: Int) throws(StorageError) {
        let freed = max(0, try base.count() - count)
        try base.cut(to: count)
        disk.cut(number, to: count, freeing: freed)
    }

    func flush() throws(StorageError) {
        guard disk.mayFlush() else { throw StorageError(.unreadable) }
        try base.flush()
        disk.flushed(number)
    }

    func isStill(at path: String) -> Bool { base.isStill(at: path) }
}
