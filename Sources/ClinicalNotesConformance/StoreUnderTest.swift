public import ClinicalNotesStorage

/// The adapter that is checked: how its stores are made, and what the integrator can do to their database.
///
/// Only `make` is needed. What is not given is not checked, and is told as skipped (``ConformanceResult/skipped(lacking:)``).
public struct StoreUnderTest: Sendable {
    /// Makes a store that is empty, on a database of its own; called once for each requirement.
    package let make: @Sendable () async throws -> any NoteStore
    /// Opens the store that was made last again, after it was closed.
    package let reopen: (@Sendable () async throws -> any NoteStore)?
    /// Opens another store over the database of the one that was made last, while that one is open.
    package let second: (@Sendable () async throws -> any NoteStore)?
    /// Ends the database of the store that was made last as a loss of power would, with calls under way, and opens what
    /// is left of it.
    package let crash: (@Sendable () async throws -> any NoteStore)?
    /// Holds up the database of the store that was made last for some time, so that no commit gets through, as a lock of
    /// somebody else or a bad network does; returns as soon as it is held up.
    package let slow: (@Sendable (Duration) async throws -> Void)?
    /// Gives what the database of the store that was made last holds, as somebody with a copy of it would find it: its files, or a
    /// dump of its tables.
    ///
    /// Called while the store is open, and after it was closed. It must show values as they were given; where files are compressed or encrypted, leave it out.
    package let remains: (@Sendable (_ take: @escaping Take) async throws -> Void)?
    /// Gives what the adapter and its database have logged since that store was made.
    package let logs: (@Sendable (_ take: @escaping Take) async throws -> Void)?

    /// Takes the next piece of what is stored or logged; pieces may be of any size and parted anywhere.
    public typealias Take = @Sendable ([UInt8]) -> Void

    /// Describes an adapter.
    public init(
        make: @escaping @Sendable () async throws -> any NoteStore,
        reopen: (@Sendable () async throws -> any NoteStore)? = nil,
        second: (@Sendable () async throws -> any NoteStore)? = nil,
        crash: (@Sendable () async throws -> any NoteStore)? = nil,
        slow: (@Sendable (Duration) async throws -> Void)? = nil,
        remains: (@Sendable (_ take: @escaping Take) async throws -> Void)? = nil,
        logs: (@Sendable (_ take: @escaping Take) async throws -> Void)? = nil
    ) {
        self.make = make
        self.reopen = reopen
        self.second = second
        self.crash = crash
        self.slow = slow
        self.remains = remains
        self.logs = logs
    }
}
