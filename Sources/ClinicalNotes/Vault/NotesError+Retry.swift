extension NotesError {
    /// Whether calling again may help.
    @nonexhaustive
    public enum Retry: String, Codable, Hashable, Sendable {
        /// Not before what ``NotesError/advice`` says was done.
        case no
        /// After a moment, the same call under the same idempotency key: a write is carried out once, whatever became of it before.
        case sameKey
    }

    /// Whether the same call may succeed a moment later.
    public var retry: Retry { code.retry }
}

extension NotesError.Code {
    /// Whether a call that failed with this code may succeed a moment later.
    public var retry: NotesError.Retry {
        switch self {
        case .conflict, .notSettled, .timedOut, .outcomeUnknown, .storageUnavailable, .unreadable,
            .keyServiceUnavailable, .auditUnavailable, .anchorUnavailable:
            .sameKey
        default: .no
        }
    }
}
