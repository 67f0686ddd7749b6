internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

/// A key of a compartment and its generation.
struct CompartmentKey: Sendable {
    let key: HeldKey
    let generation: UInt32
}

/// Seals notes and their revisions into a transaction.
struct NoteWriter {
    let session: NoteSession
    let keys: TenantKeys
    let now: Instant

    private var noteKeys: NoteKeys { session.noteKeys(keys, now) }
    private var entropy: Entropy { session.core.environment.entropy }

    /// Writes new notes of one owner; those that are signed share one signature.
    ///
    /// - Parameters:
    ///   - notes: The notes.
    ///   - editor: The owner under edit.
    ///   - signer: Who signs those that are not drafts.
    /// - Returns: The notes' ids, in order.
    /// - Throws: `CryptoError`.
    func create(
        _ notes: [NewNote],
        in editor: inout OwnerEditor,
        signing signer: ManifestSigner?
    ) throws(CryptoError) -> [NoteID] {
        let records = notes.map { _ in editor.newRecord() }
        var keyed: [CompartmentKey] = []
        for note in notes { keyed.append(try keyForWriting(note.content.compartment, in: &editor)) }
        return try create(notes, as: records, keyed, in: &editor, signing: signer)
    }

    /// As ``create(_:in:signing:)``, with ids that were drawn before and the compartment key of each note.
    func create(
        _ notes: [NewNote],
        as records: [RecordID],
        _ keyed: [CompartmentKey],
        in editor: inout OwnerEditor,
        signing signer: ManifestSigner?
    ) throws(CryptoError) -> [NoteID] {
        var contents: [(RevisionContent, noteKey: HeldKey, headerKey: HeldKey)] = []
        var ids: [NoteID] = []
        for ((note, record), compartment) in zip(zip(notes, records), keyed) {
            let place = address(record, note.content, revision: 1, in: editor)
            let noteKey =
                if let drawn = note.noteKey { drawn } else { HeldKey(try SecretKey.random(entropy)) }
            let locked = try LockedKey(
                locking: noteKey.key,
                as: .noteKey,
                at: place.ofNoteKey,
                inner: compartment.key.key,
                innerGeneration: compartment.generation,
                outer: try keys.currentOuter().key,
                epoch: keys.epoch,
                entropy: entropy
            )
            editor.write(.put(editor.records.noteKey(record), RecordBytes(locked.bytes), index: []))
            contents.append((content(note.content, place, previous: nil), noteKey, editor.headerKey))
            ids.append(NoteID(owner: editor.records.owner, record: record))
        }
        let sealed = try seal(contents, signing: signer, drafts: notes.map { $0.status == .draft })
        for (offset, note) in notes.enumerated() {
            let record = ids[offset].record
            editor.write(
                .put(editor.records.revision(record), RecordBytes(sealed[offset].bytes), index: [])
            )
            var attachments: [RecordID] = []
            for attachment in note.attachments {
                attachments.append(
                    try editor.store(
                        attachment,
                        of: ids[offset],
                        under: contents[offset].noteKey,
                        by: session,
                        at: now
                    )
                )
            }
            var header = header(note, sealed[offset], keyed[offset].generation)
            header.attachments = attachments
            header.holds = note.holds.map { $0.moved(to: ids[offset]) }
            try editor.store(header, as: record)
        }
        return ids
    }

