internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// What is attached to a note; decided on and recorded as reading the note.
    ///
    /// Of a note of which only parts or fields may be read nothing that is attached is told: what it says is not known to be
    /// among them.
    ///
    /// - Parameter note: The note.
    /// - Returns: The attachments, in the order in which they came.
    /// - Throws: As `read`.
    public func attachments(of note: NoteID) async throws(NotesError) -> [Attachment] {
        let admitted = try await admit(note, as: reading)
        return try admitted.opened.attachments.map { (id) throws(NotesError) in try admitted.attachment(id) }
    }

    /// Opens an attachment; decided on and recorded as reading its note.
    ///
    /// - Parameter attachment: The attachment.
    /// - Returns: The attachment, as this principal may read it for this purpose.
    /// - Throws: As `read`; ``NotesError`` with `notFound` where the note has no such attachment, or not all of the note may
    ///   be read.
    public func openAttachment(_ attachment: AttachmentID) async throws(NotesError) -> OpenedAttachment {
        try await openAttachment(attachment, as: reading)
    }

    /// Opens an attachment to give a copy of it away.
    ///
    /// - Parameter attachment: The attachment.
    /// - Returns: The attachment, with the obligations that travel along.
    /// - Throws: As ``openAttachment(_:)``.
    public func exportAttachment(_ attachment: AttachmentID) async throws(NotesError) -> OpenedAttachment {
        try await openAttachment(attachment, as: .export)
    }

    /// Opens an attachment in answer to a request for access.
    ///
    /// - Parameter attachment: An attachment of a note that the response granted.
    /// - Returns: The attachment.
    /// - Throws: ``NotesError`` with `refused`, told openly, `invalidInput` in a session for another purpose.
    public func openRequestedAttachment(_ attachment: AttachmentID) async throws(NotesError)
        -> OpenedAttachment
    {
        try requirePatientRequest()
        return try await openAttachment(attachment, as: .requested)
    }

    func openAttachment(_ id: AttachmentID, as reading: NoteReading) async throws(NotesError)
        -> OpenedAttachment
    {
        let admitted = try await admit(id.note, as: reading)
        guard let manifest = admitted.note.attachments[id.record] else { throw NotesError(.notFound) }
        return OpenedAttachment(
            attachment: try admitted.attachment(id),
            obligations: admitted.opened.obligations,
            reader: AttachmentReader(self, id, as: reading, admitted, manifest)
        )
    }

    /// A note that was opened, the manifests of its attachments and its key, as of the same state of what decides.
    struct AdmittedAttachments {
        let opened: OpenedNote
        let note: LoadedNote
        let key: HeldKey

        func run(of manifest: AttachmentRecord) -> SegmentRun {
            SegmentRun(
                tenant: note.view.records.tenant,
                owner: note.id.owner,
                compartment: note.view.aggregate.compartmentID(note.header.compartment),
                first: manifest.first
            )
        }

        func attachment(_ id: AttachmentID) throws(NotesError) -> Attachment {
            let key = note.view.records.header(id.record)
            do throws(CryptoError) {
                guard let manifest = note.attachments[id.record] else { throw CryptoError(.cannotOpen) }
                let name = try AttachmentName(
                    opening: manifest.name,
                    beside: run(of: manifest),
                    under: self.key
                )
                return Attachment(
                    id: id,
                    name: name.name,
                    mediaType: name.mediaType,
                    size: manifest.size,
                    attachedBy: manifest.by,
                    attachedAt: manifest.at,
                    isSigned: manifest.signature != nil
                )
            } catch {
                throw NotesError(error, of: key)
            }
        }
    }

    /// Opens a note and fetches what is attached to it; decided anew if anything that decides has moved in between.
    func admit(_ id: NoteID, as reading: NoteReading) async throws(NotesError) -> AdmittedAttachments {
        try await core.inTime {
            while true {
                let opened = try await open(id, as: reading)
                guard let note = try await core.load(id, with: opened.attachments.map(\.record)),
                    note.view.guardExpectation == opened.admission.owner
                else { continue }
                let keys = try await core.tenantKeys()
                do throws(CryptoError) {
                    for manifest in note.attachments.values {
                        try manifest.verifySignature { (key) throws(CryptoError) in
                            try note.view.keys.signer(key, keys)
                        }
                    }
                    let key = try noteKeys(keys, core.now).noteKey(of: note)
                    return AdmittedAttachments(opened: opened, note: note, key: key)
                } catch {
                    throw error.code == .keyUnavailable
                        ? NotesError(.keyMissing) : NotesError(error, owner: id.owner)
                }
            }
        }
    }
}
