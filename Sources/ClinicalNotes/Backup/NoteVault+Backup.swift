internal import ClinicalNotesCrypto
public import ClinicalNotesModel
public import ClinicalNotesStorage

extension NoteVault {
    /// Writes a backup of the practice into a file, while the vault and others go on being used.
    ///
    /// The file holds all records of the practice as of one moment, later than every call that had returned when this began: sealed as
    /// they are, and of no use without the key service. It is written beside, read back into another store and verified there as
    /// ``verify(by:goingOnFrom:telling:)`` does, and only then gets its name. That it was taken is in the audit log, and the anchor goes on past it before
    /// the file is whole: a backup that is put in the place of the store, also one that a killed process left whole without its name,
    /// is always behind the anchor, and comes back by a declared restore alone. What a process left that was killed before that is not
    /// whole, and ``putBack(backup:into:timeout:)`` refuses it (`damaged`); but nothing says that it was taken, and until the anchor
    /// goes on, the records in it are the newest state: keep it from others as the store itself. Where nothing anchors, nothing tells
    /// a backup from the newest state.
    ///
    /// Copy the key file after this has returned, if at all: an older one may lack keys that the backup needs. Broken off at any
    /// step before it gets its name, it leaves what stood there before, as any other error than `outcomeUnknown` at `backup`
    /// says; where the file's disk hangs, what was begun beside it goes when the disk goes on.
    ///
    /// - Parameters:
    ///   - path: Where the file will stand; an older backup that stands there is replaced when all is well, and nothing else ever: no
    ///     link, not even one to a backup, and no empty file. Beside it stands what is being written, with
    ///     `.unfinished` in its name; what a killed process left of it can be removed.
    ///   - scratch: An empty store that the backup is read back into, such as one in a new file on the same disk; clear it away
    ///     afterwards.
    ///   - deadline: When to give up; each step has the vault's timeout besides.
    /// - Returns: What it holds, and what was found in it: look at ``BackupReport/isKept``.
    /// - Throws: ``NotesError``: `storeUnusable` if the store cannot be copied while it is used, `alreadyFounded` if the scratch is
    ///   not empty, `invalidInput` if something else than a backup stands at the path, `anchorUnavailable` if the anchor does not
    ///   go on, `storageFull`, `storageUnavailable` at `snapshot` if the copy gave way to those who write, since it took too long,
    ///   `outcomeUnknown` at `backup` if it is whole and verified, but what stood under its name before may stand there: the folder could
    ///   not be flushed, so that loss of power may bring that back, or the time was over or the task cancelled while it got its name,
    ///   which it may still get when the disk goes on; `timedOut` also if the file's disk hangs before that, `behindAnchor`, and others.
    public func backUp(
        to path: String,
        rehearsingIn scratch: any CopyableStore,
        by deadline: Deadline = .never
    ) async throws(NotesError) -> BackupReport {
        try await CallTime.limited(to: deadline) { () async throws(NotesError) in
            guard let copies = core.store.copies else { throw NotesError(.storeUnusable, at: "store") }
            try await core.refusals.flush(core)
            try await core.integrate()
            let head = BackupHead(tenant: tenant, at: core.now, audit: try await core.auditState())
            var writer = try await BackupWriter(
                path,
                head,
                mark: core.environment.entropy.bytes16(),
                timeout: core.timeout
            )
            do throws(NotesError) {
                try await core.copy(copies, into: &writer)
                try await core.recordBackup(of: head)
                // From here on the file can be put back.
                try await writer.end()
                let verification = try await core.rehearse(writer.unfinished, head, in: scratch)
                let report = BackupReport(
                    tenant: tenant,
                    at: head.at,
                    records: writer.records,
                    bytes: writer.bytes,
                    verification: verification
                )
                guard report.isKept else {
                    await writer.unfinished.remove()
                    return report
                }
                try await writer.finish()
                return report
            } catch {
                await writer.unfinished.remove()
                throw error
            }
        }
    }

    /// Puts a backup into an empty store, which is then ready for a declared restore, and for nothing else.
    ///
    /// It may be a store of another database than the one that was backed up, also one that serves other practices. The whole file is
    /// read before anything is written. Broken off, the store says that the practice is missing: call it again with the same backup, and
    /// it goes on behind what is there, after comparing that with the file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - store: The store; no record of the practice may be in it, but what an earlier call with the same backup wrote.
    ///   - timeout: How long each step may take.
    /// - Returns: The practice, and how much of it was there already.
    /// - Throws: ``NotesError``: `invalidInput` for a file that is no backup, `damaged` for one that is not whole or not as it was
    ///   written, `newerStore`, `alreadyFounded` if the store has other records of the practice, `conflict` if somebody else puts it
    ///   back at this moment, and others.
    public static func putBack(
        backup path: String,
        into store: any CopyableStore,
        timeout: Duration = .seconds(30)
    ) async throws(NotesError) -> PutBackReport {
        try await StoreLoading(
            BackupFile(path, timeout: timeout),
            into: store,
            timeout: timeout
        ).run()
    }
}

extension VaultCore {
    /// Copies all records of the practice as of one moment.
    fileprivate func copy(_ copies: CheckedCopies, into writer: inout BackupWriter) async throws(NotesError) {
        let snapshot: CheckedSnapshot
        do throws(StorageError) {
            snapshot = try await copies.snapshot(by: .never)
        } catch {
            throw noted(error)
        }
        do throws(NotesError) {
            var rows = SnapshotRows(snapshot, of: tenant)
            while true {
                let found: [CopiedRecord]
                do throws(StorageError) {
                    found = try await rows.next()
                } catch {
                    throw error.code == .heldBack ? NotesError(copying: error) : noted(error)
                }
                guard !found.isEmpty else { break }
                try await writer.write(found)
            }
        } catch {
            await snapshot.end()
            throw error
        }
        await snapshot.end()
    }

    /// Reads a backup back into another store, and verifies it there.
    fileprivate func rehearse(
        _ file: BackupFile,
        _ head: BackupHead,
        in scratch: any CopyableStore
    ) async throws(NotesError) -> StoreReport {
        _ = try await StoreLoading(file, into: scratch, timeout: timeout).run()
        let copy = try await VaultOpening(
            lookingAt: scratch,
            keys: keyring.service,
            anchor: NoAnchor(),
            tenant: tenant,
            environment: environment,
            timeout: timeout
        ).unchecked()
        // What the anchor vouched for before it was begun is part of it.
        guard try await copy.auditRoot(at: head.audit.size) == head.audit.root else {
            throw NotesError(.rolledBack, at: "audit")
        }
        return try await NoteVault(core: copy).verify()
    }

    /// Puts down that a backup is taken, and moves the anchor past what is in it.
    fileprivate func recordBackup(of head: BackupHead) async throws(NotesError) {
        let entry = AuditActor.practice(tenant).entry(.backup, .export, on: .owner(practice), at: now)
        _ = try await commitReading([], [entry])
        try await integrate()
        guard try await audit.isAnchored(past: head.audit.size, self) else {
            throw NotesError(.anchorUnavailable)
        }
    }
}
