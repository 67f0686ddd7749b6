import ClinicalNotes
import Synchronization

/// An anchor that fails on one chosen call, or whenever it is to write.
final class FaultyAnchor: Anchor {
    private struct State {
        var left = 0
        var isArmed = false
        var isReadOnly = false
    }

    private let base: any Anchor
    private let state = Mutex(State())

    init(_ base: any Anchor) { self.base = base }

    var grade: AnchorGrade { base.grade }

    /// Fails on the call with this number, counted from now.
    func arm(onCall number: Int) { state.withLock { $0 = State(left: number, isArmed: true) } }

    /// Stops failing; whether it had failed.
    func disarm() -> Bool {
        state.withLock { state in
            defer { state = State() }
            return state.isArmed && state.left <= 0
        }
    }

    /// From now on nothing can be written, or everything again.
    func refuseWrites(_ refuses: Bool) { state.withLock { $0.isReadOnly = refuses } }

    private func mayThrow(isWriting: Bool = false) throws(CryptoError) {
        let throwsNow = state.withLock { state in
            if isWriting, state.isReadOnly { return true }
            guard state.isArmed else { return false }
            state.left -= 1
            return state.left == 0
        }
        if throwsNow { throw CryptoError(.anchorUnavailable) }
    }

    func latest(_ log: String) async throws(CryptoError) -> AnchoredCheckpoint? {
        try mayThrow()
        return try await base.latest(log)
    }

    func advance(
        _ log: String,
        to checkpoint: AnchoredCheckpoint,
        expecting expected: AnchoredCheckpoint?
    ) async throws(CryptoError) -> Bool {
        try mayThrow(isWriting: true)
        return try await base.advance(log, to: checkpoint, expecting: expected)
    }

    func journal(of log: String) async throws(CryptoError) -> [[UInt8]]? {
        try mayThrow()
        return try await base.journal(of: log)
    }

    func append(
        _ lines: [[UInt8]],
        toJournalOf log: String,
        beginning begins: Bool
    ) async throws(CryptoError) -> Bool {
        try mayThrow(isWriting: true)
        return try await base.append(lines, toJournalOf: log, beginning: begins)
    }

    func declare(
        _ checkpoint: AnchoredCheckpoint,
        asNewestOf log: String,
        journaling lines: [[UInt8]]
    ) async throws(CryptoError) {
        try mayThrow(isWriting: true)
        // Between the two steps of it.
        do throws(CryptoError) {
            try mayThrow()
        } catch {
            _ = try await base.append(lines, toJournalOf: log, beginning: true)
            throw error
        }
        try await base.declare(checkpoint, asNewestOf: log, journaling: lines)
    }
}
