public import ClinicalNotesModel
public import ClinicalNotesPolicy
public import ClinicalNotesStorage

/// Why the vault could not do what was asked; never content, a name or a key.
///
/// ```swift
/// do {
///     try await desk.sign(note)
/// } catch let error as NotesError where error.code == .keyringRequired {
///     return "\(error) \(error.advice)"
/// }
/// ```
public struct NotesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case notFound, tampered, rolledBack, conflict, outcomeUnknown, idempotencyMismatch, invalidInput,
                notEnrolled
            case keyringRequired, keyMissing, invalidTransition, storageUnavailable, storageFull,
                storeUnusable
            case newerStore, keyServiceUnavailable, wrongPassphrase, timedOut, cancelled, tooLarge
            case damaged, unreadable, notSettled, storeMisbehaved
            case cursorInvalid, templateUnknown, auditUnavailable
            case notStaff, authorNotEnrolled, identifierMissing, identityConflict
            case unfounded, alreadyFounded, tenantRequired, foreignPractice, practiceMissing, storeReplaced
            case foreignAuthority, authorityOutside, keysChanged
            case behindAnchor, anchorUnavailable, approvalRefused, nothingToRecover, notSolo, unconfirmed
        }

        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// There is no such thing, or nothing that may be known of.
        public static let notFound = Code(.notFound)
        /// What the store holds is proven not to be what was sealed or signed for that place.
        ///
        /// Never said of a store that could not be read (``unreadable``), says itself that it is damaged (``damaged``),
        /// or was changed by others while it was looked at (``notSettled``).
        public static let tampered = Code(.tampered)
        /// The store holds an older state than the one that was seen or anchored: somebody put it back.
        public static let rolledBack = Code(.rolledBack)
        /// The store itself says that its file is damaged, or not one of its own.
        public static let damaged = Code(.damaged)
        /// The store's device failed to read or to write; nothing was written.
        public static let unreadable = Code(.unreadable)
        /// Others wrote in between each time it was looked at, so that nothing can be said; nothing was written.
        public static let notSettled = Code(.notSettled)
        /// The storage adapter answered what its contract rules out; whether a write was carried out is not known.
        public static let storeMisbehaved = Code(.storeMisbehaved)
        /// Others changed the same record again and again; nothing was written.
        public static let conflict = Code(.conflict)
        /// The store cannot tell, or did not in time; repeat the call with the same idempotency key.
        public static let outcomeUnknown = Code(.outcomeUnknown)
        /// The idempotency key was used for another request; nothing was written.
        public static let idempotencyMismatch = Code(.idempotencyMismatch)
        /// A value is not acceptable; the detail names the field.
        public static let invalidInput = Code(.invalidInput)
        /// The principal is not enrolled, or no longer.
        public static let notEnrolled = Code(.notEnrolled)
        /// The call needs the principal's own keys.
        public static let keyringRequired = Code(.keyringRequired)
        /// The call is permitted, but nobody granted this principal the key.
        public static let keyMissing = Code(.keyMissing)
        /// The note's state does not allow it.
        public static let invalidTransition = Code(.invalidTransition)
        /// The store does not answer; nothing was written.
        public static let storageUnavailable = Code(.storageUnavailable)
        /// The store has no space; nothing was written.
        public static let storageFull = Code(.storageFull)
        /// The store cannot serve a vault: not a database, not durable, or it lacks a capability.
        public static let storeUnusable = Code(.storeUnusable)
        /// The store was written by a newer version.
        public static let newerStore = Code(.newerStore)
        /// The key service does not answer or refuses.
        public static let keyServiceUnavailable = Code(.keyServiceUnavailable)
        /// The passphrase does not open the keys.
        public static let wrongPassphrase = Code(.wrongPassphrase)
        /// The time of the call is over; nothing was written.
        public static let timedOut = Code(.timedOut)
        /// The caller's task was cancelled; nothing was written.
        public static let cancelled = Code(.cancelled)
        /// A field is larger than 1 MiB or a note larger than 16 MiB.
        public static let tooLarge = Code(.tooLarge)
        /// The cursor is not of this principal, purpose, query and policy.
        public static let cursorInvalid = Code(.cursorInvalid)
        /// The template is not registered with this vault.
        public static let templateUnknown = Code(.templateUnknown)
        /// The audit entry could not be made durable; nothing was handed out.
        public static let auditUnavailable = Code(.auditUnavailable)
        /// The call is for verified staff of the practice.
        public static let notStaff = Code(.notStaff)
        /// An author of the note is not enrolled, or has no keys, so that nobody could ever open it.
        public static let authorNotEnrolled = Code(.authorNotEnrolled)
        /// A record from elsewhere has no identifier by which it could be recognized.
        public static let identifierMissing = Code(.identifierMissing)
        /// An identifier belongs to somebody or something else, or to several.
        public static let identityConflict = Code(.identityConflict)

        /// The store holds no practice, and opening founds none.
        ///
        /// Found a new one with `NoteVault.found`. If there was one, its database is gone: put a backup in its place.
        public static let unfounded = Code(.unfounded)
        /// There is such a practice already: in the store, in the key service or in the anchor, as the place says.
        ///
        /// Open it; for another practice name another tenant, or other files.
        public static let alreadyFounded = Code(.alreadyFounded)
        /// The key service holds several practices, or cannot tell which: name the tenant.
        public static let tenantRequired = Code(.tenantRequired)
        /// The store is another practice's than the key service's: open the store that belongs to the keys.
        public static let foreignPractice = Code(.foreignPractice)
        /// The store's pointer to its practice or the practice's own record is gone: put a backup of the store in its
        /// place.
        public static let practiceMissing = Code(.practiceMissing)
        /// The database is no longer the one that was opened: it was deleted, moved or replaced.
        public static let storeReplaced = Code(.storeReplaced)

        /// The store, or an owner in it, is older than what the anchor remembers: a backup was put back.
        ///
        /// Put the newest database in its place; where there is none, the way on is `NoteVault.restore`.
        public static let behindAnchor = Code(.behindAnchor)
        /// The anchor is missing, damaged or cannot be written; `NoteVault.health` tells which.
        ///
        /// What was asked is durable in the store. Repeat the call, with the same idempotency key, once the anchor can be
        /// written again.
        public static let anchorUnavailable = Code(.anchorUnavailable)
        /// A recovery was not approved by two people who may, or they approved of something else.
        ///
        /// Ask them anew: store and anchor as they stand now, with keys that are on record for people who are enrolled.
        public static let approvalRefused = Code(.approvalRefused)
        /// The practice's enrollments are certified by another authority than the one that was pinned.
        public static let foreignAuthority = Code(.foreignAuthority)
        /// The authority is outside: carry its certificate in.
        public static let authorityOutside = Code(.authorityOutside)
        /// The reader was enrolled anew under other keys, which the granter has not confirmed.
        public static let keysChanged = Code(.keysChanged)
        /// There is nothing to declare: the store is not behind its anchor, or the anchor is not lost.
        public static let nothingToRecover = Code(.nothingToRecover)

        /// That is for somebody else to do: the practice is not declared to have one person, or has more by now.
        public static let notSolo = Code(.notSolo)
        /// The principal's enrollment waits until somebody else who keeps the practice's papers confirms it.
        public static let unconfirmed = Code(.unconfirmed)

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The name of the argument, field or step concerned; never its value.
    public let place: String?
    /// Whose records are concerned, where it is known.
    public let owner: OwnerID?
    /// The storage class of the record concerned, where it is known.
    public let collection: RecordCollection?
    /// The record concerned, where it is known.
    public let record: RecordID?
    /// What can be done where nothing that may be read was found: it depends on the session and the call alone, never on
    /// what exists.
    public let remedies: [Remedy]

    /// Makes an error.
    public init(_ code: Code, at place: String? = nil) { self.init(code, at: place, owner: nil) }

    init(_ code: Code, at place: String? = nil, of key: RecordKey) {
        self.init(code, at: place, owner: key.owner, collection: key.collection, record: key.record)
    }

    init(
        _ code: Code,
        at place: String? = nil,
        owner: OwnerID?,
        collection: RecordCollection? = nil,
        record: RecordID? = nil,
        remedies: [Remedy] = []
    ) {
        self.code = code
        self.place = place
        self.owner = owner
        self.collection = collection
        self.record = record
        self.remedies = remedies
    }

    /// Compares by code.
    public static func == (left: NotesError, right: NotesError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The code, and what is known of the place.
    public var description: String {
        let record = [
            owner.map { "owner \($0)" }, collection.map { "collection \($0.rawValue)" },
            record.map { "record \($0)" },
        ].compactMap { $0 }
        let places = (place.map { ["at \($0)"] } ?? []) + record
        return "NotesError(\(code)\(places.isEmpty ? "" : " ")\(places.joined(separator: ", ")))"
    }
}
