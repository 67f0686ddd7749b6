public import ClinicalNotesStorage

/// One thing that the storage contract asks of an adapter, and the check that it holds.
///
/// Needs no test framework: the check throws a ``ConformanceViolation``. With Swift Testing, one test with
/// ``all`` as its arguments makes each requirement a case of its own.
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

    /// The whole contract.
    public static let all: [StoreRequirement] =
        records + commits + logs + indexes + paging + listing + concurrency + limits + tenancy
        + life

    /// Checks the requirement on a fresh store and closes it.
    ///
    /// - Parameters:
    ///   - seed: What generated keys, entries and predicates derive from; the same seed, the same check.
    ///   - reopen: Opens the same store again after it was closed; `nil` if its content does not outlive it.
    ///   - makeStore: Makes an empty store; called once.
    /// - Throws: ``ConformanceViolation`` if the requirement does not hold; whatever `makeStore` and
    ///   `reopen` throw.
    public func check(
        seed: UInt64 = 1,
        reopening reopen: (@Sendable () async throws -> any NoteStore)? = nil,
        _ makeStore: @Sendable () async throws -> any NoteStore
    ) async throws {
        let store = try await makeStore()
        let run = ConformanceRun(store: store, seed: seed, reopen: reopen)
        do {
            try await body(run)
        } catch let failure as ConformanceRun.Failure {
            try? await store.close()
            throw ConformanceViolation(
                requirement: id,
                statement: statement,
                seed: seed,
                detail: failure.detail
            )
        } catch let error as StorageError {
            try? await store.close()
            let detail = "the store threw \(error)"
            throw ConformanceViolation(requirement: id, statement: statement, seed: seed, detail: detail)
        }
        try? await store.close()
    }
}
