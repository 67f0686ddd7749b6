internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage
internal import Synchronization

extension RecordImport {
    /// What tells each file of a note from others: name, type, and what is known of its bytes without reading a stream.
    static func marks(
        of files: [ExternalAttachment],
        in compartment: Compartment,
        under headerKey: HeldKey,
        by keyring: Keyring
    ) throws(CryptoError) -> [Bytes16] {
        var marks: [Bytes16] = []
        for file in files {
            var writer = ByteWriter(capacity: 256)
            writer.optional(file.name) { $0.text($1) }
            writer.text(file.mediaType)
            writer.optional(file.size) { $0.integer(Int64($1)) }
            writer.optional(file.sha1) { $0.counted($1) }
            if case .bytes(let bytes) = file.content { writer.raw(Digest.of(bytes).bytes) }
            marks.append(try mark(writer.bytes, "foreign-file", in: compartment, headerKey, keyring))
        }
        return marks
    }

    /// What has to be written of some notes, under which keys.
    func wanting(
        _ wanted: [Int: (note: LoadedNote?, compartment: Compartment, files: [ExternalAttachment])],
        of view: OwnerView,
        by importer: NoteSession
    ) async throws(NotesError) -> [Int: WantedFiles] {
        let keys = try await core.tenantKeys()
        let whole = try await core.load(wanted.values.compactMap { $0.note?.id })
        var files: [Int: WantedFiles] = [:]
        for (position, want) in wanted {
            do throws(CryptoError) {
                let key: HeldKey
                if let known = want.note {
                    guard let note = whole[known.id] else { throw CryptoError(.cannotOpen) }
                    key = try importer.noteKeys(keys, core.now).noteKey(of: note)
                } else {
                    key = HeldKey(try SecretKey.random(core.environment.entropy))
                }
                files[position] = WantedFiles(
                    note: want.note?.id,
                    noteKey: key,
                    owner: view.owner,
                    compartment: view.aggregate.compartmentID(want.compartment),
                    files: want.files
                )
            } catch {
                throw NotesError(opening: error)
            }
        }
        return files
    }

    /// Puts a group on record before its first note, with what that changes of its members.
    func begin(
        _ group: OwnerID,
        by importer: NoteSession,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        recordGroup(in: &transaction, by: importer, but: nil)
        transaction.expect(importer.state.current.guardExpectation)
        // Whoever was faster made the group, or changed one of its members: the next attempt sees it.
        if case .outcomeUnknown = try await core.commit(try transaction.batch(receipt: nil)) {
            throw NotesError(.outcomeUnknown)
        }
    }

    /// Records that a group comes on record with its first note, which changes its members' records too.
    func recordGroup(
        in transaction: inout Transaction,
        by session: NoteSession,
        but owner: OwnerID?
    ) {
        for changed in transaction.editors.values.filter(\.raisesEpoch).map(\.records.owner).sorted()
        where changed != owner {
            transaction.record(
                session.entry(.registration, .create, on: .owner(changed), at: transaction.now)
            )
        }
    }
}

extension RecordImport.Plan {
    /// Takes in the files that are written, and refuses the notes whose files could not be.
    ///
    /// - Returns: The notes whose files are still to be written: those of a note that is another one by now among them.
    mutating func take(
        _ results: [Int: Result<WrittenFiles, NotesError>],
        _ core: VaultCore
    ) async throws(NotesError) -> [Int: (
        note: LoadedNote?, compartment: Compartment, files: [ExternalAttachment]
    )] {
        var wanted: [Int: (note: LoadedNote?, compartment: Compartment, files: [ExternalAttachment])] = [:]
        for (position, note, _) in fresh where !note.note.attachments.isEmpty {
            switch results[position] {
            case .failure(let error): outcomes[position] = .refused(error)
            case .success(let files) where files.note == nil:
                if try await core.stand(files) {
                    written[position] = files
                    continue
                }
                fallthrough
            default: wanted[position] = (nil, note.note.compartment, note.note.attachments)
            }
        }
        for (place, (position, update)) in updates.enumerated() where !update.newFiles.isEmpty {
            switch results[position] {
            case .failure(let error): outcomes[position] = .refused(error)
            case .success(let files) where files.note == update.current.id:
                if try await core.stand(files) {
                    updates[place].update.written = files
                    continue
                }
                fallthrough
            default:
                wanted[position] = (update.current, update.current.header.compartment, update.newFiles)
            }
        }
        fresh.removeAll { outcomes[$0.position]?.refusal != nil }
        updates.removeAll { outcomes[$0.position]?.refusal != nil }
        return wanted
    }
}

extension VaultCore {
    /// Whether files that were written can still be filed: nobody swept them away.
    fileprivate func stand(_ files: WrittenFiles) async throws(NotesError) -> Bool {
        let uploads = files.attachments.map(\.segments.upload)
        return zip(uploads, try await fetch(uploads.map(\.key))).allSatisfy { $0.revision == $1?.revision }
    }
}

extension VaultCore {
    /// Writes the files of a note, however long it takes; they are readable once the note names them.
    ///
    /// - Returns: The files, or why the note is refused: a source that failed, or gave another number of bytes than it said.
    /// - Throws: ``NotesError`` if the vault itself cannot go on.
    func write(_ wanted: WantedFiles) async throws(NotesError) -> Result<WrittenFiles, NotesError> {
        let keys = try await inTime { try await tenantKeys() }
        var attachments: [NewAttachment] = []
        var uploads: [AttachmentUpload] = []
        func refused(_ error: NotesError) async -> Result<WrittenFiles, NotesError> {
            for upload in uploads { await upload.abandon() }
            return .failure(error)
        }
        for file in wanted.files {
            do {
                let name = try AttachmentName(
                    file.name.map { ClinicalText($0) }.flatMap { $0.utf8.count == 0 ? nil : $0 },
                    mediaType: file.mediaType
                )
                let upload = try await AttachmentUpload(
                    self,
                    keys,
                    to: wanted.owner,
                    wanted.compartment,
                    under: wanted.noteKey,
                    of: nil
                )
                let next = try await file.content.opened()
                uploads.append(upload)
                let segments = try await uploads[uploads.count - 1].write(next)
                guard file.size.map({ UInt64(exactly: $0) == segments.size }) ?? true else {
                    throw NotesError(.invalidInput, at: "attachments")
                }
                attachments.append(NewAttachment(segments: segments, name: name))
            } catch let error as NotesError {
                guard [.invalidInput, .tooLarge].contains(error.code) else { throw error }
                return await refused(error)
            } catch is CancellationError {
                throw NotesError(.cancelled)
            } catch {
                return await refused(NotesError(.invalidInput, at: "attachments"))
            }
        }
        return .success(WrittenFiles(note: wanted.note, noteKey: wanted.noteKey, attachments: attachments))
    }
}

extension ExternalAttachment.Content {
    /// The bytes, from the start.
    fileprivate func opened() async throws -> ExternalAttachment.Chunks {
        switch self {
        case .stream(let open): return try await open()
        case .bytes(let bytes):
            let rest = Once(bytes)
            return { rest.take() }
        }
    }
}

/// A value that is handed out once.
private final class Once: Sendable {
    private let value: Mutex<SensitiveBytes?>

    init(_ value: SensitiveBytes) { self.value = Mutex(value) }

    func take() -> SensitiveBytes? {
        value.withLock { value in
            defer { value = nil }
            return value
        }
    }
}
