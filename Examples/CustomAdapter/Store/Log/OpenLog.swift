internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// A log that this process has open, once for all stores over it.
final class OpenLog: Sendable {
    let view: LogView
    let writer: LogWriter
    private let lock: any DiskLock

    private static let all = Mutex<[String: (log: OpenLog, stores: Int)]>([:])

    /// Opens a log, or answers the one that is open; waits for the disk.
    static func taken(at path: String, on disk: any Disk, spare: Int) throws(StorageError) -> OpenLog {
        try all.withLock { all throws(StorageError) in
            let log = if let open = all[path] { open.log } else { try OpenLog(path, disk, spare) }
            all[path] = (log, (all[path]?.stores ?? 0) + 1)
            return log
        }
    }

    /// Ends the use of one store; the last one seals the log and gives it back.
    static func giveBack(_ path: String) {
        all.withLock { all in
            guard let open = all[path] else { return }
            guard open.stores == 1 else { return all[path] = (open.log, open.stores - 1) }
            all[path] = nil
            open.log.writer.seal()
            open.log.lock.release()
        }
    }

    // WritingAStore: begin opening
    private init(_ path: String, _ disk: any Disk, _ spare: Int) throws(StorageError) {
        // Not a lock on the log itself, in whose place compacting puts another file.
        guard let lock = try disk.lock(path + ".lock") else { throw StorageError(.unavailable) }
        do throws(StorageError) {
            // What a crash left of a file that was never renamed.
            if try disk.isThere(path + LogWriter.beside) { try disk.remove(path + LogWriter.beside) }
            if try !disk.isThere(path) {
                try LogFile.created(at: path + LogWriter.beside, on: disk).file.flush()
                try disk.move(path + LogWriter.beside, to: path)
            }
            let file = try LogFile.opened(at: path, on: disk)
            let found = try Recovery(of: file)
            var tail = found.tail
            if found.isTorn { try file.file.cut(to: tail.offset) }
            if !found.isSealed {
                // What a killed process wrote may not be flushed, and is going to be shown.
                let seal = Frame.seal(at: tail, in: file.id)
                try file.file.put(seal.bytes, at: tail.offset)
                try file.file.flush()
                tail.advance(over: seal)
            }
            // Nor may the name be: a crash after the renaming leaves it to us.
            try disk.flushFolder(of: path)
            view = LogView(found.index, in: file)
            writer = LogWriter(view, at: tail, of: path, on: disk, spare: spare)
        } catch {
            lock.release()
            throw error
        }
        self.lock = lock
    }
    // WritingAStore: end opening
}
