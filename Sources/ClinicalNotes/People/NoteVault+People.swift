public import ClinicalNotesCrypto
public import ClinicalNotesModel

extension NoteVault {
    /// Puts a patient on record: an owner with all compartments, whether or not they will ever be used.
    ///
    /// - Parameters:
    ///   - person: Who the patient is.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The patient.
    /// - Throws: ``NotesError``: `identityConflict` if somebody else on record has one of the identifiers.
    public func register(_ person: Person, idempotencyKey: IdempotencyKey = .fresh()) async throws(NotesError)
        -> PatientID
    {
        try await Registrar(core).register(person, idempotencyKey)
    }

    /// Puts a group on record: a couple, a family, a therapy group.
    ///
    /// - Parameters:
    ///   - members: The patients.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The group.
    /// - Throws: ``NotesError``.
    public func register(group members: [PatientID], idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
        -> GroupID
    {
        try await Registrar(core).register(group: members, idempotencyKey)
    }

    /// Changes what is known of a patient; groups that the patient belongs to learn it in the same commit.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - person: Who the patient is from now on.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such patient, `identityConflict` if somebody else on record has
    ///   one of the identifiers.
    public func update(_ patient: PatientID, _ person: Person, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core).update(patient, person, idempotencyKey)
    }

    /// Enrolls somebody who acts: certifies their role and keys, and records it.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - affiliation: What the principal is to the practice.
    ///   - keys: The public half of the principal's own keyring, `Keyring.generate()`, which was saved before: its identifier
    ///     becomes the principal's. `nil` for somebody who opens ordinary compartments only.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The principal.
    /// - Throws: ``NotesError``: `identityConflict` if somebody else on record has one of the identifiers, `invalidInput` at
    ///   `keys` for keys or an identifier that are somebody else's, or keys whose secrets nobody can hold alone, and at
    ///   `affiliation` for the role of a patient, who is registered.
    public func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        keys: PublicKeyring? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> PrincipalID {
        try await Registrar(core).enroll(person, affiliation, keys, idempotencyKey)
    }

    /// Enrolls a patient as a principal, so that the patient can use the portal.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - keys: The public keys of the patient's own keyring; needed to read what is granted.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such patient, `invalidTransition` for a provisional one
    ///   (`Person.isProvisional`), `invalidInput` at `keys` for keys that are somebody else's or whose secrets nobody can hold
    ///   alone.
    public func enroll(
        _ patient: PatientID,
        keys: PublicKeys?,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await Registrar(core).enroll(patient, keys: keys, idempotencyKey)
    }

    /// Ends an enrollment: when this returns, no session of the principal is permitted anything that is recorded later.
    ///
    /// - Parameters:
    ///   - principal: The principal.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such principal.
    public func endEnrollment(of principal: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core).endEnrollment(of: principal, idempotencyKey)
    }

    /// The principal or patient that carries an identifier of the outside world, or `nil`; there is one at most.
    ///
    /// - Parameter identifier: System and value, such as a medical record number.
    /// - Returns: The owner.
    /// - Throws: ``NotesError``.
    public func owner(identifiedBy identifier: PersonIdentifier) async throws(NotesError) -> OwnerID? {
        try await core.inTime {
            try await core.owner(identifiedBy: identifier)
        }
    }
}
