internal import Synchronization

/// Tells how far an import has come.
final class StreamMeter: Sendable {
    private struct State {
        var stage = FHIRImportProgress.Stage.lookingThrough
        var entryCount: Int?
        var bytes = 0
        var began = ContinuousClock.now
    }

    private let byteCount: Int?
    private let progress: @Sendable (FHIRImportProgress) -> Void
    private let state = Mutex(State())

    init(_ sources: [FHIRSource], _ progress: @escaping @Sendable (FHIRImportProgress) -> Void) {
        let counts = sources.compactMap(\.byteCount)
        byteCount = counts.count == sources.count ? counts.reduce(0, +) : nil
        self.progress = progress
    }

    /// Begins a stage.
    func begin(_ stage: FHIRImportProgress.Stage, entryCount: Int?) {
        state.withLock { $0 = State(stage: stage, entryCount: entryCount) }
    }

    /// Tells that the stage has read more bytes, and to which entry it has come.
    func tell(bytes: Int, entries: Int) {
        let told = state.withLock { state in
            state.bytes += bytes
            return FHIRImportProgress(
                stage: state.stage,
                entries: entries,
                entryCount: state.entryCount,
                bytes: state.bytes,
                byteCount: byteCount,
                elapsed: ContinuousClock.now - state.began
            )
        }
        progress(told)
    }
}

/// The files that a note asked for and that were not held.
final class MissingFiles: Sendable {
    private let asked = Mutex<Set<Int>>([])

    var files: Set<Int> { asked.withLock { $0 } }

    func add(_ file: Int) { asked.withLock { _ = $0.insert(file) } }
}
