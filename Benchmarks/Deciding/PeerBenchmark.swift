internal import BenchmarkMeasuring
internal import ClinicalNotesPolicy
internal import Dispatch
internal import PeerWorkload

/// Deciding twelve rules of another engine's workload from typed records, in the library's own rule language.
struct PeerBenchmark {
    private let rules = PeerRules()
    private let workload: PeerAsks

    /// Takes the peers' workload, or one of the same shape that is generated.
    init(_ workload: PeerAsks) { self.workload = workload }

    /// Measures and prints.
    ///
    /// - Parameters:
    ///   - stopwatch: What times residuals.
    ///   - yardsticks: What other engines took for the same requests in this run.
    func run(with stopwatch: Stopwatch, beside yardsticks: Yardsticks) {
        let durations = singleCalls()
        let median = durations[durations.count / 2]
        print(
            Line.limit("12 rules, decide + which decided, p50", .nanoseconds(median), goal: .nanoseconds(200))
        )
        print(
            "  \(workload.name), \(workload.asks.count) requests, one call each with the clock; "
                + "p99 \(durations[durations.count * 99 / 100]) ns"
        )
        if let masks = yardsticks.masks {
            let times = Line.rounded(Double(median) / masks)
            print("  \(times) times of the same as bare masks (\(Line.rounded(masks)) ns)")
        }
        if let cedar = yardsticks.cedar {
            let ratio = cedar / Double(median)
            print(
                "  Cedar's engine takes \(Line.spelled(.nanoseconds(Int(cedar)))), ratio \(Line.rounded(ratio)) "
                    + "(goal 150: \(ratio >= 150 ? "reached" : "not reached"))"
            )
        } else {
            print("  Cedar's engine is left out: cedarpy, or the peers' workload, is not here")
        }
        printAllocations()
        let residuals = (0..<3).map { _ in
            workload.asks.prefix(200).map { ask in
                stopwatch.measure {
                    keep(rules.book.residual(rules.facts(of: ask.records.question), over: rules.columns))
                }
            }.median
        }
        let residual = residuals.min() ?? .zero
        print(Line.limit("12 rules, residual for a list, p50", residual, goal: .microseconds(5)))
    }

    /// One after the other, so that nothing is hot but the rules; ascending, in nanoseconds.
    ///
    /// Of several rounds the one in which the machine was least disturbed, as of the yardsticks.
    private func singleCalls() -> [UInt64] {
        var best: [UInt64] = []
        var explained = 0
        for _ in 0..<25 {
            var durations: [UInt64] = []
            durations.reserveCapacity(workload.asks.count)
            for ask in workload.asks {
                let begun = DispatchTime.now().uptimeNanoseconds
                explained &+= decideAndExplain(ask.records)
                durations.append(DispatchTime.now().uptimeNanoseconds - begun)
            }
            durations.sort()
            let middle = durations.count / 2
            if best.isEmpty || durations[middle] < best[middle] { best = durations }
        }
        keep(explained)
        return best
    }

    /// Decides, and looks at the name of each rule that decided.
    @inline(__always)
    private func decideAndExplain(_ ask: borrowing PeerAsks.Records) -> Int {
        let decision = rules.decide(ask.question, by: ask.principal, on: ask.note)
        var length = decision.effect == .permit ? 1 : 0
        for rule in decision.rules { length &+= rule.description.utf8.count }
        return length
    }

    private func printAllocations() {
        let counted = workload.asks.prefix(100).map { ask in
            Allocations.perCall { keep(decideAndExplain(ask.records)) }
        }
        let control = Allocations.perCall { keep([UInt8](repeating: 1, count: 64)) }
        print(
            "12 rules: \(Line.rounded(counted.max() ?? 0)) allocations a call at the most "
                + "(goal 0: \(counted.allSatisfy { $0 == 0 } ? "reached" : "not reached"); "
                + "the control, one array: \(Line.rounded(control)))"
        )
    }
}