    /// Seals the next revision of a note.
    ///
    /// - Parameters:
    ///   - content: What the revision holds.
    ///   - note: The note as it stands.
    ///   - header: The header, brought up to the new revision.
    ///   - editor: The owner under edit.
    ///   - signer: Who signs; `nil` for a draft.
    /// - Throws: `CryptoError`.
    func revise(
        _ content: NewContent,
        of note: LoadedNote,
        _ header: inout NoteHeader,
        in editor: inout OwnerEditor,
        signing signer: ManifestSigner?
    ) throws(CryptoError) {
        let record = note.id.record
        if note.header.status != .draft {
            guard let existing = note.revision else { throw CryptoError(.cannotOpen) }
            let locator = RecordID(entropy.bytes16())
            editor.write(.put(editor.records.history(locator), existing.value, index: []))
            header.history.append(
                NoteHeader.PastRevision(
                    revision: note.header.revision,
                    locator: locator,
                    frameHash: note.header.frameHash,
                    manifestHash: note.header.manifestHash
                )
            )
        }
        let place = address(record, content, revision: note.header.revision + 1, in: editor)
        let noteKey = try noteKeys.noteKey(of: note)
        let previous =
            note.header.history.isEmpty && note.header.status == .draft
            ? nil : note.header.manifestHash
        let sealed = try seal(
            [(self.content(content, place, previous: previous), noteKey, editor.headerKey)],
            signing: signer,
            drafts: [signer == nil]
        )
        header.revision += 1
        header.parts = content.parts
        header.manifestHash = sealed[0].manifestHash
        header.frameHash = sealed[0].frameHash
        editor.write(.put(editor.records.revision(record), RecordBytes(sealed[0].bytes), index: []))
        try editor.store(header, as: record)
    }

    /// The key that this session's principal writes notes of a compartment under; drawn if there is none yet.
    func keyForWriting(
        _ compartment: Compartment,
        in editor: inout OwnerEditor
    ) throws(CryptoError) -> CompartmentKey {
        switch compartment.custody {
        case .ordinary:
            return CompartmentKey(
                key: try noteKeys.ordinaryKey(editor.ownerKeys, compartment, 1),
                generation: 1
            )
        case .granted:
            guard let keyring = session.state.keyring else { throw CryptoError(.keyUnavailable) }
            if let own = noteKeys.ownGeneration(editor.ownerKeys, compartment),
                case .generation(_, let generation) = own.scope
            {
                do throws(CryptoError) {
                    return CompartmentKey(
                        key: try noteKeys.accept(own, editor.ownerKeys, compartment),
                        generation: generation
                    )
                } catch {
                    // What she drew is sealed to keys that she has lost; what she writes from now on is not.
                    guard error.code == .keyUnavailable else { throw error }
                }
            }
            return try generateOwn(compartment, by: keyring, in: &editor)
        }
    }

    /// Draws the keys that this session's principal has not got yet of all granted compartments.
    ///
    /// With the first note of an author, whatever it is: a key that is drawn when it is needed would show in the store, by
    /// one write more of the owner's keys, that there is a note in granted custody. Without the author's own keys nothing
    /// can be granted, and it shows later.
    func generateInAdvance(in editor: inout OwnerEditor) throws(CryptoError) {
        guard let keyring = session.state.keyring else { return }
        for compartment in Compartment.allCases where compartment.custody == .granted {
            guard noteKeys.ownGeneration(editor.ownerKeys, compartment) == nil else { continue }
            _ = try generateOwn(compartment, by: keyring, in: &editor)
        }
    }

    private func generateOwn(
        _ compartment: Compartment,
        by keyring: Keyring,
        in editor: inout OwnerEditor
    ) throws(CryptoError) -> CompartmentKey {
        try generate(compartment, for: [session.principal: keyring.publicKeys], by: keyring, in: &editor)
    }

    /// Draws a new key of a granted compartment and grants it to these readers; only they can open it later.
    func generate(
        _ compartment: Compartment,
        for readers: [PrincipalID: PublicKeys],
        by granter: Keyring,
        in editor: inout OwnerEditor
    ) throws(CryptoError) -> CompartmentKey {
        let generation = editor.aggregate.nextGeneration
        editor.aggregate.nextGeneration += 1
        let key = HeldKey(try SecretKey.random(entropy))
        for (reader, readerKeys) in readers.sorted(by: { $0.key < $1.key }) {
            try editor.grant(
                .generation(compartment, generation),
                key.key,
                to: reader,
                readerKeys,
                by: granter,
                notBefore: now
            )
        }
        return CompartmentKey(key: key, generation: generation)
    }

