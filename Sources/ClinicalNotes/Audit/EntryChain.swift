internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// What one instance recorded so far: links the entries of its next group to those that are in the log.
struct EntryChain: Sendable {
    private let instance: Bytes16
    private var count: UInt64 = 0
    private var state = Digest.zero
    private var unsettled: [Digest] = []

    /// What became of the entries of one batch of a group.
    enum Fate {
        case written, notWritten, unknown
    }

    init(_ instance: Bytes16) { self.instance = instance }

    /// Whether so much is unknown that a chain is better begun anew than told of with every entry.
    var isOverburdened: Bool { unsettled.count > 256 }

    /// The link of an entry at a place of the next group.
    func link(at place: Int) -> EntryLink {
        EntryLink(
            instance: instance,
            before: count,
            state: state,
            place: UInt32(truncatingIfNeeded: place),
            unsettled: unsettled
        )
    }

    /// Takes in what became of a group, batch by batch in its order.
    mutating func settle(_ group: [(fate: Fate, commitments: [Digest])]) {
        let written = group.filter { $0.fate == .written }.flatMap(\.commitments)
        state = EntryLink.state(after: state, written)
        count += UInt64(written.count)
        // What this group told of is on record if any of it was written.
        if !written.isEmpty { unsettled = [] }
        unsettled += group.filter { $0.fate == .unknown }.flatMap(\.commitments)
    }
}
