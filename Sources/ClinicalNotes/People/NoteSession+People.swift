public import ClinicalNotesCrypto
public import ClinicalNotesModel

// What the vault does for its host, a session does for somebody whom the policy lets: who it was is on record.

extension NoteSession {
    /// Puts a patient on record, as ``NoteVault/register(_:idempotencyKey:)``: for clinicians of the practice and for staff who keep its papers.
    ///
    /// - Parameters:
    ///   - person: Who the patient is.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The patient.
    /// - Throws: ``NotesError``: `identityConflict` if somebody else on record has one of the identifiers.
    public func register(_ person: Person, idempotencyKey: IdempotencyKey = .fresh()) async throws(NotesError)
        -> PatientID
    {
        try await Registrar(core, for: self).register(person, idempotencyKey)
    }

    /// Puts a group on record, as ``NoteVault/register(group:idempotencyKey:)``: for who may change the record of every member.
    ///
    /// - Parameters:
    ///   - members: The patients.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The group.
    /// - Throws: ``NotesError``: `notFound` for a member who is not on record, or whose record is not this principal's to change.
    public func register(group members: [PatientID], idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
        -> GroupID
    {
        try await Registrar(core, for: self).register(group: members, idempotencyKey)
    }

    /// Changes what is known of a patient, as ``NoteVault/update(_:_:idempotencyKey:)``.
    ///
    /// For clinicians of the care team and for staff who keep the practice's papers; never for somebody who stands in the
    /// patient's place, since a birth date or a guardian decides what they see.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - person: Who the patient is from now on.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such patient whose record is this principal's to change,
    ///   `identityConflict` if somebody else on record has one of the identifiers.
    public func update(_ patient: PatientID, _ person: Person, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core, for: self).update(patient, person, idempotencyKey)
    }

    /// Enrolls somebody who acts, as ``NoteVault/enroll(_:_:keys:idempotencyKey:)``: for staff who keep the practice's papers.
    ///
    /// It waits: the principal can do nothing until somebody else of the staff who keep the papers calls
    /// ``confirmEnrollment(of:keys:idempotencyKey:)``, since nobody but who filed it knows that there is such a person.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - affiliation: What the principal is to the practice.
    ///   - keys: The public half of the principal's own keyring, made by that person.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The principal.
    /// - Throws: ``NotesError`` as the vault's call.
    public func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        keys: PublicKeyring? = nil,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> PrincipalID {
        try await Registrar(core, for: self).enroll(person, affiliation, keys, idempotencyKey)
    }

    /// An enrollment that waits to be confirmed; for staff who keep the practice's papers.
    ///
    /// - Parameter principal: Who was enrolled.
    /// - Returns: Who it is and who filed it, or `nil` if nothing waits.
    /// - Throws: ``NotesError``.
    public func unconfirmedEnrollment(of principal: PrincipalID) async throws(NotesError)
        -> UnconfirmedEnrollment?
    {
        try await inspect(enrollmentOf: principal, asking: .end) { owner in
            guard let person = owner?.staff, let enrollment = owner?.enrollment, !enrollment.filing.isInForce
            else { return nil }
            return UnconfirmedEnrollment(person: person, enrollment: enrollment)
        }
    }

    /// Confirms that there is somebody whom a colleague enrolled, and that they are what was filed: from then on they can act.
    ///
    /// Ask the person first, in another way than through the system or the colleague, for the name of their own key: who enrolls somebody
    /// can file keys of their own for a person whom everybody knows. What ``UnconfirmedEnrollment/keys`` shows is what was filed.
    ///
    /// In a practice that declared to have one person, ``NoteVault/declareSolo(_:by:)``, she confirms it herself, and is alone no
    /// longer.
    ///
    /// - Parameters:
    ///   - principal: Who was enrolled.
    ///   - keys: The box key that the person named; `nil` for somebody without keys.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` for whom no enrollment waits, `keysChanged` at `keys` if other keys were filed, or
    ///   keys for somebody without, `notSolo` for who filed it.
    public func confirmEnrollment(
        of principal: PrincipalID,
        keys: KeyID?,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await Registrar(core, for: self).confirmEnrollment(of: principal, keys, idempotencyKey)
    }

    /// Enrolls a patient as a principal, without keys: for staff who keep the practice's papers.
    ///
    /// Who wants keys brings them, ``bringKeys(_:idempotencyKey:)``, and staff certify them: nobody gives keys to somebody else.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such patient, `invalidTransition` for one who is enrolled.
    public func enroll(_ patient: PatientID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core, for: self).enroll(patient, keys: nil, idempotencyKey)
    }

    /// Enrolls somebody whose keys an authority outside certified, as
    /// ``NoteVault/enroll(_:_:certified:idempotencyKey:)``: for staff who keep the practice's papers.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - affiliation: What the principal is to the practice; in the role that was certified.
    ///   - certificate: The authority's certificate.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The principal.
    /// - Throws: ``NotesError`` as the vault's call.
    public func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        certified certificate: SignedEnrollment,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> PrincipalID {
        try await Registrar(core, for: self).enroll(
            person,
            affiliation,
            certified: certificate,
            idempotencyKey
        )
    }

    /// Ends an enrollment, as ``NoteVault/endEnrollment(of:idempotencyKey:)``: for staff who keep the practice's papers.
    ///
    /// - Parameters:
    ///   - principal: The principal.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError``: `notFound` if there is no such principal.
    public func endEnrollment(of principal: PrincipalID, idempotencyKey: IdempotencyKey = .fresh())
        async throws(NotesError)
    {
        try await Registrar(core, for: self).endEnrollment(of: principal, idempotencyKey)
    }
}
