/// Every kind of thing that is sealed; the list is closed.
///
/// A kind enters the key derivation by its ``personal``, so that a blob never opens as another kind. The stored
/// bytes tell only the ``storageClass``.
package enum SealedKind: Sendable, CaseIterable {
    /// One field of a note.
    case field
    /// The manifest of a revision.
    case manifest
    /// A note's header: what a decision needs to know, no text.
    case header
    /// All of an owner's records that feed decisions, in one.
    case aggregate
    /// A page of an owner's directory.
    case directoryPage
    /// A principal's guard.
    case `guard`
    /// A directive.
    case directive
    /// A release.
    case release
    /// A hold.
    case hold
    /// A restriction on uses and disclosures, 45 CFR 164.522.
    case restriction
    /// Who somebody is.
    case person
    /// A group's members.
    case group
    /// An enrollment.
    case enrollment
    /// What is on record about a grant.
    case grant
    /// A duty with a date.
    case task
    /// Why somebody decided, such as why a note was entered in error.
    case reason
    /// What a commit answered.
    case receipt
    /// An audit entry.
    case auditEntry
    /// An entry of the accounting of disclosures, 45 CFR 164.528.
    case accountingEntry
    /// A recovery that was declared.
    case declaration
    /// A line of an anchor's journal.
    case journalLine
    /// Whom an identifier or a public key names.
    case identity
    /// Where a page ended.
    case cursor
    /// A note's key, inner lock.
    case noteKey
    /// A compartment's key of one generation, inner lock.
    case compartmentKey
    /// An owner's header key, inner lock.
    case headerKey
    /// The outer lock around a locked key.
    case outerLock
    /// A key that a key service wrapped.
    case serviceKey
    /// A slot of a compartment's key schedule.
    case keySlot
    /// A keyring under its passphrase.
    case keyring
    /// The file of a local key service.
    case keyFile
    /// What is on record about an attachment, its name left out.
    case attachment
    /// What an attachment is called, and of which type it is.
    case attachmentName
    /// An attachment that is being written.
    case upload
    /// A segment of an attachment.
    case segment
    /// A revision as its author signed it, in a note that was refiled from another chart.
    case originalRevision

    /// What the stored bytes tell of a kind; the raw value is byte 2 of an envelope.
    package enum StorageClass: UInt8, Sendable, CaseIterable {
        /// A field of a note.
        case field = 1
        /// A manifest.
        case manifest = 2
        /// A record.
        case record = 3
        /// Something handed to a caller and taken back.
        case token = 4
        /// A key under a lock.
        case lockedKey = 5
        /// A key slot.
        case keySlot = 6
        /// A file of keys.
        case file = 7
        /// Bulk bytes.
        case bulk = 8
    }

    /// The storage class.
    package var storageClass: StorageClass {
        switch self {
        case .field, .attachmentName: .field
        case .manifest, .originalRevision: .manifest
        case .header, .aggregate, .directoryPage, .guard, .directive, .release, .hold, .restriction,
            .person, .group, .enrollment, .grant, .task, .reason, .receipt, .auditEntry, .accountingEntry,
            .declaration, .journalLine, .identity, .attachment, .upload:
            .record
        case .cursor: .token
        case .noteKey, .compartmentKey, .headerKey, .outerLock, .serviceKey: .lockedKey
        case .keySlot: .keySlot
        case .keyring, .keyFile: .file
        case .segment: .bulk
        }
    }

    /// The sixteen characters that enter the derivation.
    package var personal: Personal {
        switch self {
        case .field: Self.fieldPersonal
        case .manifest: Self.manifestPersonal
        case .originalRevision: Self.originalRevisionPersonal
        case .header: Self.headerPersonal
        case .aggregate: Self.aggregatePersonal
        case .directoryPage: Self.directoryPagePersonal
        case .guard: Self.guardPersonal
        case .directive: Self.directivePersonal
        case .release: Self.releasePersonal
        case .hold: Self.holdPersonal
        case .restriction: Self.restrictionPersonal
        case .person: Self.personPersonal
        case .group: Self.groupPersonal
        case .enrollment: Self.enrollmentPersonal
        case .grant: Self.grantPersonal
        case .task: Self.taskPersonal
        case .reason: Self.reasonPersonal
        case .receipt: Self.receiptPersonal
        case .auditEntry: Self.auditEntryPersonal
        case .accountingEntry: Self.accountingEntryPersonal
        case .declaration: Self.declarationPersonal
        case .journalLine: Self.journalLinePersonal
        case .identity: Self.identityPersonal
        case .cursor: Self.cursorPersonal
        case .noteKey: Self.noteKeyPersonal
        case .compartmentKey: Self.compartmentKeyPersonal
        case .headerKey: Self.headerKeyPersonal
        case .outerLock: Self.outerLockPersonal
        case .serviceKey: Self.serviceKeyPersonal
        case .keySlot: Self.keySlotPersonal
        case .keyring: Self.keyringPersonal
        case .keyFile: Self.keyFilePersonal
        case .attachment: Self.attachmentPersonal
        case .attachmentName: Self.attachmentNamePersonal
        case .upload: Self.uploadPersonal
        case .segment: Self.segmentPersonal
        }
    }

    private static let fieldPersonal: Personal = "cnotes.field-.v1"
    private static let manifestPersonal: Personal = "cnotes.manif-.v1"
    private static let originalRevisionPersonal: Personal = "cnotes.orgrev.v1"
    private static let headerPersonal: Personal = "cnotes.header.v1"
    private static let aggregatePersonal: Personal = "cnotes.aggreg.v1"
    private static let directoryPagePersonal: Personal = "cnotes.dpage-.v1"
    private static let guardPersonal: Personal = "cnotes.guard-.v1"
    private static let directivePersonal: Personal = "cnotes.direct.v1"
    private static let releasePersonal: Personal = "cnotes.releas.v1"
    private static let holdPersonal: Personal = "cnotes.hold--.v1"
    private static let restrictionPersonal: Personal = "cnotes.restri.v1"
    private static let personPersonal: Personal = "cnotes.person.v1"
    private static let groupPersonal: Personal = "cnotes.group-.v1"
    private static let enrollmentPersonal: Personal = "cnotes.enroll.v1"
    private static let grantPersonal: Personal = "cnotes.grant-.v1"
    private static let taskPersonal: Personal = "cnotes.task--.v1"
    private static let reasonPersonal: Personal = "cnotes.reason.v1"
    private static let receiptPersonal: Personal = "cnotes.receip.v1"
    private static let auditEntryPersonal: Personal = "cnotes.audit-.v1"
    private static let accountingEntryPersonal: Personal = "cnotes.accoun.v1"
    private static let declarationPersonal: Personal = "cnotes.declar.v1"
    private static let journalLinePersonal: Personal = "cnotes.journl.v1"
    private static let identityPersonal: Personal = "cnotes.identy.v1"
    private static let cursorPersonal: Personal = "cnotes.cursor.v1"
    private static let noteKeyPersonal: Personal = "cnotes.notkey.v1"
    private static let compartmentKeyPersonal: Personal = "cnotes.cmpkey.v1"
    private static let headerKeyPersonal: Personal = "cnotes.hdrkey.v1"
    private static let outerLockPersonal: Personal = "cnotes.outlck.v1"
    private static let serviceKeyPersonal: Personal = "cnotes.svckey.v1"
    private static let keySlotPersonal: Personal = "cnotes.kyslot.v1"
    private static let keyringPersonal: Personal = "cnotes.keyrng.v1"
    private static let keyFilePersonal: Personal = "cnotes.keyfil.v1"
    private static let attachmentPersonal: Personal = "cnotes.attach.v1"
    private static let attachmentNamePersonal: Personal = "cnotes.attnam.v1"
    private static let uploadPersonal: Personal = "cnotes.upload.v1"
    private static let segmentPersonal: Personal = "cnotes.segmnt.v1"
}
