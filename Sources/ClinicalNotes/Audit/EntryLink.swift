internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// Where an audit entry stands among all that one instance recorded; sealed together with the entry.
///
/// An instance is one opening of a vault. It commits in groups, and every entry of a group tells what the groups before it
/// left in the log: how many entries, and a running hash over them. So an entry that is removed, repeated or moved is seen
/// once a later one of the instance is vouched for, and entries of a batch that was a conflict leave no gap.
struct EntryLink: Hashable, Sendable {
    /// The instance.
    let instance: Bytes16
    /// How many entries of the instance's earlier groups are in the log.
    let before: UInt64
    /// The running hash over these entries.
    let state: Digest
    /// The place of the entry in its group, rising.
    let place: UInt32
    /// The commitments of earlier entries of which the store could not tell whether it wrote them.
    let unsettled: [Digest]

    /// The running hash after another group.
    static func state(after state: Digest, _ group: some Collection<Digest>) -> Digest {
        guard !group.isEmpty else { return state }
        var writer = ByteWriter(capacity: (group.count + 1) * Digest.size)
        writer.raw(state.bytes)
        for commitment in group { writer.raw(commitment.bytes) }
        return Digest.of(writer.bytes, personal: "cnotes.auditgrp1")
    }
}

extension EntryLink {
    func encode(into writer: inout ByteWriter) {
        writer.bytes16(instance)
        writer.integer(before)
        writer.raw(state.bytes)
        writer.integer(place)
        writer.list(unsettled) { $0.raw($1.bytes) }
    }

    init(from reader: inout ByteReader) throws(MalformedBytes) {
        instance = try reader.bytes16()
        before = try reader.integer()
        state = try reader.digest()
        place = try reader.integer()
        unsettled = try reader.list { reader throws(MalformedBytes) in try reader.digest() }
    }
}
