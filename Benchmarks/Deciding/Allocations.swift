internal import AllocationCounter

/// Counts what a piece of work allocates.
enum Allocations {
    /// Allocations of one call, once it is warm.
    static func perCall(_ work: () -> Void) -> Double {
        let calls = 1_000
        for _ in 0..<calls { work() }
        let before = allocations_of_this_thread()
        for _ in 0..<calls { work() }
        return Double(allocations_of_this_thread() - before) / Double(calls)
    }
}
