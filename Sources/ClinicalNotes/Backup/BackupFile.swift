internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage
internal import Dispatch

/// The file of a backup, on a disk that may hang: what is done with it is done in turn, and waited for no longer than a step may take.
struct BackupFile: Sendable {
    private let file: DurableFile
    private let patience: Duration
    private let queue = DispatchQueue(label: "ClinicalNotes.BackupFile")
    private let watch = DeadlineWatch()

    /// - Parameters:
    ///   - path: Where it stands.
    ///   - patience: How long a step may take.
    init(_ path: String, patience: Duration) {
        file = DurableFile(path: path)
        self.patience = patience
    }

    /// Reads a part, less than asked only at the end.
    ///
    /// - Throws: ``VaultError``: `invalidInput` if there is no file, `unreadable`, `timedOut`.
    func read(_ count: Int, at offset: Int) async throws(VaultError) -> [UInt8] {
        let found = try await work { file throws(DurableFile.Failure) in try file.read(count, at: offset) }
        do throws(DurableFile.Failure) {
            return try found.get()
        } catch {
            throw VaultError(error == .missing ? .invalidInput : .unreadable, at: "backup")
        }
    }

    /// What the file begins with, nothing if there is none.
    ///
    /// - Throws: ``VaultError``: `invalidInput` for what is no file, `timedOut`.
    func beginning(_ count: Int) async throws(VaultError) -> [UInt8] {
        let found = try await work { file throws(DurableFile.Failure) in try file.read(count, at: 0) }
        do throws(DurableFile.Failure) {
            return try found.get()
        } catch {
            guard error == .missing else { throw VaultError(.invalidInput, at: "backup") }
            return []
        }
    }

    /// Adds bytes behind those that are there, and flushes them.
    func append(_ bytes: [UInt8], at length: Int) async throws(VaultError) {
        try Self.told(
            await work { file throws(DurableFile.Failure) in try file.write(bytes, at: length) }
        )
    }

    /// Gives the file another name, in place of whatever has it.
    func rename(to path: String) async throws(VaultError) {
        try Self.told(
            await work { file throws(DurableFile.Failure) in try file.rename(to: DurableFile(path: path)) }
        )
    }

    /// Removes the file, behind whatever is being done with it, also for a caller who was cancelled or whose time is over; where the
    /// disk hangs, when it goes on.
    func remove() async {
        await Task {
            try? await CallTime.$current.bound(to: nil) { () async throws(VaultError) in
                _ = try await work { file throws(DurableFile.Failure) in file.remove() }
            }
        }.value
    }

    /// What became of writing.
    static func told(_ result: Result<Void, DurableFile.Failure>) throws(VaultError) {
        do throws(DurableFile.Failure) {
            try result.get()
        } catch {
            switch error {
            case .full: throw VaultError(.storageFull, at: "backup")
            case .unflushed: throw VaultError(.outcomeUnknown, at: "backup")
            case .missing, .unusable: throw VaultError(.unreadable, at: "backup")
            }
        }
    }

    private func work<Value: Sendable>(
        _ body: @escaping @Sendable (DurableFile) throws(DurableFile.Failure) -> Value
    ) async throws(VaultError) -> Result<Value, DurableFile.Failure> {
        let answer = CallAnswer<Result<Value, DurableFile.Failure>, VaultError>()
        queue.async { [file] in
            answer.give(.success(Result { () throws(DurableFile.Failure) in try body(file) }))
        }
        return try await watch.wait(
            for: answer,
            until: CallTime.step(patience),
            late: .failure(VaultError(.timedOut, at: "backup")),
            cancelled: .failure(VaultError(.cancelled))
        )
    }
}
