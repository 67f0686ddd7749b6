internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A commit that waits for its turn.
struct WaitingCommit: Sendable {
    let batches: [WriteBatch]
    /// How many bytes it brings.
    let count: Int
    /// Given once, by the writer when it begins, or by the caller who no longer waits: whoever is first decides.
    let begins = CallAnswer<Void, StorageError>()
    let answer = CallAnswer<[CommitOutcome], StorageError>()
    /// Left when nothing is done for it any more.
    let gate: CallGate

    init(_ batches: [WriteBatch], through gate: CallGate) {
        self.batches = batches
        self.gate = gate
        count = batches.reduce(0) { count, batch in
            batch.writes.reduce(count) { count, write in
                switch write {
                case .put(_, let value, _), .append(_, let value): count + value.count
                case .delete: count
                }
            }
        }
    }
}
