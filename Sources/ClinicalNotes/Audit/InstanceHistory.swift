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
    /// What the entries of the group tell of as neither written nor not.
    private var named: [Digest] = []
    /// Those of them that were not met yet, and those that were.
    private var unsettled: Set<Digest> = []
    private var met: Set<Digest> = []

    mutating func learn(_ link: EntryLink, _ commitment: Digest) -> Fault? {
        if unsettled.remove(commitment) != nil {
            met.insert(commitment)
            return nil
        }
        if link.before == before, link.state == state, link.unsettled == named {
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
        // Of a group whose fate is unknown the next one tells nothing but its entries.
        guard link.before > before || (link.before == before && !open.isSubset(of: named)) else {
            return .repeated
        }
        let isWhole =
            link.before == before + UInt64(settled.count)
            && link.state == EntryLink.state(after: state, settled)
        met.formUnion(open.intersection(group))
        unsettled.formUnion(open.subtracting(met))
        if open.isEmpty { met = [] }
        named = link.unsettled
        (before, state, group, lastPlace) = (link.before, link.state, [commitment], link.place)
        return isWhole ? nil : .gap
    }
}
