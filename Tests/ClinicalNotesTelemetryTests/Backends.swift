#if Telemetry
import InMemoryLogging
import InMemoryTracing
import Logging
import MetricsTestKit
import Tracing

/// A host's metrics, traces and lines, kept in memory.
struct Backends {
    let metrics = TestMetrics()
    let tracer = InMemoryTracer()
    let lines = InMemoryLogHandler()

    /// A logger that writes every line, or those from a level on.
    func logger(from level: Logger.Level = .trace) -> Logger {
        var logger = Logger(label: "test") { _ in lines }
        logger.logLevel = level
        return logger
    }

    /// Every label, name, attribute and line.
    var texts: [String] { labels + spans + logged }

    /// The names of all metrics.
    var names: Set<String> {
        Set(metrics.counters.map(\.label) + metrics.timers.map(\.label) + metrics.recorders.map(\.label))
    }

    /// The dimensions of all metrics, as `name=value`.
    var dimensions: Set<String> {
        let all =
            metrics.counters.map(\.dimensions) + metrics.timers.map(\.dimensions)
            + metrics.recorders.map(\.dimensions)
        return Set(all.joined().map { "\($0.0)=\($0.1)" })
    }

    /// How often each ending of a timer was told.
    func outcomes(_ timer: String) -> [String: Int] {
        var counts: [String: Int] = [:]
        for timer in metrics.timers(label: timer) {
            for case ("outcome", let outcome) in timer.dimensions {
                counts[outcome, default: 0] += timer.values.count
            }
        }
        return counts
    }

    private var labels: [String] { Array(names) + Array(dimensions) }

    private var spans: [String] {
        tracer.finishedSpans.flatMap { span in
            var texts = [
                span.operationName, "\(span.events)", "\(span.errors)", "\(span.status?.message ?? "")",
            ]
            span.attributes.forEach { texts.append("\($0)=\($1)") }
            return texts
        }
    }

    private var logged: [String] {
        lines.entries.map { entry in
            "\(entry.message) \(entry.error.map { "\($0)" } ?? "") \(entry.metadata)"
        }
    }
}
#endif
