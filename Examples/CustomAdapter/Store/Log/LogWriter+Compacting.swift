internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension LogWriter {
    /// The ending of the file that takes the place of another one.
    static let beside = ".new"
    private static let portion = 1 << 20

    /// Writes the records into a new file if more than half of the old one, and more than may be spare, is needed no longer.
    func compactIfWorthIt(_ state: inout State) {
        guard state.failure == nil, state.tail.offset >= state.compactAt else { return }
        let needed = view.neededCount
        guard state.tail.offset - needed > max(needed, spare) else { return }
        compact(&state)
    }

    // WritingAStore: begin compacting
    /// Beside, flush, rename, flush the folder: a crash at any point leaves the old file or the new one, and both hold the same.
    private func compact(_ state: inout State) {
        do throws(StorageError) {
            let (file, index, tail) = try copy()
            try file.file.flush()
            try disk.move(path + Self.beside, to: path)
            do throws(StorageError) { try disk.flushFolder(of: path) } catch {
                // Which file is there after a crash is not known: what was written into one could be lost with it.
                return state.failure = error
            }
            view.replace(with: index, in: file)
            state.tail = tail
        } catch {
            // The file as it is goes on, and is let grow before this is tried again.
            try? disk.remove(path + Self.beside)
            state.compactAt = 2 * state.tail.offset
        }
    }
    // WritingAStore: end compacting

    /// The records of the file in a new one; values that are damaged end it, and stay where they are.
    private func copy() throws(StorageError) -> (LogFile, RecordIndex, LogTail) {
        let (old, from) = view.snapshot
        let file = try LogFile.created(at: path + Self.beside, on: disk)
        var (index, tail) = (RecordIndex(), LogTail.first)
        var changes: [RecordChange] = []
        var count = 0
        func write() throws(StorageError) {
            let frame = Frame(changes, at: tail, in: file.id)
            try file.file.put(frame.bytes, at: tail.offset)
            for (key, held) in frame.records { index.set(key, to: held) }
            tail.advance(over: frame)
            (changes, count) = ([], 0)
        }
        for key in old.allKeys {
            guard let held = old[key] else { continue }
            let value = try from.value(at: held.place, of: key)
            changes.append(.put(key, revision: held.revision, entries: held.entries, value))
            count += value.count + FrameHeader.count
            if count >= Self.portion { try write() }
        }
        try write()
        return (file, index, tail)
    }
}
