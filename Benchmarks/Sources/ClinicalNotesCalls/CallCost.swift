internal import BenchmarkTools

/// What one call took, as the mean of a round of calls.
struct CallCost {
    /// The processor's work, of all threads, in the program and for it in the system.
    var work: Duration
    /// Bytes handed to the system for writing; `nil` where the system does not count them.
    var written: Double?
    /// Calls to the store.
    var roundTrips: Double

    /// The medians of several rounds.
    static func median(of rounds: [CallCost]) -> CallCost {
        let written = rounds.compactMap(\.written)
        return CallCost(
            work: rounds.map(\.work).median,
            written: written.isEmpty ? nil : written.median,
            roundTrips: rounds.map(\.roundTrips).median
        )
    }
}

/// One line of text, by which one program tells it to another.
extension CallCost: LosslessStringConvertible {
    init?(_ description: String) {
        let parts = description.split(separator: " ")
        guard parts.count == 3, let work = Double(parts[0]), let roundTrips = Double(parts[2]) else {
            return nil
        }
        self.init(work: .nanoseconds(1) * work, written: Double(parts[1]), roundTrips: roundTrips)
    }

    var description: String {
        "\(work / .nanoseconds(1)) \(written.map { "\($0)" } ?? "-") \(roundTrips)"
    }
}
