public import ClinicalNotesModel

/// What verifying a practice's store found: every value as it was written, or what is not.
public struct StoreReport: Hashable, Sendable {
    /// What is wrong, in the order it was found; at most ``findingLimit``.
    public let findings: [Finding]
    /// How many further findings there were.
    public let unlisted: Int
    /// Owners that others kept changing, so that they could not be looked at as a whole: verify again.
    public let unsettled: [OwnerID]
    /// How the audit log stands.
    public let audit: AuditReport
    /// How many owners there are: patients, groups and principals.
    public let owners: Int
    /// How many records were looked at, audit entries left out.
    public let records: Int
    /// How many notes there are.
    public let notes: Int
    /// How many of the notes are in granted custody: checked by their hashes and signatures, not opened.
    public let grantedNotes: Int
    /// How many attachments are being written, or were and broke off: their segments belong to no note yet, and cannot be read.
    ///
    /// They are no finding, and are removed when nobody goes on with them.
    public let pendingUploads: Int
    /// How many audit entries there are.
    public let auditEntries: UInt64
    /// When the first owner was looked at: long ago for a verification that went on from an earlier one.
    public let since: Instant

    /// How many findings a report lists.
    public static let findingLimit = 1000

    /// Whether everything was looked at and nothing contradicts anything: as good as it gets without an anchor, and what a
    /// store that was put back as a whole looks like too.
    public var isConsistent: Bool {
        findings.isEmpty && unlisted == 0 && unsettled.isEmpty && audit.isConsistent
    }

    /// Whether everything is as it was written last: nothing is wrong, and an anchor vouches for the newest state.
    public var isIntact: Bool { isConsistent && audit.isAnchored }
}
