public import ClinicalNotesModel

/// What a backup holds, and what was found when it was read back.
public struct BackupReport: Hashable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// When it was begun: what was told as written before then is in it.
    public let at: Instant
    /// How many records it has.
    public let records: UInt64
    /// How many bytes its file has.
    public let bytes: Int
    /// What was found in the copy, read back from the file and verified as a store of its own, without an anchor.
    public let verification: StoreReport

    /// Whether the backup was kept: nothing in it contradicts anything.
    ///
    /// One that is not kept is a copy of a store that is damaged; nothing stands under its name.
    public var isKept: Bool { verification.isConsistent }
}
