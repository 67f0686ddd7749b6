internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Attaches a file of any size to a note of the author's own, as its bytes come.
    ///
    /// It belongs to the note: who may read all of the note may read it, and it is sealed under the note's key, so that what is
    /// attached to a psychotherapy note opens with no other compartment's key. A signed note counts as addended.
    ///
    /// Nothing of it can be read before the last byte is written and the call returns. Some megabytes are held in memory,
    /// however large it is. What breaks off is gone on with by the same call with the same key and the same bytes from the
    /// start: what is stored already is compared and not written again. What nobody goes on with for seven days is removed.
    ///
    /// - Parameters:
    ///   - source: The bytes, in pieces of any size; at most 64 GiB together.
    ///   - name: What the file is called; sealed with it.
    ///   - mediaType: Its media type, such as `application/pdf`; sealed with it.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write: under it an upload that broke off is gone on with, and a repeat of
    ///     one that is done gives its answer and reads no byte.
    /// - Returns: The attachment.
    /// - Throws: ``NotesError``: `sourceFailed` if `source` throws, `keyMissing` without the note's key, `tooLarge`,
    ///   `conflict` if the same is being attached by somebody else.
    public func attach<Source: AsyncSequence>(
        _ source: Source,
        name: ClinicalText? = nil,
        mediaType: String,
        to note: NoteID,
        idempotencyKey: IdempotencyKey
    ) async throws(NotesError) -> AttachmentID where Source.Element: Collection<UInt8> {
        var iterator = source.makeAsyncIterator()
        return try await attach(name: name, mediaType: mediaType, to: note, idempotencyKey: idempotencyKey) {
            try await iterator.next(isolation: #isolation).map { SensitiveBytes($0) }
        }
    }

    /// Attaches a file that is in memory to a note of the author's own; as
    /// ``attach(name:mediaType:to:idempotencyKey:next:)``.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - name: What the file is called; sealed with it.
    ///   - mediaType: Its media type; sealed with it.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The attachment.
    /// - Throws: ``NotesError``.
    public func attach(
        _ bytes: SensitiveBytes,
        name: ClinicalText? = nil,
        mediaType: String,
        to note: NoteID,
        idempotencyKey: IdempotencyKey
    ) async throws(NotesError) -> AttachmentID {
        var rest: SensitiveBytes? = bytes
        return try await attach(name: name, mediaType: mediaType, to: note, idempotencyKey: idempotencyKey) {
            defer { rest = nil }
            return rest
        }
    }

    /// Attaches a file of any size to a note of the author's own, asking for its bytes.
    ///
    /// As for a sequence of bytes: nothing of it can be read before all of it is written.
    ///
    /// - Parameters:
    ///   - name: What the file is called; sealed with it.
    ///   - mediaType: Its media type; sealed with it.
    ///   - note: The note.
    ///   - idempotencyKey: The caller's name for this write.
    ///   - next: Gives the next bytes, or `nil` after the last; what it throws ends the call.
    /// - Returns: The attachment.
    /// - Throws: ``NotesError``, with `sourceFailed` if `next` throws.
    public func attach(
        name: ClinicalText? = nil,
        mediaType: String,
        to note: NoteID,
        idempotencyKey: IdempotencyKey,
        next: () async throws -> SensitiveBytes?
    ) async throws(NotesError) -> AttachmentID {
        let name = try AttachmentName(name, mediaType: mediaType)
        let asked = try described(name)
        let request = WriteRequest(principal, idempotencyKey, "attach") { writer in
            writer.noteID(note)
            writer.append(asked)
        }
        if let answer = try await core.inTime({ try await core.earlier(request) }) {
            // An answer is no right that outlives the enrollment of who got it.
            try await refreshSnapshot()
            return AttachmentID(note: note, record: try Receipt.identifier(in: answer))
        }
        let (operation, key, begun) = try await core.inTime { try await beginAttaching(to: note, request) }
        var upload = begun
        let segments: StoredSegments
        do {
            segments = try await upload.write {
                do {
                    return try await next()
                } catch {
                    throw error is CancellationError
                        ? NotesError(.cancelled) : NotesError(.sourceFailed, at: "next")
                }
            }
        } catch {
            throw NotesError(thrown: error)
        }
        var made: RecordID?
        let receipt = try await change(
            note,
            operation,
            idempotencyKey,
            { $0.append(asked) }
        ) { change in
            try await core.requireKept(segments)
            let record = try change.attach(NewAttachment(segments: segments, name: name), under: key)
            change.receipt = record.bytes.bytes
            made = record
        }
        let record: RecordID = try Receipt.identifier(in: receipt)
        // Somebody else attached the same meanwhile.
        if record != made { await upload.abandon() }
        return AttachmentID(note: note, record: record)
    }

    /// Decides before the first byte is read, and finds the key and what an earlier attempt has written.
    private func beginAttaching(
        to id: NoteID,
        _ request: WriteRequest
    ) async throws -> (NoteOperation, HeldKey, AttachmentUpload) {
        try await refreshSnapshot()
        let now = core.now
        let found = try await core.load([id])[id]
        // Who is not its author learns nothing of a draft by what is asked about it.
        let isOwnDraft = found.map { $0.header.status == .draft && $0.header.originators.contains(principal) }
        let operation = NoteOperation.attach(isOwnDraft: isOwnDraft == true)
        let (note, _) = try await pinned().require(operation.action, on: id, found, at: now)
        let keys = try await core.tenantKeys()
        let key: HeldKey
        do throws(CryptoError) {
            key = try noteKeys(keys, now).noteKey(of: note)
        } catch {
            throw NotesError(opening: error)
        }
        let upload = try await AttachmentUpload(
            core,
            keys,
            to: id.owner,
            note.view.aggregate.compartmentID(note.header.compartment),
            under: key,
            of: request
        )
        return (operation, key, upload)
    }

    /// What an attachment is called, for telling a repeat from another request.
    private func described(_ name: AttachmentName) throws(NotesError) -> ByteWriter {
        var writer = ByteWriter()
        name.describe(into: &writer)
        guard let keyring = state.keyring, !keyring.isLocked else { return writer }
        return try blinded(writer)
    }
}

extension NoteChange {
    /// Files an attachment, and enters it in the header.
    fileprivate mutating func attach(
        _ attachment: NewAttachment,
        under noteKey: HeldKey
    ) throws(NotesError) -> RecordID {
        var filed: RecordID?
        try crypto { (change) throws(CryptoError) in
            change.editor.remember(certificate: change.session.state.current.enrollment.certificate)
            let record = try change.editor.store(
                attachment,
                of: change.note.id,
                under: noteKey,
                by: change.session,
                at: change.now
            )
            change.header.attachments.append(record)
            try change.editor.store(change.header, as: change.note.id.record)
            filed = record
        }
        guard let filed else { throw NotesError(.invalidInput, at: "attachment") }
        return filed
    }
}
