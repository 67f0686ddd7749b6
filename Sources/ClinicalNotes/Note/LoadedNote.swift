internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A note as fetched: its header is open, its content is not.
struct LoadedNote: Sendable {
    let id: NoteID
    let view: OwnerView
    let header: NoteHeader
    let noteKey: StoredRecord?
    let revision: StoredRecord?
    /// The manifests of its attachments, where they were fetched.
    var attachments: [RecordID: AttachmentRecord] = [:]

    /// The place of the current revision.
    var place: Address {
        view.records.address(
            id.record,
            compartment: view.aggregate.compartmentID(header.compartment),
            revision: header.revision,
            schema: header.templateVersion
        )
    }
}

extension LoadedNote {
    /// Whether a reader can open the note at all: the key half of "who can read this note?".
    func isOpen(to reader: PrincipalID, at now: Instant) -> Bool {
        header.compartment.custody == .ordinary || grant(to: reader, at: now) != nil
    }

    /// The grant by which a reader opens a note in granted custody, or `nil`.
    func grant(to reader: PrincipalID, at now: Instant) -> SlotUse? {
        view.aggregate.slots.last { use in
            guard use.reader == reader, use.notBefore <= now else { return false }
            switch use.scope {
            case .header: return false
            case .generation(let compartment, let generation):
                return compartment == header.compartment && generation == header.keyGeneration
            case .note(let compartment, let record):
                return compartment == header.compartment && record == id.record
            }
        }
    }
}

extension VaultCore {
    /// Notes as of one moment, by id; those that do not exist are left out.
    func load(_ ids: [NoteID]) async throws(NotesError) -> [NoteID: LoadedNote] {
        guard !ids.isEmpty else { return [:] }
        let (owners, fetched) = try await view(
            pages(of: ids),
            and: ids.flatMap { id in
                let records = records(id.owner)
                return [
                    records.header(id.record), records.noteKey(id.record), records.revision(id.record),
                ]
            }
        )
        return try await opened(ids, owners, fetched, contentFollows: true)
    }

    /// Notes of one owner with what is needed to change them, and the owner as of the same moment; `nil` if there is none.
    func loadForChange(
        _ ids: [NoteID],
        of owner: OwnerID
    ) async throws(NotesError) -> (view: OwnerView, notes: [NoteID: LoadedNote])? {
        let records = records(owner)
        var pages = Set(ids.map(\.record.directoryPage)).union([0])
        for _ in 0..<8 {
            let (owners, fetched) = try await view(
                [owner: pages],
                and: ids.flatMap { id in
                    [records.header(id.record), records.noteKey(id.record), records.revision(id.record)]
                }
            )
            guard let view = owners[owner] else { return nil }
            let last = UInt32(view.head.pageHashes.count - 1)
            guard view.pages[last] == nil else {
                return (view, try await opened(ids, owners, fetched, contentFollows: true))
            }
            pages.insert(last)
        }
        throw NotesError(.notSettled, at: "owner", owner: owner)
    }

    /// As ``load(_:)``, without what is needed to open them.
    func loadHeaders(_ ids: [NoteID]) async throws(NotesError) -> [NoteID: LoadedNote] {
        guard !ids.isEmpty else { return [:] }
        let (owners, fetched) = try await view(pages(of: ids), and: ids.map(header))
        return try await opened(ids, owners, fetched, contentFollows: false)
    }

    /// As ``loadHeaders(_:)``, of owners whose whole directories were seen before: what did not change of them is not
    /// fetched again.
    func loadHeaders(
        _ ids: [NoteID],
        known: [OwnerID: OwnerView]
    ) async throws(NotesError) -> [NoteID: LoadedNote] {
        let (owners, fetched) = try await wholeView(ids.map(\.owner), known: known, and: ids.map(header))
        return try await opened(ids, owners, fetched, contentFollows: false)
    }

    private func header(_ id: NoteID) -> RecordKey { records(id.owner).header(id.record) }

    private func pages(of ids: [NoteID]) -> [OwnerID: Set<UInt32>] {
        ids.reduce(into: [:]) { $0[$1.owner, default: []].insert($1.record.directoryPage) }
    }

    private func opened(
        _ ids: [NoteID],
        _ owners: [OwnerID: OwnerView],
        _ fetched: [StoredRecord?],
        contentFollows: Bool
    ) async throws(NotesError) -> [NoteID: LoadedNote] {
        let stride = contentFollows ? 3 : 1
        let notes = try await Array(ids.enumerated()).concurrentMap {
            (offset, id) throws(NotesError) -> LoadedNote? in
            guard let view = owners[id.owner],
                let header = try view.noteHeader(id.record, fetched[offset * stride])
            else { return nil }
            return LoadedNote(
                id: id,
                view: view,
                header: header,
                noteKey: contentFollows ? fetched[offset * stride + 1] : nil,
                revision: contentFollows ? fetched[offset * stride + 2] : nil
            )
        }
        return Dictionary(notes.compactMap { note in note.map { ($0.id, $0) } }) { first, _ in first }
    }
}

extension OwnerView {
    /// As ``openNoteHeader(_:_:)``; an error names the record.
    func noteHeader(_ record: RecordID, _ stored: StoredRecord?) throws(NotesError) -> NoteHeader? {
        do throws(CryptoError) {
            return try openNoteHeader(record, stored)
        } catch {
            throw NotesError(error, of: records.header(record))
        }
    }

    /// The header of a note, or `nil` if there is no such record or the directory has it as one of another kind.
    ///
    /// - Throws: `CryptoError` with `cannotOpen` if the record is not there or not what was written, or says anything else
    ///   of the note than the directory.
    func openNoteHeader(_ record: RecordID, _ stored: StoredRecord?) throws(CryptoError) -> NoteHeader? {
        guard let entry = try entry(record), let listed = entry.note else { return nil }
        let opened = try open(try authentic(entry, stored), entry, as: .header)
        guard let header = try? NoteHeader(decoding: opened), DirectoryNote(header) == listed else {
            throw CryptoError(.cannotOpen)
        }
        return header
    }
}

extension VaultCore {
    /// A note with the manifests of its attachments, as of one moment, and further pages of the owner's directory; `nil` if
    /// there is no such note.
    ///
    /// An attachment that it does not have any longer is left out.
    func load(
        _ id: NoteID,
        with attachments: [RecordID],
        _ pages: Set<UInt32> = []
    ) async throws(NotesError) -> LoadedNote? {
        let records = records(id.owner)
        let (owners, fetched) = try await view(
            [id.owner: pages.union(([id.record] + attachments).map(\.directoryPage))],
            and: [records.header(id.record), records.noteKey(id.record), records.revision(id.record)]
                + attachments.map(records.header)
        )
        guard let view = owners[id.owner], let header = try view.noteHeader(id.record, fetched[0]) else {
            return nil
        }
        var note = LoadedNote(
            id: id,
            view: view,
            header: header,
            noteKey: fetched[1],
            revision: fetched[2]
        )
        for (record, stored) in zip(attachments, fetched[3...]) where header.attachments.contains(record) {
            do throws(CryptoError) {
                note.attachments[record] = try view.attachment(record, of: id, stored)
            } catch {
                throw NotesError(error, of: records.header(record))
            }
        }
        return note
    }
}
