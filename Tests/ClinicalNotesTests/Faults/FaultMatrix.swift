import ClinicalNotesConformance
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport

@testable import ClinicalNotes

/// The practice, and what is right of each call: made once for all faults.
actor FaultMatrix {
    static let shared = FaultMatrix()

    /// How many trials of one fault are under way at a time.
    private static let width = 4

    private var begun: Task<(FaultedPractice, FaultedLook), any Error>?
    private var truths: [String: Task<FaultTruth, any Error>] = [:]

    private func begin() async throws -> (practice: FaultedPractice, before: FaultedLook) {
        let task =
            begun
            ?? Task {
                let practice = try await FaultedPractice()
                return (practice, try await FaultTruth.before(practice))
            }
        begun = task
        return try await task.value
    }

    private func truth(of call: FaultedCall) async throws -> (FaultedPractice, FaultTruth) {
        let (practice, before) = try await begin()
        let task =
            truths[call.name] ?? Task { try await FaultTruth(of: call, in: practice, before: before) }
        truths[call.name] = task
        return (practice, try await task.value)
    }

    private func result(of trial: FaultTrial) async throws -> FaultTrial.Result {
        let (practice, truth) = try await truth(of: trial.call)
        return try await trial.run(practice, truth)
    }

    /// Carries trials out, a few at a time.
    nonisolated func results(of trials: [FaultTrial]) async throws -> [FaultTrial.Result] {
        try await withThrowingTaskGroup(of: FaultTrial.Result.self) { group in
            var results: [FaultTrial.Result] = []
            var rest = trials[...]
            for _ in 0..<Self.width {
                if let next = rest.popFirst() { group.addTask { try await self.result(of: next) } }
            }
            while let result = try await group.next() {
                results.append(result)
                if let next = rest.popFirst() { group.addTask { try await self.result(of: next) } }
            }
            return results
        }
    }
}

extension FaultTrial {
    /// Calls to the store that a trial strikes, at the most, of each call in a long run.
    private static let most = 6

    /// Those that show the worst that a fault comes to, where a reading does not.
    private static let worst: [String: [(call: String, position: Int?)]] = [
        "loses a put": [("sign", 1), ("addend", nil)],
        "loses a delete": [("renumber", nil)],
        "loses index entries": [("sign", 1)],
        "tears a batch": [("sign", 1), ("checkpoint", 1)],
        "postpones a commit": [("addend", 1)],
        "commits twice": [("sign", 1)],
        "reverses writes": [("document", 1), ("read several", 1)],
        "hides a row": [("owner by identifier", nil)],
        "answers another key": [("drafts", 2)],
        "answers another record": [("audit entries", nil)],
        "ends pages early": [("duties", nil)],
        "mistakes the end": [("verify", nil)],
    ]

    /// A few calls, and those that show the worst.
    static func some(of fault: StoreFault) -> [FaultTrial] {
        func trial(_ call: FaultedCall?, _ position: Int?) -> FaultTrial? {
            call.map { FaultTrial(fault: fault, call: $0, position: position, seed: 1) }
        }
        var trials = [
            trial(.named("read"), nil), trial(.named("read"), 1), trial(.named("sign"), nil),
        ]
        trials += (worst[fault.name] ?? []).map { trial(.named($0.call), $0.position) }
        if ["ignores expectations", "denies a conflict"].contains(fault.name) {
            trials.append(trial(.overtaken, nil))
        }
        return trials.compactMap(\.self)
    }

    /// A call that is struck at each of its calls to the store; at some of them where there are many.
    static func each(of fault: StoreFault, in call: FaultedCall, calls: Int, seed: UInt64) -> [FaultTrial] {
        var numbers = SeededNumbers(seed)
        let some =
            calls <= most ? Array(0..<calls) : Array((0..<calls).shuffled(using: &numbers).prefix(most))
        return some.sorted().map { FaultTrial(fault: fault, call: call, position: $0 + 1, seed: seed) }
    }
}
