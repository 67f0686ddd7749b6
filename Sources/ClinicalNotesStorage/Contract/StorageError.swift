/// Why a store could not answer.
///
/// Carries no content, name or key; where one record is concerned, its identifiers.
public struct StorageError: Error, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    public struct Code: Hashable, Sendable, CustomStringConvertible {
        private enum Base: String, CaseIterable {
            case unavailable, timedOut, cancelled, corrupted, unreadable, misbehaved, full, newerSchema
            case notDurable, invalidLocation, unsupportedPredicate, valueTooLarge, closed, invalidBatch,
                replaced, heldBack
        }
        private let base: Base
        private init(_ base: Base) { self.base = base }

        /// The database does not answer, and nothing is wrong with what it holds; nothing was written.
        public static let unavailable = Code(.unavailable)
        /// The deadline passed before the call began to write; nothing was written.
        public static let timedOut = Code(.timedOut)
        /// The caller's task was cancelled before the call began to write; nothing was written.
        public static let cancelled = Code(.cancelled)
        /// What the database holds is not what this adapter writes: the file is damaged, or somebody else's.
        public static let corrupted = Code(.corrupted)
        /// The device failed to read or to write, and nothing was written; the same may succeed later.
        public static let unreadable = Code(.unreadable)
        /// The adapter is wrong: it answered what its contract rules out, or asked its database for what there is not; whether
        /// a commit was written is not known.
        public static let misbehaved = Code(.misbehaved)
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

        /// Somebody else reads for so long that the database cannot take more; nothing was written.
        ///
        /// The same succeeds when that reader ends.
        public static let heldBack = Code(.heldBack)

        /// Every code of this version.
        public static var all: [Code] { Base.allCases.map { Code($0) } }

        /// The code's name.
        public var description: String { base.rawValue }
    }

    /// What went wrong.
    public let code: Code
    /// The record concerned, where it is one.
    public let record: RecordKey?
    /// What the database calls it, for whoever runs it.
    public let detail: StorageErrorDetail?

    /// Makes an error.
    public init(_ code: Code, of record: RecordKey? = nil, detail: StorageErrorDetail? = nil) {
        self.code = code
        self.record = record
        self.detail = detail
    }

    /// The code's name, and what the database calls it.
    public var description: String { "StorageError(\(code)\(detail.map { ", \($0)" } ?? ""))" }
}

extension StorageError: Hashable {
    /// Compares by code.
    public static func == (left: StorageError, right: StorageError) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
