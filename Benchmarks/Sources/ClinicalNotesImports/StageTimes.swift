internal import BenchmarkTools
internal import ClinicalNotesFHIR
internal import Synchronization

/// How long each stage of an import took.
final class StageTimes: Sendable, CustomStringConvertible {
    private let times = Mutex<[FHIRImportProgress.Stage: Duration]>([:])

    func note(_ progress: FHIRImportProgress) {
        times.withLock { $0[progress.stage] = progress.elapsed }
    }

    var description: String {
        times.withLock { times in
            FHIRImportProgress.Stage.allCases
                .map { "\($0.rawValue) \(Line.spelled(times[$0] ?? .zero))" }
                .joined(separator: ", ")
        }
    }
}
