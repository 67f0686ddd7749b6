internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// The entries of one instance as the log has them, held against what each of them tells of those before.
struct InstanceHistory {
    /// What is wrong with an entry, considering those before it.
    enum Fault {
        /// It stands there a second time, or not in its order.
        case repeated
        /// Entries that it tells of are not there.
        case gap
    }

    private var before: UInt64 = 0
    private var state = Digest.zero
    private var group: [Digest] = []
    private var lastPlace: UInt32?
    /// Entries that a later one told of as neither written nor not, and that were not met yet.
    private var unsettled: Set<Digest> = []

    mutating func learn(_ link: EntryLink, _ commitment: Digest) -> Fault? {
        if unsettled.remove(commitment) != nil { return nil }
        if link.before == before, link.state == state {
            // Another entry of the group; the first of an instance begins one.
            if let lastPlace, link.place <= lastPlace { return .repeated }
            group.append(commitment)
            lastPlace = link.place
            return nil
        }
        return begin(link, commitment)
    }

    /// Begins another group, which must tell of just what the one before left.
    private mutating func begin(_ link: EntryLink, _ commitment: Digest) -> Fault? {
        let open = Set(link.unsettled)
        let settled = group.filter { !open.contains($0) }
        guard link.before > before else { return .repeated }
        let isWhole =
            link.before == before + UInt64(settled.count)
            && link.state == EntryLink.state(after: state, settled)
        unsettled.formUnion(open.subtracting(group))
        (before, state, group, lastPlace) = (link.before, link.state, [commitment], link.place)
        return isWhole ? nil : .gap
    }
}
