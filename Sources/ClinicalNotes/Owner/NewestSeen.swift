internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Synchronization

/// The newest state of each owner that this process has seen: what the store answers later must not be older.
///
/// Bounded: of more owners than it has room for, it forgets those that were not looked at for the longest time.
final class NewestSeen: Sendable {
    /// What was seen of an owner.
    struct Mark: Hashable {
        let number: UInt64
        let hash: Digest
        let epoch: UInt64

        init(_ head: OwnerHead) {
            number = head.number
            hash = head.hash
            epoch = head.epoch
        }
    }

    private struct State {
        var young: [OwnerID: Mark] = [:]
        var old: [OwnerID: Mark] = [:]

        subscript(owner: OwnerID) -> Mark? { young[owner] ?? old[owner] }
    }

    private let capacity: Int
    private let state = Mutex(State())

    init(capacity: Int = 131_072) { self.capacity = capacity }

    /// What was seen of some owners before they are asked for: others may see newer states while the answer is on its way.
    func marks(of owners: some Sequence<OwnerID>) -> [OwnerID: Mark] {
        state.withLock { state in
            owners.reduce(into: [:]) { marks, owner in marks[owner] = state[owner] }
        }
    }

    /// Takes in heads that this process made.
    func note(_ heads: [OwnerHead]) {
        for head in heads { _ = take(head, askedAt: nil, of: head.owner) }
    }

    /// Takes in an answer that was asked for when an owner stood at a mark.
    ///
    /// - Returns: `false` if it is older than that, or another one of the same number.
    func take(_ head: OwnerHead?, askedAt mark: Mark?, of owner: OwnerID) -> Bool {
        guard let head else { return mark == nil }
        let found = Mark(head)
        if let mark, found.number < mark.number || (found.number == mark.number && found.hash != mark.hash) {
            return false
        }
        return state.withLock { state in
            let known = state[owner]
            if let known, known.number == found.number, known.hash != found.hash { return false }
            let newest = known.map { $0.number > found.number ? $0 : found } ?? found
            guard state.young[owner] != newest else { return true }
            if state.young.count >= capacity {
                state.old = state.young
                state.young = [:]
            }
            state.young[owner] = newest
            return true
        }
    }

    /// Whether a guard that is expected to stand is older than the epoch that was seen.
    func isOutdated(_ expectation: Expectation) -> Bool {
        guard let known = state.withLock({ $0[expectation.key.owner] }) else { return false }
        return expectation.revision < known.epoch
    }
}
