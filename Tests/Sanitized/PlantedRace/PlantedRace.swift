// The control of the thread sanitizer's run: without an argument a race that it must report, with `guarded` the same work
// under a lock, of which it must say nothing.
import Foundation
import Synchronization

/// What two threads change at a time.
final class Tally: @unchecked Sendable {
    // Sendable is the lie that is planted here.
    var unguarded = 0
    let guarded = Mutex<[Int: Int]>([:])
}

@main
struct PlantedRace {
    static func main() {
        let isGuarded = CommandLine.arguments.dropFirst().first == "guarded"
        let tally = Tally()
        let done = DispatchSemaphore(value: 0)
        for _ in 0..<2 {
            Thread {
                for number in 0..<10_000 {
                    if isGuarded {
                        tally.guarded.withLock { $0[number % 16, default: 0] += 1 }
                    } else {
                        tally.unguarded += 1
                    }
                }
                done.signal()
            }
            .start()
        }
        for _ in 0..<2 { done.wait() }
        print("counted: \(tally.guarded.withLock { $0.values.reduce(0, +) })")
    }
}
