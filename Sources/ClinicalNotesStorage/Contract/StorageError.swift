/// Why a store could not answer.
///
/// Carries no content, name or key; where one record is concerned, its identifiers.
public struct StorageError: Error, Codable, Sendable, CustomStringConvertible {
    /// What went wrong; more codes may come.
    @nonexhaustive
    public enum Code: String, Codable, Sendable, CaseIterable {
        /// The database does not answer, and nothing is wrong with what it holds; nothing was written.
        case unavailable
        /// The deadline passed before the call began to write; nothing was written.
        case timedOut
        /// The caller's task was cancelled before the call began to write; nothing was written.
        case cancelled
        /// What the database holds is not what this adapter writes: the file is damaged, or somebody else's.
        case corrupted
        /// The device failed to read or to write, and nothing was written; the same may succeed later.
        case unreadable
        /// The adapter is wrong: it answered what its contract rules out, or asked its database for what there is not; whether
        /// a commit was written is not known.
        case misbehaved
        /// There is no space; nothing was written.
        case full
        /// The database was written by a newer version.
        case newerSchema
        /// The database cannot promise durability.
        case notDurable
        /// No database can be opened at that place.
        case invalidLocation
        /// The adapter cannot express the predicate.
        case unsupportedPredicate
        /// A value is larger than 64 MiB.
        case valueTooLarge
        /// The store was closed.
        case closed
        /// The batch breaks a rule of the contract, such as a record of another tenant.
        case invalidBatch
        /// The database is no longer the one that was opened: it was deleted, moved or replaced; nothing was written.
        case replaced

        /// Somebody else reads for so long that the database cannot take more; nothing was written.
        ///
        /// The same succeeds when that reader ends.
        case heldBack
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
