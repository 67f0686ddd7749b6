internal import BenchmarkTools

/// Measures calls to one store.
struct CallMeter {
    let store: CountingStore
    let log: WriteAheadLog

    /// Makes so many calls and tells what one of them took.
    ///
    /// The write-ahead log is empty before, and what it takes to empty it afterwards is part of what is measured: so
    /// every round pays for all that it writes, and for nothing else.
    func measure(_ count: Int, _ call: (Int) async throws -> Void) async throws -> CallCost {
        try log.empty()
        let calls = store.calls
        let written = WrittenBytes.ofProcess
        let begun = ProcessorTime.ofProcess
        for number in 0..<count { try await call(number) }
        try log.empty()
        let work = ProcessorTime.ofProcess - begun
        let bytes = WrittenBytes.ofProcess.flatMap { now in written.map { now - $0 } }
        return CallCost(
            work: work / count,
            written: bytes.map { Double($0) / Double(count) },
            roundTrips: Double(store.calls - calls) / Double(count)
        )
    }
}
