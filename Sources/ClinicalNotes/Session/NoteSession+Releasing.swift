internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Shows a note, a part or a field to a patient who browses; who reads inside does not change.
    ///
    /// A field is shown although its part is not. What is withheld later of the same or of more takes it back.
    ///
    /// In granted custody, the patient's own key is granted the note's key in the same commit, if the patient is
    /// enrolled with keys; otherwise release again once the patient is.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - patient: One of its subjects.
    ///   - scope: What of the note.
    ///   - opening: When it opens; now, if not told. A scheduled opening has its grant from the start.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func release(
        _ note: NoteID,
        to patient: PatientID,
        scope: SharingScope = .note,
        at opening: Instant? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await share(
            note,
            patient,
            scope,
            opening.map { .scheduled($0) } ?? .released,
            .release,
            idempotencyKey
        )
    }

    /// Takes a note, a part or a field back from the patient's browsing; a request for access is not affected.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - patient: One of its subjects.
    ///   - scope: What of the note.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``.
    public func withhold(
        _ note: NoteID,
        from patient: PatientID,
        scope: SharingScope = .note,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await share(note, patient, scope, .withheld, .withhold, idempotencyKey)
    }

    /// Places a hold against a patient's access, on a ground that 45 CFR 164.524(a)(2)-(3) lists; whoever may set what
    /// the patient is shown may do it.
    ///
    /// - Parameters:
    ///   - hold: The hold; it names the note, the patient, the ground, who determined it and its end.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` for what is no ground.
    public func place(_ hold: Hold, idempotencyKey: IdempotencyKey = .fresh()) async throws(NotesError) {
        guard hold.ground.paragraph != nil || hold.ground == .seriousHarmPhysicalOrMental else {
            throw NotesError(.invalidInput, at: "hold.ground")
        }
        try await change(hold.note, .placeHold, idempotencyKey, { hold.encode(into: &$0) }) { change in
            guard change.header.subjects.contains(hold.patient) else {
                throw NotesError(.invalidInput, at: "hold.patient")
            }
            guard change.header.has(hold.scope, for: hold.patient) else {
                throw NotesError(.invalidInput, at: "hold.scope")
            }
            change.header.place(hold)
            try change.crypto { (change) throws(CryptoError) in
                let record = change.editor.newRecord()
                try change.editor.store(.hold, hold.encodedBytes, as: record)
            }
            try change.storeHeader()
        }
        try await core.keep(.hold(hold))
    }

    /// Lifts a hold.
    ///
    /// - Parameters:
    ///   - hold: The hold.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notFound` if there is no such hold.
    public func lift(_ hold: Hold, idempotencyKey: IdempotencyKey = .fresh()) async throws(NotesError) {
        try await change(hold.note, .liftHold, idempotencyKey, { hold.encode(into: &$0) }) { change in
            guard change.header.holds.contains(where: { $0.isSameHold(as: hold) }) else {
                throw NotesError(.notFound, at: "hold")
            }
            change.header.holds.removeAll { $0.isSameHold(as: hold) }
            try change.storeHeader()
        }
    }

    /// The holds on a note, for those who may place one: a hold tells of its ground, who judged, and whom it is against.
    ///
    /// - Parameter note: The note.
    /// - Returns: The holds.
    /// - Throws: ``NotesError``.
    public func holds(on note: NoteID) async throws(NotesError) -> [Hold] {
        try await inspect(note, \.holds)
    }

    /// Something of a note's header, for those who may set what the patient is shown; that they looked is on record.
    @inline(never)
    func inspect<Value: Sendable>(_ note: NoteID, _ value: (NoteHeader) -> Value) async throws(NotesError)
        -> Value
    {
        try await handOut { session, now in
            let found = try await core.loadHeaders([note])[note]
            let (loaded, decision) = try await session.require(.setSharing, on: note, found, at: now)
            let entry = session.entry(
                .inspection,
                .setSharing,
                on: .note(loaded),
                decision: decision,
                at: now
            )
            return Unrecorded(value(loaded.header), guards: [loaded.view.guardExpectation], recordedBy: entry)
        }
    }

    private func share(
        _ note: NoteID,
        _ patient: PatientID,
        _ scope: SharingScope,
        _ sharing: Release.State,
        _ operation: NoteOperation,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) {
        try await core.inTime {
            try await change(
                note,
                operation,
                idempotencyKey,
                { writer in
                    Release(
                        note: note,
                        scope: scope,
                        patient: patient,
                        state: sharing,
                        by: principal,
                        at: Instant(milliseconds: 0)
                    )
                    .encode(into: &writer)
                }
            ) { change in
                guard change.header.subjects.contains(patient) else {
                    throw NotesError(.invalidInput, at: "patient")
                }
                // What was released can be taken back whatever became of the field.
                guard change.header.has(scope, for: patient),
                    try sharing == .withheld || change.hasField(of: scope)
                else { throw NotesError(.invalidInput, at: "scope") }
                let release = Release(
                    note: note,
                    scope: scope,
                    patient: patient,
                    state: sharing,
                    by: principal,
                    at: change.now
                )
                change.header.set(release)
                let reader = try await core.certifiedEnrollment(of: .patient(patient))
                try change.crypto { (change) throws(CryptoError) in
                    let record = change.editor.newRecord()
                    try change.editor.store(.release, release.encodedBytes, as: record)
                }
                if change.header.compartment.custody == .granted {
                    // What is taken back is taken back; what stays released is sealed to no keys that were not confirmed.
                    let keys: PublicKeys?
                    do {
                        keys = try reader?.keys(forGrantsBy: principal, as: .patient(patient))
                    } catch  where sharing == .withheld {
                        keys = nil
                    }
                    try change.regrant(to: .patient(patient), keys)
                }
                try change.storeHeader()
            }
            if sharing != .released { try await core.keep(.release(note, patient, scope)) }
        }
    }
}

