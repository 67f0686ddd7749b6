internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Grants one note's key to somebody whom the law lets read it.
    ///
    /// That is under an authorization, for training, in answer to a patient's request for access, or where the law
    /// compels or lists an exception. The key follows the policy: it is refused unless the reader would be permitted.
    ///
    /// - Parameters:
    ///   - note: A note in granted custody that this principal can open.
    ///   - reader: An enrolled principal with keys.
    ///   - purpose: What the reader would read it for.
    ///   - circumstances: What is declared about the occasion.
    ///   - directive: The directive it rests on; revoking it ends the grant.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `notEnrolled` for a reader without keys, `keysChanged` for one whose
    ///   keys took the place of others and were not confirmed with ``confirmKeys(_:of:idempotencyKey:)``.
    public func grantKey(
        of note: NoteID,
        to reader: PrincipalID,
        for purpose: PurposeOfUse,
        declaring circumstances: Circumstances = .ordinary,
        under directive: DirectiveID? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await core.inTime {
            guard let keyring = state.keyring else { throw NotesError(.keyringRequired, at: "unlocking") }
            try await change(
                note,
                NoteOperation(name: "grant", action: readingAction, logged: .keyGrant),
                idempotencyKey,
                { writer in
                    writer.identifier(reader)
                    writer.text(purpose.rawValue)
                    writer.optional(directive) { $0.identifier($1) }
                    writer.list(circumstances.codes) { $0.text($1) }
                }
            ) { change in
                guard change.header.compartment.custody == .granted else {
                    throw NotesError(.invalidInput, at: "note")
                }
                // Whether there is such a reader is learned by nobody who may not give the key away.
                let snapshot = try await core.snapshot(of: reader)
                guard let readerKeys = try snapshot.enrollment.keys(forGrantsBy: principal, as: reader) else {
                    throw NotesError(.notEnrolled, at: "reader")
                }
                let asReader = NoteSession(
                    core: core,
                    state: SessionState(snapshot, keyring: nil),
                    principal: reader,
                    purpose: purpose,
                    role: snapshot.enrollment.affiliation.role,
                    circumstances: circumstances
                )
                // A request for access is a right of its own: what browsing shows does not limit it.
                let reading: NoteAction = purpose == .patientRequest ? .read : asReader.readingAction
                _ = try await asReader.require(reading, on: note, change.note, at: change.now)
                let scope = SlotUse.Scope.note(change.header.compartment, note.record)
                try change.crypto { (change) throws(CryptoError) in
                    let key = try noteKeys(change.keys, change.now).noteKey(of: change.note)
                    try change.editor.endGrants { $0.reader == reader && $0.scope == scope }
                    change.editor.remember(certificate: state.current.enrollment.certificate)
                    try change.editor.grant(
                        scope,
                        key.key,
                        to: reader,
                        readerKeys,
                        by: keyring,
                        notBefore: change.now,
                        directive: directive
                    )
                }
                try change.storeHeader()
            }
        }
    }
}
