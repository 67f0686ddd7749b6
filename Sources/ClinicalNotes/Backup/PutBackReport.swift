public import ClinicalNotesModel

/// What a backup that was put back holds.
public struct PutBackReport: Hashable, Sendable {
    /// The practice.
    public let tenant: TenantID
    /// How many records it has; all of them are in the store.
    public let records: UInt64
    /// How many of them were there already, from a call that had broken off.
    public let found: UInt64
}
