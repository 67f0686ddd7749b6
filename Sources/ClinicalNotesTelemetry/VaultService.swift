#if Telemetry
public import ClinicalNotes
public import Logging
public import Metrics
public import ServiceLifecycle
public import Tracing

/// Writes a vault's checkpoints at an interval for as long as a host's services run, and closes the vault when they end.
///
/// ```swift
/// let services: [any Service] = [VaultService(vault), server]
/// try await ServiceGroup(services: services, gracefulShutdownSignals: [.sigterm], logger: logger).run()
/// ```
///
/// Name it before the services that use the vault: a group that shuts down gracefully ends its services in reverse order. A checkpoint
/// that has begun is carried through, also when the group is cancelled, and closing the vault writes the last one; that takes at most
/// four times the vault's timeout.
///
/// A checkpoint that fails is logged and counted, and tried again at the next interval; what was read and written meanwhile is durable
/// and recorded. One that finds another database than the one that was written (`tampered`, `rolledBack`, `behindAnchor`,
/// `storeReplaced`), and does so again when it is repeated at once, ends the service. Of several instances of a host each may run one: who comes first writes for all.
///
/// What is emitted, under which names and in which units, stands in `Documentation/Telemetry.md`.
public struct VaultService: Service, CustomStringConvertible {
    private let vault: NoteVault
    private let interval: Duration
    private let metrics: any MetricsFactory
    private let tracer: any Tracer
    private let logger: Logger

    /// Makes a service; without further arguments it emits to what the host has bootstrapped by now.
    ///
    /// - Parameters:
    ///   - vault: The vault; the service closes it.
    ///   - interval: How long to wait from the end of a checkpoint to the next: for so long, and while 256 commits come
    ///     together, an audit entry is durable and not yet tamper-evident.
    ///   - metrics: Where metrics go.
    ///   - tracer: Where spans go.
    ///   - logger: Where lines go.
    public init(
        _ vault: NoteVault,
        checkpointEvery interval: Duration = .seconds(60),
        metrics: any MetricsFactory = MetricsSystem.factory,
        tracer: any Tracer = InstrumentationSystem.tracer,
        logger: Logger = Logger(label: "clinical-notes")
    ) {
        self.vault = vault
        self.interval = interval
        self.metrics = metrics
        self.tracer = tracer
        self.logger = logger
    }

    /// The type's name: a group logs what describes its services.
    public var description: String { "VaultService" }

    /// Writes checkpoints until the group shuts down or is cancelled, then closes the vault.
    ///
    /// - Throws: `NotesError` of a checkpoint that ended the service, else of the closing; with code and place, and nobody's
    ///   identifiers, since a group logs it.
    public func run() async throws {
        let failure = await writeCheckpoints()
        let closing = await carryOut("close", vault.close)
        if let error = failure ?? closing { throw NotesError(error.code, at: error.place) }
    }

    /// Writes checkpoints until the group ends, or until one finds another database.
    private func writeCheckpoints() async -> NotesError? {
        repeat {
            var failure = await carryOut("checkpoint", vault.checkpoint)
            // One wrong answer of a store is no other database.
            if failure?.saysAnotherStore == true { failure = await carryOut("checkpoint", vault.checkpoint) }
            if let failure, failure.saysAnotherStore { return failure }
        } while await isDueAgain()
        return nil
    }

    /// Waits for the next interval; `false` if the group ends before.
    private func isDueAgain() async -> Bool {
        do {
            try await cancelWhenGracefulShutdown { try await Task.sleep(for: interval) }
            return !Task.isShuttingDownGracefully
        } catch {
            return false
        }
    }

    /// Carries something through, whatever becomes of the group meanwhile, and tells how it ended.
    private func carryOut(
        _ name: String,
        _ call: @escaping @Sendable () async throws(NotesError) -> Void
    ) async -> NotesError? {
        await Task {
            let begin = ContinuousClock().now
            let failure = await tracer.withSpan("clinical_notes.vault.\(name)") { span -> NotesError? in
                do throws(NotesError) {
                    try await call()
                    return nil
                } catch {
                    // Not recorded as the span's error: its description names an owner where it knows one.
                    span.attributes["clinical_notes.outcome"] = "\(error.code)"
                    span.setStatus(SpanStatus(code: .error))
                    return error
                }
            }
            tell(name, begin.duration(to: ContinuousClock().now), failure)
            return failure
        }.value
    }

    private func tell(_ name: String, _ duration: Duration, _ failure: NotesError?) {
        let health = vault.health
        Timer(
            label: "clinical_notes_vault_\(name)_duration",
            dimensions: [("outcome", failure.map { "\($0.code)" } ?? "succeeded")],
            factory: metrics
        ).record(duration: duration)
        Gauge(label: "clinical_notes_vault_is_well", factory: metrics).record(health.isWell ? 1 : 0)
        guard let failure else { return }
        logger.log(
            level: failure.saysAnotherStore ? .critical : .error,
            "The vault's \(name) failed",
            metadata: [
                "code": "\(failure.code)", "place": "\(failure.place ?? "")", "anchor": "\(health.anchor)",
                "seconds": "\(duration / .seconds(1))",
            ]
        )
    }
}

extension NotesError {
    /// Whether the database was found not to be the one that was written: nothing that is tried again makes it so.
    fileprivate var saysAnotherStore: Bool {
        [.tampered, .rolledBack, .behindAnchor, .storeReplaced].contains(code)
    }
}
#endif
