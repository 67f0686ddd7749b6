internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// Lets those who write the same owners take turns, first come first served.
///
/// A turn is of several owners at once, and is asked for whole: so nobody waits for somebody who waits in return.
final class OwnerQueue: Sendable {
    /// The right to write some owners before all who come later.
    struct Turn {
        fileprivate let id: UInt64
        let owners: Set<OwnerID>
    }

    private struct Waiting {
        /// In how many lines somebody else is first.
        var behind: Int
        let answer: CallAnswer<Void, NotesError>
    }

    private struct State {
        var lines: [OwnerID: [UInt64]] = [:]
        var waiting: [UInt64: Waiting] = [:]
        var lastID: UInt64 = 0
    }

    private let watch = DeadlineWatch()
    private let state = Mutex(State())

    /// Whether somebody other than the holder of a turn writes one of these owners, or waits to.
    func isWanted(_ owners: Set<OwnerID>, beside turn: Turn?) -> Bool {
        state.withLock { state in
            owners.contains { owner in state.lines[owner]?.contains { $0 != turn?.id } ?? false }
        }
    }

    /// Waits for a turn, which must be ended.
    ///
    /// - Parameters:
    ///   - owners: The owners.
    ///   - deadline: When to give up.
    /// - Returns: The turn.
    /// - Throws: ``NotesError``: `timedOut` or `cancelled`; then there is no turn.
    func turn(_ owners: Set<OwnerID>, by deadline: Deadline) async throws(NotesError) -> Turn {
        let answer = CallAnswer<Void, NotesError>()
        let turn = state.withLock { state in
            state.lastID += 1
            let id = state.lastID
            for owner in owners { state.lines[owner, default: []].append(id) }
            let behind = owners.count { state.lines[$0]?.first != id }
            if behind == 0 {
                answer.give(.success(()))
            } else {
                state.waiting[id] = Waiting(behind: behind, answer: answer)
            }
            return Turn(id: id, owners: owners)
        }
        do throws(NotesError) {
            try await watch.wait(
                for: answer,
                until: deadline,
                late: .failure(NotesError(.timedOut, at: "queue", owner: owners.min())),
                cancelled: .failure(NotesError(.cancelled, at: "queue")),
                abandon: {}
            )
        } catch {
            end(turn)
            throw error
        }
        return turn
    }

    /// Lets the next ones go on.
    func end(_ turn: Turn) {
        let next = state.withLock { state -> [CallAnswer<Void, NotesError>] in
            state.waiting[turn.id] = nil
            return turn.owners.compactMap { owner in
                guard var line = state.lines[owner], let place = line.firstIndex(of: turn.id) else {
                    return nil
                }
                line.remove(at: place)
                state.lines[owner] = line.isEmpty ? nil : line
                guard place == 0, let first = line.first else { return nil }
                state.waiting[first]?.behind -= 1
                guard state.waiting[first]?.behind == 0 else { return nil }
                return state.waiting.removeValue(forKey: first)?.answer
            }
        }
        for answer in next { answer.give(.success(())) }
    }
}
