#if Telemetry
import ClinicalNotes
import ClinicalNotesStorage
import ClinicalNotesTelemetry
import InMemoryLogging
import InMemoryTracing
import Logging
import Metrics
import MetricsTestKit
import Testing
import Tracing

@Suite("Telemetry of a store")
struct StoreTelemetryTests {
    /// Answers what it is told to.
    private struct Scripted: ForwardingStore {
        let forwarded: any NoteStore = InMemoryNoteStore()
        var error: StorageError?
        var outcomes: [CommitOutcome] = []

        func fetch(_ keys: [RecordKey], by deadline: Deadline) async throws(StorageError) -> [StoredRecord?] {
            RetryCount.current?.add()
            if let error { throw error }
            return []
        }

        func commit(
            _ batches: [WriteBatch],
            by deadline: Deadline
        ) async throws(StorageError) -> [CommitOutcome] { outcomes }
    }

    private static let key = RecordKey(
        tenant: TenantID(Bytes16(high: 1, low: 1)),
        owner: OwnerID(Bytes16(high: 1, low: 2)),
        collection: .header,
        record: RecordID(Bytes16(high: 1, low: 3))
    )
    private static let unavailable = StorageError(
        .unavailable,
        of: key,
        detail: StorageErrorDetail(sqlState: "40001")
    )

    private let backends = Backends()

    private func observed(
        _ store: any NoteStore,
        from lines: Logger.Level = .info,
        slowFrom slow: Duration = .seconds(3_600)
    ) -> ObservedStore {
        ObservedStore(
            store,
            observer: StoreTelemetry(
                metrics: backends.metrics,
                tracer: backends.tracer,
                logger: backends.logger(from: lines),
                slowFrom: slow
            )
        )
    }

    @Test("counts calls by operation and outcome, rows, retries and calls under way")
    func counted() async throws {
        let store = observed(InMemoryNoteStore())
        let write = RecordWrite.put(Self.key, RecordBytes([1]), index: [])
        let batch = WriteBatch(
            tenant: Self.key.tenant,
            expectations: [Expectation(Self.key, at: 0)],
            writes: [write]
        )
        _ = try await store.commit([batch, batch], by: .never)
        _ = try await store.fetch([Self.key, Self.key], by: .never)
        _ = try? await observed(Scripted(error: Self.unavailable)).fetch([Self.key], by: .never)
        try await store.close()

        let metrics = backends.metrics
        #expect(
            backends.outcomes("clinical_notes_store_call_duration")
                == ["conflict": 1, "answered": 2, "unavailable": 1]
        )
        let timer = try metrics.expectTimer(
            "clinical_notes_store_call_duration",
            [("operation", "fetch"), ("outcome", "answered")]
        )
        #expect(timer.values.allSatisfy { $0 > 0 })
        func rows(_ operation: String) throws -> Int64 {
            try metrics.expectCounter("clinical_notes_store_rows", [("operation", operation)]).totalValue
        }
        #expect(try [rows("commit"), rows("fetch"), rows("close")] == [2, 3, 0])
        let retries = try metrics.expectCounter("clinical_notes_store_retries", [("operation", "fetch")])
        #expect(retries.totalValue == 1)
        func batches(_ outcome: String) throws -> Int64 {
            try metrics.expectCounter("clinical_notes_store_batches", [("outcome", outcome)]).totalValue
        }
        #expect(try [batches("committed"), batches("conflict"), batches("unknown")] == [1, 1, 0])
        let queue = try metrics.expectRecorder(
            "clinical_notes_store_queue_length",
            [("operation", "fetch")]
        )
        #expect(queue.values == [0, 0])
    }

    @Test("gives each call a span from when it began to when it ended, within its caller's")
    func spans() async throws {
        let before = DefaultTracerClock.now
        await backends.tracer.withSpan("caller") { _ in
            _ = try? await observed(Scripted(error: Self.unavailable)).fetch([Self.key], by: .never)
        }
        _ = try await observed(Scripted(outcomes: [.outcomeUnknown])).commit([], by: .never)
        let after = DefaultTracerClock.now

        let spans = backends.tracer.finishedSpans
        try #require(
            spans.map(\.operationName)
                == ["clinical_notes.store.fetch", "caller", "clinical_notes.store.commit"]
        )
        let (fetch, caller, commit) = (spans[0], spans[1], spans[2])
        func attribute(_ name: String, of span: FinishedInMemorySpan) -> SpanAttribute? {
            span.attributes["clinical_notes.\(name)"]?.toSpanAttribute()
        }
        #expect(fetch.parentSpanID == caller.spanID && commit.parentSpanID == nil)
        #expect(fetch.kind == .client && fetch.status?.code == .error && commit.status?.code == .error)
        #expect(fetch.errors.isEmpty)
        #expect(attribute("outcome", of: fetch) == .string("unavailable"))
        #expect(attribute("detail", of: fetch) == .string("SQLSTATE 40001"))
        #expect(attribute("rows", of: fetch) == .int64(1))
        #expect(attribute("retries", of: fetch) == .int64(1))
        #expect(attribute("batches.unknown", of: commit) == .int64(1))
        // As long as the timer says, and between what was before and what came after.
        let timer = try backends.metrics.expectTimer(
            "clinical_notes_store_call_duration",
            [("operation", "fetch"), ("outcome", "unavailable")]
        )
        let begin = fetch.startInstant.nanosecondsSinceEpoch
        let end = fetch.endInstant.nanosecondsSinceEpoch
        #expect(timer.lastValue == Int64(end - begin))
        #expect(end <= after.nanosecondsSinceEpoch && end >= before.nanosecondsSinceEpoch)
    }

    @Test("writes lines about what failed, is unknown or slow, and not about what went well or was given up")
    func lines() async throws {
        _ = try await observed(Scripted()).fetch([], by: .never)
        _ = try await observed(Scripted(outcomes: [.conflict([])])).commit([], by: .never)
        _ = try? await observed(Scripted(error: StorageError(.cancelled))).fetch([], by: .never)
        #expect(backends.lines.entries.isEmpty)

        _ = try? await observed(Scripted(error: Self.unavailable)).fetch([Self.key], by: .never)
        _ = try await observed(Scripted(outcomes: [.outcomeUnknown])).commit([], by: .never)
        _ = try await observed(Scripted(), slowFrom: .zero).fetch([], by: .never)
        let entries = backends.lines.entries
        #expect(entries.map(\.level) == [.warning, .warning, .warning])
        #expect(entries.map { "\($0.metadata["outcome"] ?? "")" } == ["unavailable", "unknown", "answered"])
        #expect(entries.map { "\($0.message)".hasSuffix("slow") } == [false, false, true])
        #expect(entries[0].metadata["detail"] == "SQLSTATE 40001")
        #expect(entries.allSatisfy { $0.error == nil })

        backends.lines.clear()
        _ = try await observed(Scripted(), from: .trace).fetch([], by: .never)
        #expect(backends.lines.entries.map(\.level) == [.trace])
    }

    @Test("writes lines at the level that the host wants")
    func level() async throws {
        let telemetry = StoreTelemetry(
            metrics: backends.metrics,
            tracer: backends.tracer,
            logger: backends.logger(),
            level: .critical
        )
        _ = try? await ObservedStore(Scripted(error: Self.unavailable), observer: telemetry)
            .fetch([], by: .never)
        #expect(backends.lines.entries.map(\.level) == [.critical])
    }
}
#endif