extension NoteChange {
    /// Whether the revision that stands has the field, if a field is meant: a release of another would show a note that
    /// has nothing to show.
    fileprivate mutating func hasField(of scope: SharingScope) throws(NotesError) -> Bool {
        guard case .field(let address) = scope else { return true }
        var isThere = false
        try crypto { (change) throws(CryptoError) in
            let session = change.session
            let opener = NoteOpener(
                noteKeys: session.noteKeys(change.keys, change.now),
                caches: session.core.caches
            )
            isThere = try opener.authenticReader(change.note).manifest.fields
                .contains { $0.part == address.part && $0.field == address.field }
        }
        return isThere
    }

    /// Brings a patient's grant of the note's key in line with what is released to the patient.
    fileprivate mutating func regrant(
        to reader: PrincipalID,
        _ readerKeys: PublicKeys?
    ) throws(NotesError) {
        let scope = SlotUse.Scope.note(header.compartment, note.id.record)
        // The key serves every release to this patient, so it opens with the first of them.
        let opening = header.releases
            .filter { PrincipalID.patient($0.patient) == reader && $0.state != .withheld }
            .map { $0.state.opening ?? now }.min()
        try crypto { (change) throws(CryptoError) in
            try change.editor.endGrants { use in
                use.reader == reader && use.scope == scope && use.directive == nil
            }
            guard let opening, let readerKeys else { return }
            guard let keyring = change.session.state.keyring else { throw CryptoError(.keyUnavailable) }
            let key = try change.session.noteKeys(change.keys, change.now).noteKey(of: change.note)
            change.editor.remember(certificate: change.session.state.current.enrollment.certificate)
            try change.editor.grant(
                scope,
                key.key,
                to: reader,
                readerKeys,
                by: keyring,
                notBefore: opening
            )
        }
    }
}

extension NoteHeader {
    /// Whether the note has what is addressed, and it is not about another subject alone.
    fileprivate func has(_ scope: SharingScope, for patient: PatientID) -> Bool {
        let addressed: UInt32
        switch scope {
        case .note: return true
        case .part(let part): addressed = part
        case .field(let address): addressed = address.part
        }
        return parts.contains { $0.id == addressed && ($0.subject ?? patient) == patient }
    }
}

extension Release.State {
    fileprivate var opening: Instant? {
        if case .scheduled(let opening) = self { opening } else { nil }
    }
}
