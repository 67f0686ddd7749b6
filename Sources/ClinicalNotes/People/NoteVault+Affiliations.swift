public import ClinicalNotesModel

extension NoteVault {
    /// Puts on record that several ids are one human's, who needs one sign-in for all of them.
    ///
    /// Of whom the host signs in as one of them, ``affiliations(of:)`` tells the others, and
    /// ``NoteSession/acting(as:purpose:in:unlocking:declaring:)`` opens a session as another. Nothing is decided otherwise for it, but
    /// closed: nobody confirms with one id what they filed with another, and what keeps one out as a representative keeps out all.
    /// Whom any of them was linked to before is linked to all.
    ///
    /// - Parameters:
    ///   - affiliations: Principals, and at most one patient, whom nothing known of their births and genders tells apart.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``, at `affiliations`: `notFound` for an id that is nobody's, `invalidInput` for fewer than two or more
    ///   than 16, and for several patients, whose records are one person's or two people's, `identityConflict` for two people,
    ///   `invalidTransition` for a patient whom nobody has described.
    public func link(_ affiliations: Set<PrincipalID>, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core).link(affiliations, idempotencyKey)
    }

    /// Takes an id from the human's others, which stay linked: when this returns, no session that began by the link is
    /// permitted anything that is recorded later, unless they are linked again.
    ///
    /// - Parameters:
    ///   - affiliation: The id.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``, at `affiliation`: `notFound` for an id that is nobody's, `invalidTransition` for one that is not linked.
    public func unlink(_ affiliation: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core).unlink(affiliation, idempotencyKey)
    }

    /// As whom somebody can act who has signed in as one of several ids, that one included; for the host, as nothing is recorded.
    ///
    /// - Parameter principal: As whom somebody has signed in, whether or not that enrollment is in force.
    /// - Returns: Whatever enrollments of the human are in force, in the order of ids; none for nobody.
    /// - Throws: ``NotesError``.
    public func affiliations(of principal: PrincipalID) async throws(NotesError) -> [LinkedAffiliation] {
        try await core.inTime { () async throws(NotesError) in
            try await core.affiliations(of: principal)
        }
    }
}
