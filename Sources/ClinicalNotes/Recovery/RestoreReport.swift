public import ClinicalNotesModel

/// What a restore did, and what is lost by it: tell the people whom it concerns.
///
/// Counts are those of one run; a restore that was run again tells what was left for it to do.
public struct RestoreReport: Hashable, Sendable {
    /// Something that was narrowed and could not be narrowed again, because what it was about is lost.
    public struct Loss: Hashable, Sendable {
        /// Whose record it was in.
        public let owner: OwnerID
        /// The note that it was about.
        public let note: RecordID
    }

    /// How many audit entries were anchored before.
    public let anchoredEntries: UInt64
    /// How many audit entries the store had when it was put back.
    public let storedEntries: UInt64
    /// How often access was narrowed again, by owner: revocations, holds, withheld releases, ends of enrollment.
    public let replayed: [OwnerID: Int]
    /// What could not be narrowed again.
    public let lost: [Loss]
    /// The patients, groups and principals that the journal knows and the store does not.
    public let lostOwners: [OwnerID]
    /// Those whose records are damaged: nobody can open them, and `verify` names what is wrong.
    public let damagedOwners: [OwnerID]

    /// How many audit entries are lost at the least.
    public var lostEntries: UInt64 { anchoredEntries > storedEntries ? anchoredEntries - storedEntries : 0 }
}
