/// Why a store could not answer.
///
/// Carries no content, name or key.
public struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String {
            case unavailable, deadlineExceeded, corrupted, full, newerSchema, notDurable, invalidLocation
            case unsupportedPredicate, valueTooLarge, closed, invalidBatch, logFull, replaced
        }
        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// The database does not answer; nothing was written.
        public static let unavailable = Code(.unavailable)
        /// The deadline passed before the call began to write; nothing was written.
        public static let deadlineExceeded = Code(.deadlineExceeded)
        /// What the database holds is not what this adapter writes.
        public static let corrupted = Code(.corrupted)
        /// There is no space; nothing was written.
        public static let full = Code(.full)
        /// The database was written by a newer version.
        public static let newerSchema = Code(.newerSchema)
        /// The database cannot promise durability.
        public static let notDurable = Code(.notDurable)
        /// No database can be opened at that place.
        public static let invalidLocation = Code(.invalidLocation)
        /// The adapter cannot express the predicate.
        public static let unsupportedPredicate = Code(.unsupportedPredicate)
        /// A value is larger than 64 MiB.
        public static let valueTooLarge = Code(.valueTooLarge)
        /// The store was closed.
        public static let closed = Code(.closed)
        /// The batch breaks a rule of the contract, such as a record of another tenant.
        public static let invalidBatch = Code(.invalidBatch)
        /// The database is no longer the one that was opened: it was deleted, moved or replaced; nothing was written.
        public static let replaced = Code(.replaced)

        /// A log has no position left, since somebody put a record at its end; nothing was written.
        public static let logFull = Code(.logFull)

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code

    /// Makes an error.
    public init(_ code: Code) { self.code = code }

    /// The code's name.
    public var description: String { "StorageError(\(code))" }
}
