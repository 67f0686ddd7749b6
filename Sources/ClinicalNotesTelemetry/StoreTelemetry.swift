#if Telemetry
public import ClinicalNotesStorage
public import Logging
public import Metrics
public import Tracing

/// Tells a host's metrics, traces and logs of each call to a store: numbers and codes, nothing else.
///
/// ```swift
/// let store = ObservedStore(try SQLiteNoteStore(path: file), observer: StoreTelemetry())
/// ```
///
/// What is emitted, under which names and in which units, stands in `Documentation/Telemetry.md`. A call is told when it ends, with the
/// time at which it began. Its span is a child of the span that its task is in; a commit carries what several callers wrote, so its
/// span begins a trace of its own. A log line is written of a call that is slow, that failed, or whose outcome is unknown;
/// of every other at `trace`.
public struct StoreTelemetry: StoreObserver {
    private let metrics: any MetricsFactory
    private let tracer: any Tracer
    private let logger: Logger
    private let level: Logger.Level
    private let slow: Duration

    /// Makes an observer; without arguments it emits to what the host has bootstrapped by now.
    ///
    /// - Parameters:
    ///   - metrics: Where metrics go.
    ///   - tracer: Where spans go.
    ///   - logger: Where lines go.
    ///   - level: The level of lines about calls that are slow, failed or of unknown outcome.
    ///   - slow: From how long on a call is slow.
    public init(
        metrics: any MetricsFactory = MetricsSystem.factory,
        tracer: any Tracer = InstrumentationSystem.tracer,
        logger: Logger = Logger(label: "clinical-notes"),
        level: Logger.Level = .warning,
        slowFrom slow: Duration = .seconds(1)
    ) {
        self.metrics = metrics
        self.tracer = tracer
        self.logger = logger
        self.level = level
        self.slow = slow
    }

    /// Emits what is told of a call.
    ///
    /// - Parameter call: What is known of it.
    public func ended(_ call: StoreCall) {
        count(call)
        trace(call)
        log(call)
    }

    private func count(_ call: StoreCall) {
        let operation = ("operation", call.operation.rawValue)
        Timer(
            label: "clinical_notes_store_call_duration",
            dimensions: [operation, ("outcome", call.outcome.word)],
            factory: metrics
        ).record(duration: call.duration)
        counter("rows", operation).increment(by: call.rows)
        counter("retries", operation).increment(by: call.retries)
        for (outcome, batches) in call.outcome.batches {
            counter("batches", ("outcome", outcome)).increment(by: batches)
        }
        Recorder(
            label: "clinical_notes_store_queue_length",
            dimensions: [operation],
            factory: metrics
        ).record(call.queueLength)
    }

    private func counter(_ name: String, _ dimension: (String, String)) -> Counter {
        Counter(label: "clinical_notes_store_\(name)", dimensions: [dimension], factory: metrics)
    }

    private func trace(_ call: StoreCall) {
        let end = DefaultTracerClock.now
        let span = tracer.startSpan(
            "clinical_notes.store.\(call.operation)",
            ofKind: .client,
            at: end - call.duration
        )
        span.attributes["clinical_notes.outcome"] = call.outcome.word
        span.attributes["clinical_notes.rows"] = call.rows
        span.attributes["clinical_notes.retries"] = call.retries
        span.attributes["clinical_notes.queue_length"] = call.queueLength
        for (outcome, batches) in call.outcome.batches {
            span.attributes["clinical_notes.batches.\(outcome)"] = batches
        }
        if let detail = call.outcome.detail { span.attributes["clinical_notes.detail"] = detail }
        if call.outcome.isFailure { span.setStatus(SpanStatus(code: .error)) }
        span.end(at: end)
    }

    private func log(_ call: StoreCall) {
        let (level, message): (Logger.Level, Logger.Message) =
            if call.outcome.isFailure {
                (level, "A call to the store did not succeed")
            } else if call.duration >= slow {
                (level, "A call to the store was slow")
            } else {
                (.trace, "A call to the store ended")
            }
        logger.log(level: level, message, metadata: call.metadata)
    }
}

extension StoreCall {
    fileprivate var metadata: Logger.Metadata {
        var metadata: Logger.Metadata = [
            "operation": "\(operation)", "outcome": "\(outcome.word)", "rows": "\(rows)",
            "seconds": "\(duration / .seconds(1))", "retries": "\(retries)", "queue_length": "\(queueLength)",
        ]
        if let detail = outcome.detail { metadata["detail"] = "\(detail)" }
        return metadata
    }
}

extension StoreCall.Outcome {
    /// One of few words: for labels.
    fileprivate var word: String {
        switch self {
        case .answered: "answered"
        case .judged(_, _, let unknown) where unknown > 0: "unknown"
        case .judged(_, let conflicts, _) where conflicts > 0: "conflict"
        case .judged: "committed"
        case .failed(let code, _): "\(code)"
        }
    }

    /// What became of the batches of a commit.
    fileprivate var batches: KeyValuePairs<String, Int> {
        guard case .judged(let committed, let conflicts, let unknown) = self else { return [:] }
        return ["committed": committed, "conflict": conflicts, "unknown": unknown]
    }

    /// What the database calls an error.
    fileprivate var detail: String? {
        guard case .failed(_, let detail?) = self else { return nil }
        return "\(detail)"
    }

    /// Whether somebody did not get what was asked for, who did not take it back: a conflict is an answer.
    fileprivate var isFailure: Bool {
        switch self {
        case .answered: false
        case .judged(_, _, let unknown): unknown > 0
        case .failed(let code, _): code != .cancelled
        }
    }
}

extension DefaultTracerClock.Timestamp {
    fileprivate static func - (end: Self, duration: Duration) -> Self {
        let passed = UInt64(max(0, duration / .nanoseconds(1)))
        return Self(nanosecondsSinceEpoch: end.nanosecondsSinceEpoch - min(passed, end.nanosecondsSinceEpoch))
    }
}
#endif
