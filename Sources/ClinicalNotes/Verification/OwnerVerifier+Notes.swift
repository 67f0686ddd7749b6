internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension OwnerVerifier {
    /// What is wrong with a revision.
    private struct Fault: Error {
        let kind: StoreReport.Finding.Kind
    }

    /// A revision as its header remembers it.
    private struct Remembered {
        let revision: UInt64
        let frameHash: Digest
        let manifestHash: Digest
        let previous: Digest?
    }

    /// A note's key must be locked to its place; in granted custody nothing more can be seen of it.
    mutating func takeNoteKey(_ row: StoredRecord) {
        guard let note = notes[row.key.record], !note.isClosed else {
            reportStray(row)
            return
        }
        let bytes = row.value.joined
        notes[row.key.record]?.lockedKey = bytes
        do throws(CryptoError) {
            let locked = try LockedKey(bytes)
            let (inner, generation) = try locked.openOuter(
                at: address(of: note.header, row.key.record, revision: 0).ofNoteKey,
                under: try keys.outer(try locked.epoch).key
            )
            guard inner.count == KeyLock.size, generation == note.header.keyGeneration else {
                throw CryptoError(.cannotOpen)
            }
        } catch {
            findings.add(.altered, row.key)
        }
    }

    mutating func takeRevision(_ row: StoredRecord) {
        guard let note = notes[row.key.record] else {
            reportStray(row)
            return
        }
        notes[row.key.record]?.hasRevision = true
        let header = note.header
        // Every revision was written to this row once, an earlier one before it was moved away.
        guard row.revision == header.revision else {
            findings.add(.altered, row.key)
            return
        }
        verify(
            row,
            note,
            of: row.key.record,
            Remembered(
                revision: header.revision,
                frameHash: header.frameHash,
                manifestHash: header.manifestHash,
                previous: header.history.last?.manifestHash
            )
        )
    }

    mutating func takeHistory(_ row: StoredRecord) {
        if originals[row.key.record] != nil { return takeOriginal(row) }
        guard let (record, index) = history[row.key.record], let note = notes[record] else {
            reportStray(row)
            return
        }
        notes[record]?.seenHistory.insert(row.key.record)
        guard row.revision == 1 else {
            findings.add(.altered, row.key)
            return
        }
        let past = note.header.history[index]
        verify(
            row,
            note,
            of: record,
            Remembered(
                revision: past.revision,
                frameHash: past.frameHash,
                manifestHash: past.manifestHash,
                previous: index == 0 ? nil : note.header.history[index - 1].manifestHash
            )
        )
    }

    /// Whether what a header says of others is what they say.
    func isConsistent(_ header: NoteHeader, of record: RecordID) -> Bool {
        guard let aggregate = trusted?.aggregate else { return true }
        let known = Set(aggregate.persons.keys)
        // Who wrote an imported note need not be a principal here.
        let isAuthored =
            header.subjects.allSatisfy(known.contains) && (header.isImported || !header.originators.isEmpty)
        let addenda = header.addenda.allSatisfy { addendum in
            guard addendum.owner == records.owner, let other = notes[addendum.record] else { return false }
            let id = NoteID(owner: records.owner, record: record)
            return other.header.relation == .addendum(to: id) || other.header.relation == .annotation(of: id)
        }
        let requests = filed.amendmentRequests[NoteID(owner: records.owner, record: record)] ?? []
        let attachments = header.attachments.allSatisfy { attached in
            filed.attachments[attached]?.note == NoteID(owner: records.owner, record: record)
        }
        return isAuthored && addenda && attachments && requests == Set(header.amendmentRequests)
            && header.cosignatures.allSatisfy { isValid($0, header) } && isConsistent(header.refiling)
    }

    /// Supervisors signed beside what was signed elsewhere, and nothing else.
    private func isConsistent(_ refiling: NoteRefiling?) -> Bool {
        (refiling?.originals ?? []).allSatisfy { original in
            original.cosignatures.allSatisfy { cosignature in
                cosignature.revision == original.revision
                    && isValid(cosignature, over: original.manifestHash)
            }
        }
    }

    private func isValid(_ cosignature: NoteHeader.Cosignature, _ header: NoteHeader) -> Bool {
        let manifest =
            cosignature.revision == header.revision
            ? header.manifestHash
            : header.history.first { $0.revision == cosignature.revision }?.manifestHash
        return isValid(cosignature, over: manifest)
    }

    private func isValid(_ cosignature: NoteHeader.Cosignature, over manifest: Digest?) -> Bool {
        guard let manifest, let signer = trusted?.signers[cosignature.key],
            signer.principal == cosignature.principal
        else { return false }
        return signer.publicKeys.signing.isValid(
            cosignature.signature,
            of: NoteHeader.Cosignature.message(manifest, at: cosignature.at)
        )
    }

    /// What belongs to a note whose header is damaged cannot be judged; the header was reported.
    private mutating func reportStray(_ row: StoredRecord) {
        if row.key.collection == .history {
            if !damagedHeaders.isEmpty || !damagedPages.isEmpty { return }
        } else if damagedHeaders.contains(row.key.record)
            || damagedPages.contains(row.key.record.directoryPage)
        {
            return
        }
        findings.add(.unfiled, row.key)
    }

    private func address(of header: NoteHeader, _ record: RecordID, revision: UInt64) -> Address {
        records.address(
            record,
            compartment: trusted?.aggregate.compartmentID(header.compartment) ?? CompartmentID(.zero),
            revision: revision,
            schema: header.templateVersion
        )
    }

    private mutating func verify(
        _ row: StoredRecord,
        _ note: Note,
        of record: RecordID,
        _ remembered: Remembered
    ) {
        do throws(Fault) {
            let reader = try opened(row.value.joined, note.header, of: record, remembered)
            if note.header.status != .draft { try verifyAuthor(reader, note.header) }
            if note.header.compartment.custody == .ordinary { try verifyContent(reader, note, of: record) }
        } catch {
            findings.add(error.kind, row.key)
        }
    }

    /// Hashes, manifest and blobs.
    private func opened(
        _ bytes: [UInt8],
        _ header: NoteHeader,
        of record: RecordID,
        _ remembered: Remembered
    ) throws(Fault) -> RevisionReader {
        guard let trusted,
            let reader = try? RevisionReader(
                opening: bytes,
                at: address(of: header, record, revision: remembered.revision),
                headerKey: trusted.headerKey.key
            ),
            reader.frameHash == remembered.frameHash, (try? reader.checkBlobs()) != nil
        else { throw Fault(kind: .altered) }
        guard reader.manifest.hash == remembered.manifestHash,
            reader.manifest.previous == remembered.previous,
            reader.manifest.template == header.template,
            reader.manifest.templateVersion == header.templateVersion
        else { throw Fault(kind: .contradictory) }
        return reader
    }

    private func verifyAuthor(_ reader: RevisionReader, _ header: NoteHeader) throws(Fault) {
        guard let signature = reader.manifest.signature, let signer = trusted?.signers[signature.signer],
            (try? reader.verifySignature { _ in signer.publicKeys.signing }) != nil,
            signer.principal == reader.manifest.author,
            header.admits(signature.kind, by: signer.principal)
        else { throw Fault(kind: .unsigned) }
    }

    /// Every field opens with the note's key, and whoever wrote the manifest held it.
    private func verifyContent(
        _ reader: RevisionReader,
        _ note: Note,
        of record: RecordID
    ) throws(Fault) {
        guard note.lockedKey != nil else { return }
        do throws(CryptoError) {
            let key = try ordinaryKey(of: note, record)
            try reader.verifyKnowledge(noteKey: key)
            for field in reader.manifest.fields {
                _ = try reader.open(
                    part: field.part,
                    field: field.field,
                    noteKey: key,
                    checkingHash: false
                )
            }
        } catch {
            throw Fault(kind: .unreadable)
        }
    }

    /// The key of a note in ordinary custody.
    func ordinaryKey(of note: Note, _ record: RecordID) throws(CryptoError) -> SecretKey {
        guard let bytes = note.lockedKey,
            let compartment = trusted?.ordinary[
                .generation(note.header.compartment, note.header.keyGeneration)
            ]
        else { throw CryptoError(.keyUnavailable) }
        let locked = try LockedKey(bytes)
        return try locked.unlock(
            as: .noteKey,
            at: address(of: note.header, record, revision: 0).ofNoteKey,
            inner: compartment.key,
            outer: try keys.outer(try locked.epoch).key
        )
    }
}
