public import ClinicalNotesCrypto
public import ClinicalNotesModel

extension NoteVault {
    /// What an `EnrollmentAuthority` outside is asked to certify: carry its bytes there, and the certificate back.
    ///
    /// - Parameters:
    ///   - keyring: The public half of the principal's own keyring.
    ///   - role: In which role.
    /// - Returns: The statement.
    public func enrollmentStatement(
        for keyring: PublicKeyring,
        as role: PrincipalRole
    ) -> EnrollmentStatement {
        let now = core.now
        return EnrollmentStatement(
            tenant: tenant,
            principal: keyring.principal,
            publicKeys: keyring.keys,
            serial: UInt64(now.milliseconds.magnitude),
            notBefore: now,
            kind: EnrollmentKind(role)
        )
    }

    /// Enrolls somebody whose keys an authority outside certified.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - affiliation: What the principal is to the practice; in the role that was certified.
    ///   - certificate: The authority's certificate, whose statement names the new principal.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Returns: The principal.
    /// - Throws: ``NotesError`` with `invalidInput` at `certificate` for one that is not the authority's, of another practice, of
    ///   another role, revoked, or for somebody who is on record already.
    public func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        certified certificate: SignedEnrollment,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) -> PrincipalID {
        try await Registrar(core).enroll(person, affiliation, certified: certificate, idempotencyKey)
    }

    /// Enrolls a patient whose keys an authority outside certified.
    ///
    /// - Parameters:
    ///   - patient: The patient, whom the certificate names.
    ///   - certificate: The authority's certificate.
    ///   - idempotencyKey: The caller's name for this write, under which it can be repeated; a fresh one if none is given.
    /// - Throws: ``NotesError`` with `invalidInput` at `certificate` for one that is not the authority's or not this patient's,
    ///   or not newer than the one before; `notFound` for somebody who is no patient.
    public func enroll(
        _ patient: PatientID,
        certified certificate: SignedEnrollment,
        idempotencyKey: IdempotencyKey = .fresh()
    ) async throws(NotesError) {
        try await Registrar(core).enroll(patient, certified: certificate, idempotencyKey)
    }
}
