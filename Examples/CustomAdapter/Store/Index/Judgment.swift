internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// What becomes of commits, before anything is written.
struct Judgment {
    /// For each commit what it is told once the changes are durable.
    var answers: [Result<[CommitOutcome], StorageError>] = []
    /// What is to be written.
    var changes: [RecordChange] = []
    fileprivate var undone: [(RecordKey, HeldRecord?)] = []
}

extension RecordIndex {
    // WritingAStore: begin judging
    /// Judges commits one after the other as if each were carried out, and leaves the index as it was.
    mutating func judge(_ commits: [[WriteBatch]]) -> Judgment {
        var judgment = Judgment()
        for batches in commits {
            guard batches.allSatisfy(hasRoom) else {
                judgment.answers.append(.failure(StorageError(.corrupted)))
                continue
            }
            judgment.answers.append(.success(batches.map { judge($0, &judgment) }))
        }
        for (key, held) in judgment.undone.reversed() { set(key, to: held) }
        return judgment
    }

    private mutating func judge(_ batch: WriteBatch, _ judgment: inout Judgment) -> CommitOutcome {
        let moved = batch.expectations.filter { (self[$0.key]?.revision ?? 0) != $0.revision }
        guard moved.isEmpty else { return .conflict(moved.map(\.key)) }
        var positions: [UInt64] = []
        for write in batch.writes {
            switch write {
            case .put(let key, let value, let entries): put(key, value, entries, &judgment)
            case .append(let log, let value):
                // That there is room was looked at before.
                guard let position = nextPosition(of: log) else { continue }
                positions.append(position)
                put(log.key(at: position), value, [], &judgment)
            case .delete(let key):
                guard let old = set(key, to: nil) else { continue }
                judgment.undone.append((key, old))
                judgment.changes.append(.delete(key))
            }
        }
        return .committed(positions: positions)
    }
    // WritingAStore: end judging

    private mutating func put(
        _ key: RecordKey,
        _ value: RecordBytes,
        _ entries: [IndexEntry],
        _ judgment: inout Judgment
    ) {
        let revision = (self[key]?.revision ?? 0) + 1
        let old = set(key, to: HeldRecord(revision: revision, entries: entries, place: .nowhere))
        judgment.undone.append((key, old))
        judgment.changes.append(.put(key, revision: revision, entries: entries, value))
    }

    private func hasRoom(for batch: WriteBatch) -> Bool {
        batch.writes.allSatisfy { write in
            guard case .append(let log, _) = write else { return true }
            return nextPosition(of: log) != nil
        }
    }
}