    private func seal(
        _ contents: [(RevisionContent, noteKey: HeldKey, headerKey: HeldKey)],
        signing signer: ManifestSigner?,
        drafts: [Bool]
    ) throws(CryptoError) -> [SealedRevision] {
        let signed = contents.indices.filter { !drafts[$0] }
        guard signed.isEmpty || signer != nil else { throw CryptoError(.keyUnavailable) }
        var results: [Int: SealedRevision] = [:]
        for (group, signer) in [(contents.indices.filter { drafts[$0] }, nil), (signed, signer)] {
            guard !group.isEmpty else { continue }
            let sealed = try RevisionSealer.seal(
                group.map { contents[$0] },
                signing: signer,
                entropy: entropy
            )
            for (index, revision) in zip(group, sealed) { results[index] = revision }
        }
        return contents.indices.compactMap { results[$0] }
    }

    private func content(
        _ content: NewContent,
        _ place: Address,
        previous: Digest?
    ) -> RevisionContent {
        RevisionContent(
            place: place,
            previous: previous,
            author: session.principal,
            signedAt: now,
            template: content.template.name,
            templateVersion: content.template.version,
            fields: content.fieldContents
        )
    }

    private func address(
        _ record: RecordID,
        _ content: NewContent,
        revision: UInt64,
        in editor: OwnerEditor
    ) -> Address {
        editor.records.address(
            record,
            compartment: editor.aggregate.compartmentID(content.compartment),
            revision: revision,
            schema: content.template.version
        )
    }

    /// The header of a note that is not written yet, to decide whether it may be.
    func provisionalHeader(_ note: NewNote) -> NoteHeader { header(note, nil, 0) }

    private func header(
        _ note: NewNote,
        _ sealed: SealedRevision?,
        _ generation: UInt32
    ) -> NoteHeader {
        NoteHeader(
            compartment: note.content.compartment,
            kind: note.kind,
            template: note.content.template.name,
            templateVersion: note.content.template.version,
            status: note.status,
            originators: note.originators,
            organization: session.core.organization,
            subjects: note.subjects,
            parts: note.content.parts,
            referencesOther: note.referencesOther,
            compiledForProceeding: note.compiledForProceeding,
            byMentalHealthProfessional: note.byMentalHealthProfessional,
            created: note.created ?? now,
            period: note.period,
            relation: note.relation,
            addenda: note.addenda,
            releases: [],
            holds: [],
            revision: 1,
            manifestHash: sealed?.manifestHash ?? .zero,
            frameHash: sealed?.frameHash ?? .zero,
            keyGeneration: generation,
            history: [],
            cosignatures: [],
            identifiers: note.identifiers,
            attestedAuthors: note.attestedAuthors,
            origin: note.origin,
            external: note.external,
            confirmations: [],
            // Who imports under another principal of her own says so of herself.
            claims: note.coauthors.map {
                AuthorshipClaim(author: $0, by: note.origin == nil ? session.principal : $0)
            },
            usedForDecision: note.usedForDecision,
            received: note.received,
            labels: note.labels,
            amendmentRequests: [],
            attachments: [],
            refiling: note.refiling
        )
    }
}

extension OwnerEditor {
    /// Discards a draft that was loaded to be changed: its key, its content, its attachments and its header.
    mutating func discard(_ note: LoadedNote) throws(CryptoError) {
        let record = note.id.record
        for attached in note.header.attachments {
            guard let attachment = note.attachments[attached] else { throw CryptoError(.cannotOpen) }
            try discard(attachment, as: attached)
        }
        try remove(record)
        write(.delete(records.noteKey(record)))
        write(.delete(records.revision(record)))
    }

    /// Takes away what opens a note that another one took the place of; what it was stays sealed where it was, for ever.
    mutating func closeForGood(_ note: LoadedNote) throws(CryptoError) {
        let record = note.id.record
        if note.noteKey != nil { write(.delete(records.noteKey(record))) }
        try endGrants { $0.scope == .note(note.header.compartment, record) }
    }

    var ownerKeys: OwnerKeys { OwnerKeys(records: records, aggregate: aggregate, slots: slots) }
}
