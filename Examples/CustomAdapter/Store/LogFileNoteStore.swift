public import ClinicalNotesModel
public import ClinicalNotesStorage
internal import Dispatch
internal import Foundation

/// A store in one file to which commits are added, with an index in memory.
///
/// What is committed survives loss of power as far as the disk keeps its word. One process has the file at a time; stores of
/// one process that name the same file share it. Opening reads all of the file, and finds damage; the memory it takes grows
/// with the number of records, not with their size.
public final class LogFileNoteStore: NoteStore {
    /// How much longer a commit is waited for that has begun when its deadline passes, before it is told as unknown.
    private static let grace: Duration = .milliseconds(200)

    private let path: String
    private let log: OpenLog
    private let gate = CallGate()
    private let watch = DeadlineWatch()
    private let readers = DispatchQueue(label: "LogFileNoteStore.readers", attributes: .concurrent)

    /// Opens the store in a file, or makes a new one if there is none.
    ///
    /// The file must be given back by ``close()``; beside it stand files with the endings `.lock` and, at times, `.new`.
    ///
    /// - Parameter path: The file; its folder must exist.
    /// - Throws: `StorageError` with `invalidLocation`, `unavailable` (another process has the file), `corrupted` (the file is
    ///   damaged, or somebody else's), `newerSchema`, `full` or `unreadable`.
    public convenience init(path: String) async throws(StorageError) {
        try await self.init(path: path, on: SystemDisk())
    }

    /// As ``init(path:)``, on any disk.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - disk: The disk.
    ///   - spare: How many bytes that are no longer needed the file may have, before it is compacted.
    /// - Throws: `StorageError`.
    package init(path: String, on disk: any Disk, spare: Int = 4 << 20) async throws(StorageError) {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw StorageError(.invalidLocation) }
        // One name for one file, whatever the process's folder becomes.
        let path = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
        self.path = path
        log = try await Self.apart { () throws(StorageError) in
            try OpenLog.taken(at: path, on: disk, spare: spare)
        }
    }

    // WritingAStore: begin promises
    /// Durable: a commit survives loss of power.
    public var capabilities: StoreCapabilities { .durable }

    /// The first version of the contract: a number, so that a newer contract is not promised unseen.
    public var contractVersion: Int { 1 }
    // WritingAStore: end promises

    /// Fetches records by key, all as of one moment.
    ///
    /// - Parameters:
    ///   - keys: The records, in any order; a key may stand twice.
    ///   - deadline: When to give up.
    /// - Returns: One element a key, in the order of the keys; `nil` where there is no such record.
    /// - Throws: `StorageError`; `corrupted` names a record whose value is no longer what was written.
    public func fetch(
        _ keys: [RecordKey],
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord?] {
        try await read(by: deadline) { view throws(StorageError) in try view.fetch(keys, by: deadline) }
    }

    /// Selects index entries in their order.
    ///
    /// - Parameters:
    ///   - query: What to select, and how many.
    ///   - deadline: When to give up.
    /// - Returns: A page.
    /// - Throws: `StorageError`.
    public func scan(_ query: IndexQuery, by deadline: Deadline) async throws(StorageError) -> IndexPage {
        try await read(by: deadline) { view throws(StorageError) in view.page(query) }
    }

    /// Lists the records of a tenant in the order of their keys.
    ///
    /// - Parameters:
    ///   - tenant: The practice.
    ///   - owner: Only this owner's, or all.
    ///   - collection: Only this class, or all.
    ///   - after: The last key already seen.
    ///   - limit: How many at the most.
    ///   - deadline: When to give up.
    /// - Returns: The records that follow; empty at the end.
    /// - Throws: `StorageError`; `corrupted` names a record whose value is no longer what was written.
    public func list(
        _ tenant: TenantID,
        owner: OwnerID?,
        collection: RecordCollection?,
        after: RecordKey?,
        limit: Int,
        by deadline: Deadline
    ) async throws(StorageError) -> [StoredRecord] {
        try await read(by: deadline) { view throws(StorageError) in
            try view.list(
                tenant,
                owner: owner,
                collection: collection,
                after: after,
                limit: limit,
                by: deadline
            )
        }
    }

    /// Commits batches, each by itself, in order, with one flush for all, and for the other commits that wait.
    ///
    /// - Parameters:
    ///   - batches: The batches.
    ///   - deadline: When to give up; a commit that is being written then has a fifth of a second to be told as committed.
    /// - Returns: One outcome a batch, in their order.
    /// - Throws: `StorageError`; then no batch was written. `full` if there is no space, after which the store goes on;
    ///   `unreadable` or `replaced` when a flush failed before, until the file is opened again.
    public func commit(
        _ batches: [WriteBatch],
        by deadline: Deadline
    ) async throws(StorageError) -> [CommitOutcome] {
        // WritingAStore: begin commit
        for batch in batches { try batch.checkRules() }
        try enter(by: deadline)
        let commit = WaitingCommit(batches, through: gate)
        log.writer.add(commit)
        try await watch.wait(
            for: commit.begins,
            until: deadline,
            late: .failure(StorageError(.timedOut)),
            cancelled: .failure(StorageError(.cancelled))
        )
        // In a task of its own: whoever is cancelled now still hears what became of it.
        let told = Task { [watch] in
            let end = deadline.instant.map { $0 + Self.grace }
            let unknown = batches.map { _ in CommitOutcome.outcomeUnknown }
            return await Result { () async throws(StorageError) in
                try await watch.wait(
                    for: commit.answer,
                    until: Deadline(instant: end),
                    late: .success(unknown),
                    cancelled: .success(unknown)
                )
            }
        }
        return try await told.value.get()
        // WritingAStore: end commit
    }

    /// Waits for the calls under way, and gives the file back with the last store over it.
    ///
    /// Later calls throw `closed`; closing twice is no error.
    ///
    /// - Throws: Nothing.
    public func close() async throws(StorageError) {
        guard await gate.close() else { return }
        try await Self.apart { [path] () throws(StorageError) in OpenLog.giveBack(path) }
    }

    // WritingAStore: begin calls
    private func read<Value: Sendable>(
        by deadline: Deadline,
        _ body: @escaping @Sendable (LogView) throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        try enter(by: deadline)
        let answer = CallAnswer<Value, StorageError>()
        readers.async { [log, gate] in
            defer { gate.leave() }
            answer.give(Result { () throws(StorageError) in try body(log.view) })
        }
        return try await watch.wait(
            for: answer,
            until: deadline,
            late: .failure(StorageError(.timedOut)),
            cancelled: .failure(StorageError(.cancelled))
        )
    }

    /// Lets a call in whose deadline has not passed; whoever ends its work leaves the gate.
    private func enter(by deadline: Deadline) throws(StorageError) {
        try gate.enter()
        guard deadline.hasPassed else { return }
        gate.leave()
        throw StorageError(.timedOut)
    }

    /// Works on a thread that may wait for the disk; those of Swift's concurrency must not.
    private static func apart<Value: Sendable>(
        _ work: @escaping @Sendable () throws(StorageError) -> Value
    ) async throws(StorageError) -> Value {
        let answer = CallAnswer<Value, StorageError>()
        DispatchQueue.global().async { answer.give(Result(catching: work)) }
        return try await answer.taken().get()
    }
    // WritingAStore: end calls
}

extension Result {
    /// What came of an asynchronous call.
    fileprivate init(catching call: () async throws(Failure) -> Success) async {
        do throws(Failure) {
            self = .success(try await call())
        } catch {
            self = .failure(error)
        }
    }
}
