extension NotesError {
    /// What went wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, CaseIterable, Codable, Sendable, CustomStringConvertible {
        /// The policy denies it, and the asker may know that: ``NotesError/refusal`` says why and what can be done.
        case refused
        /// There is no such thing, or nothing that may be known of.
        case notFound
        /// What the store holds is proven not to be what was sealed or signed for that place.
        ///
        /// Never said of a store that could not be read (``unreadable``), says itself that it is damaged (``damaged``),
        /// or was changed by others while it was looked at (``notSettled``).
        case tampered
        /// The store holds an older state than the one that was seen or anchored: somebody put it back.
        case rolledBack
        /// The store itself says that its file is damaged, or not one of its own.
        case damaged
        /// The store's device failed to read or to write; nothing was written.
        case unreadable
        /// Others wrote in between each time it was looked at, so that nothing can be said; nothing was written.
        case notSettled
        /// The storage adapter answered what its contract rules out; whether a write was carried out is not known.
        case storeMisbehaved
        /// Others changed the same record again and again; nothing was written.
        case conflict
        /// The store cannot tell, or did not in time; repeat the call with the same idempotency key.
        case outcomeUnknown
        /// The idempotency key was used for another request; nothing was written.
        case idempotencyMismatch
        /// A value is not acceptable; the detail names the field.
        case invalidInput
        /// The principal is not enrolled, or no longer.
        case notEnrolled
        /// The call needs the principal's own keys.
        case keyringRequired
        /// The call is permitted, but nobody granted this principal the key.
        case keyMissing
        /// The note's state does not allow it.
        case invalidTransition
        /// Somebody changed the note since it was read, ``NotesError/revision`` says what stands now; nothing was written.
        case staleRevision
        /// The store does not answer; nothing was written.
        case storageUnavailable
        /// The store has no space; nothing was written.
        case storageFull
        /// The store cannot serve a vault: not a database, not durable, or it lacks a capability.
        case storeUnusable
        /// The store was written by a newer version.
        case newerStore
        /// The key service does not answer or refuses.
        case keyServiceUnavailable
        /// The passphrase does not open the keys.
        case wrongPassphrase
        /// The time of the call is over; nothing was written.
        case timedOut
        /// The caller's task was cancelled; nothing was written.
        case cancelled
        /// What was to be read for the call, such as the bytes of an attachment, ended in an error of the caller's own.
        case sourceFailed
        /// A fault of this library, or of a type that the host brought: nothing may be taken for done, and nothing was handed out.
        case unexpected
        /// A field is larger than 1 MiB or a note larger than 16 MiB.
        case tooLarge
        /// The cursor is not of this principal, purpose, query and policy.
        case cursorInvalid
        /// The template is not registered with this vault.
        case templateUnknown
        /// The audit entry could not be made durable; nothing was handed out.
        case auditUnavailable
        /// The call is for verified staff of the practice.
        case notStaff
        /// An author of the note is not enrolled, or has no keys, so that nobody could ever open it.
        case authorNotEnrolled
        /// A record from elsewhere has no identifier by which it could be recognized.
        case identifierMissing
        /// An identifier belongs to somebody or something else, or to several.
        case identityConflict
        /// The store holds no practice, and opening founds none.
        ///
        /// Found a new one with `NoteVault.found`. If there was one, its database is gone: put a backup in its place.
        case unfounded
        /// There is such a practice already: in the store, in the key service or in the anchor, as the place says.
        ///
        /// Open it; for another practice name another tenant, or other files.
        case alreadyFounded
        /// The key service holds several practices, or cannot tell which: name the tenant.
        case tenantRequired
        /// The store is another practice's than the key service's: open the store that belongs to the keys.
        case foreignPractice
        /// The store's pointer to its practice or the practice's own record is gone: put a backup of the store in its
        /// place.
        case practiceMissing
        /// The database is no longer the one that was opened: it was deleted, moved or replaced.
        case storeReplaced
        /// The store, or an owner in it, is older than what the anchor remembers: a backup was put back.
        ///
        /// Put the newest database in its place; where there is none, the way on is `NoteVault.restore`.
        case behindAnchor
        /// The anchor is missing, damaged or cannot be written; `NoteVault.health` tells which.
        ///
        /// What was asked is durable in the store. Repeat the call, with the same idempotency key, once the anchor can be
        /// written again.
        case anchorUnavailable
        /// A recovery was not approved by two people who may, or they approved of something else.
        ///
        /// Ask them anew: store and anchor as they stand now, with keys that are on record for people who are enrolled.
        case approvalRefused
        /// The practice's enrollments are certified by another authority than the one that was pinned.
        case foreignAuthority
        /// The authority is outside: carry its certificate in.
        case authorityOutside
        /// The reader was enrolled anew under other keys, which the granter has not confirmed.
        case keysChanged
        /// There is nothing to declare: the store is not behind its anchor, or the anchor is not lost.
        case nothingToRecover
        /// That is for somebody else to do: the practice is not declared to have one person, or has more by now.
        case notSolo
        /// The principal's enrollment waits until somebody else who keeps the practice's papers confirms it.
        case unconfirmed

        /// The code's name.
        public var description: String { rawValue }
    }
}
