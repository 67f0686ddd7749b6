public import ClinicalNotesStorage

/// One thing that the storage contract asks of an adapter, and the check that it holds.
///
/// Needs no test framework: the check throws a ``ConformanceViolation``. A check ends, whatever the store does: a store that
/// does not answer within the time limit violates what was being checked.
///
/// Under Swift Testing an adapter needs one line. Each requirement is a case of its own, and one for which the adapter gives too
/// little is told as skipped:
///
/// ```swift
/// @Test(arguments: StoreRequirement.all) func keeps(_ requirement: StoreRequirement) async throws {
///     try await requirement.check(.mine) { try Test.cancel("\($0)") }
/// }
/// ```
///
/// `.mine` is the ``StoreUnderTest`` of the adapter; the shortest is `StoreUnderTest { MyStore() }`.
public struct StoreRequirement: Sendable, CustomStringConvertible {
    /// Names the requirement in reports; never changes its meaning.
    public let id: String
    /// What must hold, in one sentence.
    public let statement: String

    private let body: @Sendable (ConformanceRun) async throws -> Void

    init(_ id: String, _ statement: String, _ body: @escaping @Sendable (ConformanceRun) async throws -> Void)
    {
        self.id = id
        self.statement = statement
        self.body = body
    }

    /// The identifier and the statement.
    public var description: String { "\(id) \(statement)" }

    /// The whole contract, `StoreContract.version`.
    public static let all: [StoreRequirement] =
        records + commits + logs + indexes + paging + listing + concurrency + limits + tenancy
        + life + sizes + listedState + isolation + interruptions + calls + pairs + crashes
        + confidentiality + worlds

    /// Checks the requirement on a fresh store and closes it.
    ///
    /// - Parameters:
    ///   - adapter: The adapter, and what can be done to its database.
    ///   - seed: What generated keys, entries and predicates derive from; the same seed, the same check.
    ///   - timeLimit: How long the check may take; a store that is not done by then violates the requirement.
    /// - Returns: Whether it passed, or what was lacking to check it.
    /// - Throws: ``ConformanceViolation`` if the requirement does not hold; whatever the adapter's closures throw.
    @discardableResult
    public func check(
        _ adapter: StoreUnderTest,
        seed: UInt64 = 1,
        timeLimit: Duration = .seconds(30)
    ) async throws -> ConformanceResult {
        let watch = CallWatch()
        let ending = await TimeLimit.run(timeLimit) { [body] in
            let store = WatchedStore(try await adapter.make(), watch)
            try await body(
                ConformanceRun(store: store, seed: seed, adapter: adapter, watch: watch, timeLimit: timeLimit)
            )
        }
        let underWay = watch.stop()
        // What the store still does is cut off; what hangs is left behind.
        _ = await TimeLimit.run(timeLimit / 10) { await watch.closeAll() }
        switch ending {
        case .finished: return .passed
        case .cancelled: throw CancellationError()
        case .overdue:
            throw violation("no end within \(timeLimit); under way: \(underWay)", seed)
        case .failed(let failure as ConformanceRun.Failure): throw violation(failure.detail, seed)
        case .failed(let skip as ConformanceRun.Skip): return .skipped(lacking: skip.lacking)
        case .failed(let error as StorageError): throw violation("the store threw \(error)", seed)
        case .failed(let error): throw error
        }
    }

    /// As ``check(_:seed:timeLimit:)``, and calls a closure where it was not checked.
    ///
    /// - Parameters:
    ///   - adapter: The adapter, and what can be done to its database.
    ///   - seed: What generated keys, entries and predicates derive from.
    ///   - timeLimit: How long the check may take.
    ///   - skip: Takes a sentence that says what is lacking; under Swift Testing it cancels the test's case.
    /// - Throws: ``ConformanceViolation`` if the requirement does not hold; whatever the adapter's closures and `skip` throw.
    public func check(
        _ adapter: StoreUnderTest,
        seed: UInt64 = 1,
        timeLimit: Duration = .seconds(30),
        ifSkipped skip: (String) throws -> Void
    ) async throws {
        if case .skipped(let lacking) = try await check(adapter, seed: seed, timeLimit: timeLimit) {
            try skip("\(id) was not checked: the adapter does not give `\(lacking)`.")
        }
    }

    /// As ``check(_:seed:timeLimit:)``, for an adapter that gives little or nothing else than stores.
    ///
    /// - Parameters:
    ///   - seed: What generated keys, entries and predicates derive from; the same seed, the same check.
    ///   - reopen: Opens the same store again after it was closed; `nil` if its content does not outlive it.
    ///   - makeStore: Makes an empty store; called once.
    /// - Returns: Whether it passed, or what was lacking to check it.
    /// - Throws: ``ConformanceViolation`` if the requirement does not hold; whatever `makeStore` and
    ///   `reopen` throw.
    @discardableResult
    public func check(
        seed: UInt64 = 1,
        reopening reopen: (@Sendable () async throws -> any NoteStore)? = nil,
        _ makeStore: @escaping @Sendable () async throws -> any NoteStore
    ) async throws -> ConformanceResult {
        try await check(StoreUnderTest(make: makeStore, reopen: reopen), seed: seed)
    }

    /// As ``check(_:seed:timeLimit:)``, with a violation for a result, and not thrown.
    ///
    /// - Parameters:
    ///   - adapter: The adapter, and what can be done to its database.
    ///   - seed: What generated keys, entries and predicates derive from.
    ///   - timeLimit: How long the check may take.
    /// - Returns: What came of it; that the adapter's closures throw, too, is a violation.
    public func result(
        _ adapter: StoreUnderTest,
        seed: UInt64 = 1,
        timeLimit: Duration = .seconds(30)
    ) async -> ConformanceResult {
        do {
            return try await check(adapter, seed: seed, timeLimit: timeLimit)
        } catch let violation as ConformanceViolation {
            return .violated(violation)
        } catch {
            return .violated(violation("it could not be checked: \(error)", seed))
        }
    }

    private func violation(_ detail: String, _ seed: UInt64) -> ConformanceViolation {
        ConformanceViolation(requirement: id, statement: statement, seed: seed, detail: detail)
    }
}
