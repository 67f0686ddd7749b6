extension NotesError {
    /// What to do about it: one fixed sentence for each code.
    public var advice: String { code.advice }
}

extension NotesError.Code {
    /// What to do about an error of this code: one fixed sentence.
    public var advice: String {
        switch self {
        case .refused: "Show the explanation and what can be done: it is the policy's answer, no fault."
        case .sourceFailed:
            "Look at what was thrown where the bytes are read, then repeat the call with the same idempotency key."
        case .unexpected:
            "Report it with the code of the call. Of a write look whether it was carried out, or repeat it with the same idempotency key."
        case .tampered:
            "Keep a copy of the store as it is, verify it, and find out who could write to it before going on."
        case .damaged: "Take the store out of use and declare a restore from its newest backup."
        case .unreadable: "Repeat the call; if it fails again, look at the disk and the network to it."
        case .notSettled: "Repeat the call, best when fewer others write."
        case .storeMisbehaved:
            "Run the conformance kit against the storage adapter, and mend it; a write may have been carried out: repeat it with the same idempotency key."
        case .staleRevision: "Read the note again, bring both changes together, and call anew."
        case .conflict: "Repeat the call with the same idempotency key."
        case .timedOut, .cancelled:
            "Repeat the call with the same idempotency key, with more time if the store is only slow."
        case .outcomeUnknown:
            "Repeat the call with the same idempotency key: it is carried out once. If you named none, look first whether it was."
        case .storageUnavailable:
            "Look whether the store runs and is open, and whether another program keeps a transaction on it; then repeat the call."
        case .storageFull: "Make room for the store, then repeat the call with the same idempotency key."
        case .storeUnusable: "Give the vault another store, or one whose adapter can do what is missing."
        case .newerStore: "Open the store with the version of the library that wrote it, or a newer one."
        case .keyServiceUnavailable:
            "Look whether the key service runs and has this practice's keys, then repeat the call."
        case .wrongPassphrase: "Ask for the passphrase again."
        case .auditUnavailable:
            "Look at the store and the anchor, then repeat the call; nothing was handed out."
        case .idempotencyMismatch: "Use an idempotency key of its own for each request."
        case .notEnrolled, .authorNotEnrolled: "Enroll the principal first."
        case .unconfirmed: "Have somebody else who keeps the practice's papers confirm the enrollment."
        case .keyringRequired: "Open the session with the principal's own unlocked keyring."
        case .keyMissing: "Ask the author, or whoever holds the key, to grant it."
        case .tooLarge: "Shorten the field or the note, or part it."
        case .cursorInvalid: "Begin again with the first page."
        case .templateUnknown: "Register the template with the vault."
        default: "Correct what the error names, then repeat the call."
        }
    }
}
