internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Dispatch
internal import Synchronization

/// Writes a log: one frame for all commits that wait, one flush for the frame.
final class LogWriter: Sendable {
    /// What only the writer's queue works with.
    struct State {
        var tail: LogTail
        /// Why nothing is written any more, if so: nobody knows what the file holds behind its tail.
        var failure: StorageError?
        /// Which length the file must have to be compacted: more than it had when that failed.
        var compactAt = 0
    }

    /// How many bytes of values one frame takes, if more than one commit waits.
    private static let most = 8 << 20

    let disk: any Disk
    let path: String
    let view: LogView
    /// How many bytes that are no longer needed a file may have.
    let spare: Int
    private let queue = DispatchQueue(label: "LogFileNoteStore.writer")
    private let waiting = Mutex<[WaitingCommit]>([])
    private let state: Mutex<State>

    init(_ view: LogView, at tail: LogTail, of path: String, on disk: any Disk, spare: Int) {
        self.view = view
        self.path = path
        self.disk = disk
        self.spare = spare
        state = Mutex(State(tail: tail))
    }

    // WritingAStore: begin group
    func add(_ commit: WaitingCommit) {
        waiting.withLock { $0.append(commit) }
        // While one frame is flushed, the next commits gather; the first turn after it takes them all.
        queue.async { self.writeWhatWaits() }
    }

    private func writeWhatWaits() {
        let taken = waiting.withLock { waiting in
            var (number, count) = (0, 0)
            while number < waiting.count, number == 0 || count + waiting[number].count <= Self.most {
                count += waiting[number].count
                number += 1
            }
            defer { waiting.removeFirst(number) }
            return Array(waiting[..<number])
        }
        defer { for commit in taken { commit.gate.leave() } }
        let begun = taken.filter { $0.begins.give(.success(())) }
        state.withLock { state in
            write(begun, &state)
            compactIfWorthIt(&state)
        }
    }
    // WritingAStore: end group

    private func write(_ commits: [WaitingCommit], _ state: inout State) {
        if let failure = state.failure { return commits.fail(failure) }
        let judgment = view.judge(commits.map(\.batches))
        if !judgment.changes.isEmpty {
            let frame = Frame(judgment.changes, at: state.tail, in: view.file.id)
            switch append(frame, &state) {
            case .durable: view.publish(frame.records)
            case .unknown:
                for commit in commits {
                    commit.answer.give(.success(commit.batches.map { _ in .outcomeUnknown }))
                }
                return
            case .failed(let error) where error.code == .full && commits.count > 1:
                // What is too large for the space that is left does not keep the others from it.
                for commit in commits { write([commit], &state) }
                return
            case .failed(let error): return commits.fail(error)
            }
        }
        for (commit, answer) in zip(commits, judgment.answers) { commit.answer.give(answer) }
    }

    /// What became of a frame.
    private enum Appended {
        case durable, unknown
        /// It is not in the file.
        case failed(StorageError)
    }

    // WritingAStore: begin append
    private func append(_ frame: Frame, _ state: inout State) -> Appended {
        let file = view.file.file
        do throws(StorageError) {
            try file.put(frame.bytes, at: state.tail.offset)
        } catch {
            // A part of a frame is none; but it must be gone before another frame is written there.
            do throws(StorageError) { try file.cut(to: state.tail.offset) } catch { state.failure = error }
            return .failed(error)
        }
        do throws(StorageError) {
            try file.flush()
            guard file.isStill(at: path) else { throw StorageError(.replaced) }
        } catch {
            // Never flushed again: the system may have dropped what it could not write, and answer that all is well.
            state.failure = error
            return .unknown
        }
        state.tail.advance(over: frame)
        return .durable
    }
    // WritingAStore: end append

    /// Says in the file that all of it was flushed; nothing may be added any more.
    func seal() {
        queue.sync {
            state.withLock { state in
                guard state.failure == nil else { return }
                // Without a seal the file is as good; the next opening just knows less of its last frame.
                _ = append(.seal(at: state.tail, in: view.file.id), &state)
                state.failure = StorageError(.closed)
            }
        }
    }
}

extension [WaitingCommit] {
    fileprivate func fail(_ error: StorageError) {
        for commit in self { commit.answer.give(.failure(error)) }
    }
}
