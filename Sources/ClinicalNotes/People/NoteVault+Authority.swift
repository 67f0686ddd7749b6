public import ClinicalNotesCrypto
public import ClinicalNotesModel

extension NoteVault {
    /// What an `EnrollmentAuthority` outside is asked to certify: carry its bytes there, and the certificate back.
    ///
    /// - Parameters:
    ///   - principal: Who is enrolled; a new principal if `nil`.
    ///   - role: In which role.
    ///   - keys: The principal's own public keys.
    /// - Returns: The statement.
    /// - Throws: What `keys` throws.
    public func enrollmentStatement(
        for principal: PrincipalID? = nil,
        as role: PrincipalRole,
        keys: (PrincipalID) throws -> PublicKeys
    ) rethrows -> EnrolmentStatement {
        let principal = principal ?? PrincipalID(core.environment.entropy.bytes16())
        let now = core.now
        return EnrolmentStatement(
            tenant: tenant,
            principal: principal,
            publicKeys: try keys(principal),
            serial: UInt64(now.milliseconds.magnitude),
            notBefore: now,
            kind: EnrolmentKind(role)
        )
    }

    /// Enrols somebody whose keys an authority outside certified.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - standing: What the principal is to the practice; in the role that was certified.
    ///   - certificate: The authority's certificate, whose statement names the new principal.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The principal.
    /// - Throws: ``VaultError`` with `invalidInput` at `certificate` for one that is not the authority's, of another practice, of
    ///   another role, revoked, or for somebody who is on record already.
    public func enrol(
        _ person: Person,
        _ standing: Enrolment.Standing,
        certified certificate: SignedEnrolment,
        idempotencyKey: IdempotencyKey
    ) async throws -> PrincipalID {
        let statement = try checked(certificate, as: standing.role)
        let receipt = try await administer(
            .enrolment,
            "enrol-certified",
            idempotencyKey,
            {
                person.encode(into: &$0)
                standing.encode(into: &$0)
                $0.raw(certificate.bytes)
            }
        ) { transaction in
            let principal = statement.principal
            guard try await core.view([principal.owner: []]).owners[principal.owner] == nil else {
                throw VaultError(.invalidInput, at: "certificate")
            }
            try await core.name(principal.owner, by: Identity.all(of: person), in: &transaction)
            try await core.claim(statement.publicKeys, for: principal, in: &transaction)
            let now = transaction.now
            try transaction.create(principal.owner)
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.staff = person
                try editor.filePerson(person)
                try editor.enter(standing, statement.publicKeys, certificate.bytes, at: now)
            }
            return (principal.owner, principal.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    /// Enrols a patient whose keys an authority outside certified.
    ///
    /// - Parameters:
    ///   - patient: The patient, whom the certificate names.
    ///   - certificate: The authority's certificate.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError`` with `invalidInput` at `certificate` for one that is not the authority's or not this patient's,
    ///   or not newer than the one before; `notFound` for somebody who is no patient.
    public func enrol(
        _ patient: PatientID,
        certified certificate: SignedEnrolment,
        idempotencyKey: IdempotencyKey
    ) async throws {
        let statement = try checked(certificate, as: .patient)
        guard statement.principal == .patient(patient) else {
            throw VaultError(.invalidInput, at: "certificate")
        }
        _ = try await administer(
            .enrolment,
            "enrol-patient-certified",
            idempotencyKey,
            { $0.raw(certificate.bytes) }
        ) { transaction in
            try await core.edit(patient, in: &transaction)
            try await core.claim(statement.publicKeys, for: .patient(patient), in: &transaction)
            let now = transaction.now
            // An older certificate is not carried in again.
            guard transaction.editors[patient.owner]?.aggregate.enrolment?.lastSerial ?? 0 < statement.serial
            else {
                throw VaultError(.invalidInput, at: "certificate")
            }
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                try editor.enter(
                    Enrolment.Standing(role: .patient),
                    statement.publicKeys,
                    certificate.bytes,
                    at: now
                )
            }
            return (patient.owner, [])
        }
        try await core.keep(.enrolment(.patient(patient)))
    }

    /// The statement of a certificate that the practice's authority gave for this practice and this role.
    private func checked(
        _ certificate: SignedEnrolment,
        as role: PrincipalRole
    ) throws(VaultError) -> EnrolmentStatement {
        guard let statement = try? certificate.verify(authorityKey), statement.tenant == tenant,
            statement.kind == EnrolmentKind(role), !statement.isRevoked
        else { throw VaultError(.invalidInput, at: "certificate") }
        return statement
    }
}
