internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Dispatch

/// The file of a backup, on a disk that may hang: what is done with it is done in turn, and waited for no longer than a step may take.
struct BackupFile: Sendable {
    private let file: DurableFile
    private let timeout: Duration
    private let queue = DispatchQueue(label: "ClinicalNotes.BackupFile")
    private let watch = DeadlineWatch()

    /// - Parameters:
    ///   - path: Where it stands.
    ///   - timeout: How long a step may take.
    init(_ path: String, timeout: Duration) {
        file = DurableFile(path: path)
        self.timeout = timeout
    }

    /// Reads a part, less than asked only at the end.
    ///
    /// - Throws: ``NotesError``: `invalidInput` if there is no file, `unreadable`, `timedOut`.
    func read(_ count: Int, at offset: Int) async throws(NotesError) -> [UInt8] {
        let found = try await work { file throws(DurableFile.Failure) in try file.read(count, at: offset) }
        do throws(DurableFile.Failure) {
            return try found.get()
        } catch {
            throw NotesError(error == .missing ? .invalidInput : .unreadable, at: "backup")
        }
    }

    /// Looks that nothing stands there but an older backup: nothing else is replaced, least of all the store itself, a link or
    /// a device.
    ///
    /// - Throws: ``NotesError``: `invalidInput` if anything else does, `unreadable`, `timedOut`.
    func requireReplaceable() async throws(NotesError) {
        try Self.told(
            await work { file throws(DurableFile.Failure) in
                try file.requireAbsent(orBeginningWith: BackupHead.magic)
            }
        )
    }

    /// Adds bytes behind those that are there, and flushes them.
    func append(_ bytes: [UInt8], at length: Int) async throws(NotesError) {
        try Self.told(
            await work { file throws(DurableFile.Failure) in try file.write(bytes, at: length) }
        )
    }

    /// Gives the file another name, in place of an older backup or of nothing.
    ///
    /// - Throws: ``NotesError``: `invalidInput` if something else has come to stand there, `timedOut` and `cancelled` if there was no
    ///   time left to begin, and nothing was changed; `outcomeUnknown` if it has its name, or still gets it when the disk goes on.
    func rename(to path: String) async throws(NotesError) {
        try Self.told(
            await work(unawaited: NotesError(.outcomeUnknown, at: "backup")) {
                file throws(DurableFile.Failure) in
                let other = DurableFile(path: path)
                try other.requireAbsent(orBeginningWith: BackupHead.magic)
                try file.rename(to: other)
            }
        )
    }

    /// Removes the file, behind whatever is being done with it, also for a caller who was cancelled or whose time is over; where the
    /// disk hangs, when it goes on.
    func remove() async {
        await Task {
            try? await CallTime.$current.bound(to: nil) { () async throws(NotesError) in
                _ = try await begin { file throws(DurableFile.Failure) in file.remove() }
            }
        }.value
    }

    /// What became of writing.
    static func told(_ result: Result<Void, DurableFile.Failure>) throws(NotesError) {
        do throws(DurableFile.Failure) {
            try result.get()
        } catch {
            switch error {
            case .full: throw NotesError(.storageFull, at: "backup")
            case .unflushed: throw NotesError(.outcomeUnknown, at: "backup")
            case .occupied: throw NotesError(.invalidInput, at: "backup")
            case .missing, .unusable: throw NotesError(.unreadable, at: "backup")
            }
        }
    }

    /// Does something if there is time left to begin it.
    private func work<Value: Sendable>(
        unawaited: NotesError? = nil,
        _ body: @escaping @Sendable (DurableFile) throws(DurableFile.Failure) -> Value
    ) async throws(NotesError) -> Result<Value, DurableFile.Failure> {
        guard !Task.isCancelled else { throw NotesError(.cancelled) }
        guard !CallTime.step(timeout).hasPassed else { throw NotesError(.timedOut, at: "backup") }
        return try await begin(unawaited: unawaited, body)
    }

    /// Begins something, whether or not there is time left; it is done also where it is not waited for until its end, and
    /// `unawaited` is told.
    private func begin<Value: Sendable>(
        unawaited: NotesError? = nil,
        _ body: @escaping @Sendable (DurableFile) throws(DurableFile.Failure) -> Value
    ) async throws(NotesError) -> Result<Value, DurableFile.Failure> {
        let answer = CallAnswer<Result<Value, DurableFile.Failure>, NotesError>()
        queue.async { [file] in
            answer.give(.success(Result { () throws(DurableFile.Failure) in try body(file) }))
        }
        return try await watch.wait(
            for: answer,
            until: CallTime.step(timeout),
            late: .failure(unawaited ?? NotesError(.timedOut, at: "backup")),
            cancelled: .failure(unawaited ?? NotesError(.cancelled))
        )
    }
}
