internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// Why the vault could not do what was asked; never content, a name or a key.
public struct VaultError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case notFound, tampered, rolledBack, conflict, outcomeUnknown, idempotencyMismatch, invalidInput,
                notEnrolled
            case keyringRequired, keyMissing, invalidTransition, storageUnavailable, storageFull,
                storeUnusable
            case newerStore, keyServiceUnavailable, wrongPassphrase, deadlineExceeded, tooLarge
            case cursorInvalid, templateUnknown, auditUnavailable
            case notStaff, authorNotEnrolled, identifierMissing, identityConflict
            case unfounded, alreadyFounded, tenantRequired, foreignPractice, practiceMissing, storeReplaced
        }

        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// There is no such thing, or nothing that may be known of.
        public static let notFound = Code(.notFound)
        /// What the store holds is not what was written there.
        public static let tampered = Code(.tampered)
        /// The store holds an older state than the one that was seen or anchored: somebody put it back.
        public static let rolledBack = Code(.rolledBack)
        /// Others changed the same record again and again; nothing was written.
        public static let conflict = Code(.conflict)
        /// The store cannot tell; repeat the call with the same idempotency key.
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
        /// The deadline passed; nothing was written.
        public static let deadlineExceeded = Code(.deadlineExceeded)
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
        /// A record from elsewhere has no identifier by which it could be recognised.
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

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The name of the argument, field or step concerned; never its value.
    public let place: String?

    /// Makes an error.
    public init(_ code: Code, at place: String? = nil) {
        self.code = code
        self.place = place
    }

    /// Compares by code.
    public static func == (left: VaultError, right: VaultError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// The code, and the place where there is one.
    public var description: String { "VaultError(\(code)\(place.map { " at \($0)" } ?? ""))" }
}

extension VaultError {
    init(_ error: StorageError) {
        let code: Code =
            switch error.code {
            case .full: .storageFull
            case .newerSchema: .newerStore
            case .deadlineExceeded: .deadlineExceeded
            case .notDurable, .invalidLocation, .unsupportedPredicate: .storeUnusable
            case .valueTooLarge: .tooLarge
            case .corrupted: .tampered
            case .replaced: .storeReplaced
            default: .storageUnavailable
            }
        self.init(code, at: "store")
    }

    init(_ error: CryptoError) {
        let code: Code =
            switch error.code {
            case .wrongPassphrase: .wrongPassphrase
            case .deadlineExceeded: .deadlineExceeded
            case .newerFormat: .newerStore
            case .cannotOpen, .malformed: .tampered
            default: .keyServiceUnavailable
            }
        self.init(code, at: "keys")
    }

    /// An anchor that does not answer, or whose file is not one.
    init(anchoring error: CryptoError) {
        switch error.code {
        case .deadlineExceeded: self.init(.deadlineExceeded, at: "anchor")
        case .newerFormat: self.init(.newerStore, at: "anchor")
        default: self.init(.auditUnavailable, at: "anchor")
        }
    }
}
