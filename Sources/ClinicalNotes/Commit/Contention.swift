internal import ClinicalNotesModel

/// How one call gets along with others who change the same: it tries again until its time is over.
///
/// Writers of one owner in this process take turns, so that none is overtaken for ever; between processes chance decides
/// who waits how long.
struct Contention {
    private static let longestPause = 64

    private let queue: OwnerQueue
    private let deadline: Deadline
    private var turn: OwnerQueue.Turn?
    private var pause = 1

    /// Begins with the time that the call still has.
    init(_ core: VaultCore) {
        queue = core.writers
        deadline = core.deadline
    }

    /// Lets the next ones go on; to be called whatever became of the call.
    func end() { turn.map(queue.end) }

    /// Waits for a turn if others write these owners or wait to; what was seen of them before is then old.
    ///
    /// - Parameter owners: The owners to be written.
    /// - Returns: Whether it had to wait.
    /// - Throws: ``NotesError``: `timedOut` or `cancelled`.
    mutating func waits(for owners: Set<OwnerID>) async throws(NotesError) -> Bool {
        let owners = owners.subtracting(turn?.owners ?? [])
        guard !owners.isEmpty, queue.isWanted(owners, beside: turn) else { return false }
        try await takeTurn(owners)
        return true
    }

    /// Others were faster: waits for a turn with those who write these owners, or for a moment.
    ///
    /// - Parameter owners: The owners to be written that others changed.
    /// - Throws: ``NotesError``: `timedOut` when the time is over, or `cancelled`.
    mutating func overtaken(at owners: Set<OwnerID> = []) async throws(NotesError) {
        guard owners.isSubset(of: turn?.owners ?? []) else { return try await takeTurn(owners) }
        guard !deadline.hasPassed else {
            throw NotesError(.timedOut, at: "contention", owner: (turn?.owners ?? owners).min())
        }
        do {
            try await Task.sleep(for: .microseconds(Int.random(in: 0...pause * 1000)))
        } catch {
            throw NotesError(.cancelled)
        }
        pause = min(pause * 2, Self.longestPause)
    }

    /// Turns are asked for whole; the earlier one is given up before, so that nobody waits for somebody who waits.
    private mutating func takeTurn(_ owners: Set<OwnerID>) async throws(NotesError) {
        let all = owners.union(turn?.owners ?? [])
        turn.map(queue.end)
        turn = nil
        turn = try await queue.turn(all, by: deadline)
    }
}
