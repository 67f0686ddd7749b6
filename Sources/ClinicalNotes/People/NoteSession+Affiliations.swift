public import ClinicalNotesCrypto
public import ClinicalNotesModel

extension NoteSession {
    /// Puts on record that several ids are one human's, as ``NoteVault/link(_:idempotencyKey:)``: for staff who keep the practice's
    /// papers.
    ///
    /// It opens a sign-in to somebody, so nobody does it with an id of their own, nor with one that is on record by their word alone;
    /// whom the ids are linked to already counts.
    ///
    /// - Parameters:
    ///   - affiliations: Principals, and at most one patient, all of them enrolled.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` as the vault's call, and `notSolo`, outside a practice of one, for ids of one's own and for who is not
    ///   enrolled, or by one's own word alone.
    public func link(_ affiliations: Set<PrincipalID>, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core, for: self).link(affiliations, idempotencyKey)
    }

    /// Takes an id from the human's others, as ``NoteVault/unlink(_:idempotencyKey:)``: for staff who keep the practice's papers, and
    /// nobody with an id of their own, since who is linked does not confirm what the other filed.
    ///
    /// - Parameters:
    ///   - affiliation: The id.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` as the vault's call, and `notSolo` for an id of one's own outside a practice of one.
    public func unlink(_ affiliation: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core, for: self).unlink(affiliation, idempotencyKey)
    }

    /// A session of the same human as another of their ids, without another sign-in.
    ///
    /// It has the rights of that id and none of this one's, and ends with the link or with the enrollment that the host signed in.
    /// The audit log tells by which sign-in somebody acted (`signed-in-as-`).
    ///
    /// - Parameters:
    ///   - affiliation: An id that is linked to this session's.
    ///   - purpose: For which purpose; a patient's own is a request.
    ///   - role: In which role; the certified one, if not told.
    ///   - keyring: That id's own keys, unlocked.
    ///   - circumstances: What is declared about the occasion.
    /// - Returns: The session; closing it leaves this one open.
    /// - Throws: ``NotesError``: `notFound` at `affiliation` for an id that is not linked, whether or not it is anybody's; otherwise as
    ///   ``NoteVault/session(for:purpose:as:unlocking:declaring:)``.
    public func acting(
        as affiliation: PrincipalID,
        purpose: PurposeOfUse = .patientRequest,
        in role: PrincipalRole? = nil,
        unlocking keyring: Keyring? = nil,
        declaring circumstances: Circumstances = .ordinary
    ) async throws(NotesError) -> NoteSession {
        try await core.inTime { () async throws(NotesError) in
            try await refreshSnapshot()
            guard state.current.linked.contains(affiliation) else {
                throw NotesError(.notFound, at: "affiliation")
            }
            // Of a chain of them every session ends with the link to whom the host signed in.
            let first = state.signedInAs ?? principal
            return try await core.session(
                for: affiliation,
                purpose: purpose,
                as: role,
                unlocking: keyring,
                declaring: circumstances,
                signedInAs: first == affiliation ? nil : first
            )
        }
    }
}
