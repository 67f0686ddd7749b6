internal import ClinicalNotesModel
internal import Synchronization

/// Puts together what a vault learns about what it rests on, and tells everybody who watches.
final class HealthMonitor: Sendable {
    /// What is known of one thing that the anchor keeps.
    struct Kept {
        /// What reading it last told.
        var state: AnchorState
        /// Whether the last write failed.
        var isUnwritable = false
    }

    /// All that is known.
    struct Signs {
        /// The newest state of the audit log.
        var checkpoint: Kept
        /// The journal of what narrows access.
        var journal: Kept
        /// Whether the audit log was last found to be another one than what is anchored, or what this process has seen.
        var isLogBehind = false
        /// Owners that were last found older than what the journal keeps.
        var ownersBehind: Set<OwnerID> = []
        var failingSince: Instant?
        var failure: NotesError.Code?
        var isStoreReplaced = false

        var health: VaultHealth {
            VaultHealth(
                anchor: anchor,
                integrationFailingSince: failingSince,
                integrationFailure: failure,
                isStoreReplaced: isStoreReplaced
            )
        }

        private var anchor: AnchorState {
            let states = [checkpoint.state, journal.state]
            // Where nothing can be anchored, that something is behind is not the first thing to mend.
            for state in [AnchorState.unreadable, .missing] where states.contains(state) { return state }
            if isLogBehind || !ownersBehind.isEmpty { return .behind }
            return checkpoint.isUnwritable || journal.isUnwritable ? .unwritable : checkpoint.state
        }
    }

    private struct State {
        var signs: Signs
        var watchers: [UInt64: AsyncStream<VaultHealth>.Continuation] = [:]
        var nextWatcher: UInt64 = 0
    }

    private let state: Mutex<State>

    /// Begins with an anchor that is well, or with none.
    init(isAnchored: Bool) {
        let kept = Kept(state: isAnchored ? .kept : .none)
        state = Mutex(State(signs: Signs(checkpoint: kept, journal: kept)))
    }

    var health: VaultHealth { state.withLock { $0.signs.health } }

    /// Whether the audit log was last found to be another one than what is anchored, or what this process has seen.
    var isLogBehind: Bool { state.withLock { $0.signs.isLogBehind } }

    /// Learns something; watchers are told if it makes a difference.
    func note(_ learn: (inout Signs) -> Void) {
        let told = state.withLock { state -> (VaultHealth, [AsyncStream<VaultHealth>.Continuation])? in
            let before = state.signs.health
            learn(&state.signs)
            let after = state.signs.health
            return before == after ? nil : (after, Array(state.watchers.values))
        }
        guard let (health, watchers) = told else { return }
        for watcher in watchers { watcher.yield(health) }
    }

    /// How it stands now, and then every change; somebody who is slow misses what was changed again.
    func changes() -> AsyncStream<VaultHealth> {
        let (stream, watcher) = AsyncStream.makeStream(
            of: VaultHealth.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let number = state.withLock { state in
            defer { state.nextWatcher += 1 }
            state.watchers[state.nextWatcher] = watcher
            watcher.yield(state.signs.health)
            return state.nextWatcher
        }
        watcher.onTermination = { [weak self] _ in
            self?.state.withLock { _ = $0.watchers.removeValue(forKey: number) }
        }
        return stream
    }

    /// Ends all streams.
    func close() {
        let watchers = state.withLock { state in
            defer { state.watchers = [:] }
            return Array(state.watchers.values)
        }
        for watcher in watchers { watcher.finish() }
    }
}
