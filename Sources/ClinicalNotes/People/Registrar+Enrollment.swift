internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension Registrar {
    func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        _ keyring: PublicKeyring?,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) -> PrincipalID {
        guard affiliation.role != .patient else { throw NotesError(.invalidInput, at: "affiliation") }
        let affiliation = affiliation.enrolling(in: core.organization)
        let receipt = try await write(
            .enrollment,
            "enrol",
            idempotencyKey,
            {
                person.encode(into: &$0)
                affiliation.encode(into: &$0)
                guard let keyring else { return }
                $0.identifier(keyring.principal)
                $0.raw(keyring.keys.box.bytes)
                $0.raw(keyring.keys.signing.bytes)
            },
            asking: .enroll
        ) { transaction in
            let principal = keyring?.principal ?? PrincipalID(core.environment.entropy.bytes16())
            let keys = keyring?.keys
            try transaction.keys.requireLocalAuthority(for: keys)
            if keyring != nil {
                try await requireNew(principal, at: "keys", asking: .enroll, in: transaction)
            }
            try await begin(principal, person, keys, in: &transaction)
            // Whoever puts somebody on record alone has nobody else who knows that there is such a person.
            let (now, by) = (transaction.now, session?.principal)
            if by == nil { try await core.endSolo(for: person, affiliation, by: actor, in: &transaction) }
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                try editor.enroll(principal, affiliation, keys, by: by, waiting: by != nil, at: now)
            }
            return (principal.owner, principal.bytes.bytes)
        }
        if core.declarations.all.isSolo { try await core.loadDeclarations() }
        return try Receipt.identifier(in: receipt)
    }

    func enroll(
        _ person: Person,
        _ affiliation: Enrollment.Affiliation,
        certified certificate: SignedEnrollment,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) -> PrincipalID {
        let statement = try checked(certificate, as: affiliation.role)
        let affiliation = affiliation.enrolling(in: core.organization)
        let receipt = try await write(
            .enrollment,
            "enrol-certified",
            idempotencyKey,
            {
                person.encode(into: &$0)
                affiliation.encode(into: &$0)
                $0.raw(certificate.bytes)
            },
            asking: .carry(statement.principal)
        ) { transaction in
            let principal = statement.principal
            try await requireNew(principal, at: "certificate", asking: .carry(principal), in: transaction)
            try await begin(principal, person, statement.publicKeys, in: &transaction)
            try await core.endSolo(for: person, affiliation, by: actor, in: &transaction)
            let (now, by) = (transaction.now, session?.principal)
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                try editor.enter(affiliation, statement.publicKeys, certificate.bytes, by: by, at: now)
            }
            return (principal.owner, principal.bytes.bytes)
        }
        if core.declarations.all.isSolo { try await core.loadDeclarations() }
        return try Receipt.identifier(in: receipt)
    }

    func enroll(_ patient: PatientID, keys: PublicKeys?, _ idempotencyKey: IdempotencyKey)
        async throws(NotesError)
    {
        let principal = PrincipalID.patient(patient)
        _ = try await write(
            .enrollment,
            "enrol-patient",
            idempotencyKey,
            {
                $0.identifier(patient)
                $0.optional(keys) { writer, keys in
                    writer.raw(keys.box.bytes)
                    writer.raw(keys.signing.bytes)
                }
            },
            asking: .certify(principal)
        ) { transaction in
            try transaction.keys.requireLocalAuthority(for: keys)
            try await core.edit(patient, in: &transaction)
            try requireDescribed(patient, in: transaction)
            // A session gives nobody keys, and takes none away.
            let enrollment = transaction.editors[patient.owner]?.aggregate.enrollment
            guard session == nil || enrollment.map({ $0.ended != nil }) ?? true else {
                throw NotesError(.invalidTransition, at: "patient")
            }
            try await core.claim(keys, for: principal, in: &transaction)
            let (now, by) = (transaction.now, session?.principal)
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                try editor.enroll(principal, Enrollment.Affiliation(role: .patient), keys, by: by, at: now)
            }
            return (patient.owner, [])
        }
        // Keys that were certified before are so no longer.
        try await core.keep(.enrollment(principal))
    }

    func enroll(
        _ patient: PatientID,
        certified certificate: SignedEnrollment,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) {
        let statement = try checked(certificate, as: .patient)
        guard statement.principal == .patient(patient) else {
            throw NotesError(.invalidInput, at: "certificate")
        }
        _ = try await write(
            .enrollment,
            "enrol-patient-certified",
            idempotencyKey,
            { $0.raw(certificate.bytes) },
            asking: .carry(.patient(patient))
        ) { transaction in
            try await core.edit(patient, in: &transaction)
            try requireDescribed(patient, in: transaction)
            try await enter(
                Enrollment.Affiliation(role: .patient),
                statement,
                certificate,
                in: &transaction
            )
            return (patient.owner, [])
        }
        try await core.keep(.enrollment(.patient(patient)))
    }

    /// Nobody can be told to be a patient whom nobody has described.
    private func requireDescribed(_ patient: PatientID, in transaction: Transaction) throws(NotesError) {
        guard transaction.editors[patient.owner]?.aggregate.persons[patient]?.isProvisional != true else {
            throw NotesError(.invalidTransition, at: "patient")
        }
    }

    func endEnrollment(of principal: PrincipalID, _ idempotencyKey: IdempotencyKey) async throws(NotesError) {
        _ = try await write(
            .enrollmentEnd,
            "end-enrolment",
            idempotencyKey,
            { $0.identifier(principal) },
            asking: .end
        ) { transaction in
            _ = try await enrolled(principal, in: &transaction)
            let now = transaction.now
            // Sessions that began by a sign-in as this id must look again.
            let linked = transaction.editors[principal.owner]?.aggregate.linked ?? []
            for other in try await edit(whole: linked, in: &transaction) {
                try transaction.change(other.owner) { $0.raisesEpoch = true }
            }
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.enrollment?.ended = now
                editor.raisesEpoch = true
                try editor.fileEnrollment()
            }
            return (principal.owner, [])
        }
        try await core.keep(.enrollment(principal))
    }

    /// Confirms an enrollment that waits, with the keys that are named: who filed it does so only in a practice of one.
    func confirmEnrollment(
        of principal: PrincipalID,
        _ keys: KeyID?,
        _ idempotencyKey: IdempotencyKey
    ) async throws(NotesError) {
        _ = try await write(
            .enrollment,
            "confirm-enrolment",
            idempotencyKey,
            {
                $0.identifier(principal)
                $0.optional(keys) { $0.bytes16($1.bytes) }
            },
            asking: .certify(principal)
        ) { transaction in
            let enrollment = try await enrolled(principal, in: &transaction)
            let person = transaction.editors[principal.owner]?.aggregate.staff
            guard enrollment.ended == nil, !enrollment.filing.isInForce, let person else {
                throw NotesError(.notFound, at: "principal")
            }
            guard enrollment.keys?.box.id == keys else { throw NotesError(.keysChanged, at: "keys") }
            if let session, let registrar = enrollment.registrar,
                try await !core.selves(of: session.principal, among: [registrar]).isEmpty
            {
                try await core.requireSolo(of: session.principal, in: &transaction)
            }
            try await core.endSolo(for: person, enrollment.affiliation, by: actor, in: &transaction)
            let confirmation = Confirmation(
                by: session?.principal ?? core.tenant.principal,
                at: transaction.now,
                alone: !transaction.declared.isEmpty
            )
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.enrollment?.filing = .confirmed(confirmation)
                editor.raisesEpoch = true
                try editor.fileEnrollment()
            }
            return (principal.owner, [])
        }
        if core.declarations.all.isSolo { try await core.loadDeclarations() }
    }

    // MARK: Keys that somebody brings

    /// Certifies the keys that somebody brought for themselves, if they are still the ones that are named.
    func certify(_ key: KeyID, of principal: PrincipalID, _ idempotencyKey: IdempotencyKey)
        async throws(NotesError)
    {
        _ = try await write(
            .enrollment,
            "certify-keys",
            idempotencyKey,
            {
                $0.identifier(principal)
                $0.bytes16(key.bytes)
            },
            asking: .certify(principal)
        ) { transaction in
            let enrollment = try await enrolled(principal, in: &transaction)
            guard enrollment.ended == nil, let brought = enrollment.brought else {
                throw NotesError(.notFound, at: "principal")
            }
            guard brought.box.id == key else { throw NotesError(.keysChanged, at: "key") }
            try transaction.keys.requireLocalAuthority(for: brought)
            try await core.claim(brought, for: principal, in: &transaction)
            let (now, by) = (transaction.now, session?.principal)
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                try editor.enroll(principal, enrollment.affiliation, brought, by: by, at: now)
            }
            return (principal.owner, [])
        }
        try await core.keep(.enrollment(principal))
    }

    /// Takes over keys of somebody enrolled that the authority outside certified.
    func certify(_ certificate: SignedEnrollment, _ idempotencyKey: IdempotencyKey) async throws(NotesError) {
        guard let principal = (try? certificate.verify(core.keyring.record.authority))?.principal else {
            throw NotesError(.invalidInput, at: "certificate")
        }
        _ = try await write(
            .enrollment,
            "certify-keys-certified",
            idempotencyKey,
            { $0.raw(certificate.bytes) },
            asking: .carry(principal)
        ) { transaction in
            let enrollment = try await enrolled(principal, in: &transaction)
            guard enrollment.ended == nil else { throw NotesError(.notFound, at: "principal") }
            try await enter(
                enrollment.affiliation,
                try checked(certificate, as: enrollment.affiliation.role),
                certificate,
                in: &transaction
            )
            return (principal.owner, [])
        }
        try await core.keep(.enrollment(principal))
    }

    // MARK: Steps

    /// Nobody is enrolled under an identifier that somebody else has, nor as the practice itself; that one is taken is on record
    /// as asked.
    private func requireNew(
        _ principal: PrincipalID,
        at place: String,
        asking question: Question,
        in transaction: Transaction
    ) async throws {
        guard ![.zero, core.tenant.bytes, core.organization.bytes].contains(principal.bytes),
            try await core.view([principal.owner: []]).owners[principal.owner] == nil
        else {
            let error = NotesError(.invalidInput, at: place)
            throw session?.pinned().conflict(question.action, error, at: transaction.now) ?? error
        }
    }

    /// Begins the owner of a new principal, whom nobody else is named as.
    private func begin(
        _ principal: PrincipalID,
        _ person: Person,
        _ keys: PublicKeys?,
        in transaction: inout Transaction
    ) async throws {
        try await core.name(principal.owner, by: Identity.all(of: person), in: &transaction)
        try await core.claim(keys, for: principal, in: &transaction)
        try transaction.create(principal.owner)
        try transaction.change(principal.owner) { (editor) throws(CryptoError) in
            editor.aggregate.staff = person
            try editor.filePerson(person)
        }
    }

    /// How somebody is enrolled, to be changed.
    private func enrolled(
        _ principal: PrincipalID,
        in transaction: inout Transaction
    ) async throws -> Enrollment {
        try await core.edit(principal.owner, in: &transaction, at: "principal")
        guard let enrollment = transaction.editors[principal.owner]?.aggregate.enrollment else {
            throw NotesError(.notFound, at: "principal")
        }
        return enrollment
    }

    /// Enters a certificate for somebody whose record is being changed; an older one is not carried in again.
    private func enter(
        _ affiliation: Enrollment.Affiliation,
        _ statement: EnrollmentStatement,
        _ certificate: SignedEnrollment,
        in transaction: inout Transaction
    ) async throws {
        let owner = statement.principal.owner
        try await core.claim(statement.publicKeys, for: statement.principal, in: &transaction)
        guard transaction.editors[owner]?.aggregate.enrollment?.lastSerial ?? 0 < statement.serial else {
            throw NotesError(.invalidInput, at: "certificate")
        }
        let (now, by) = (transaction.now, session?.principal)
        try transaction.change(owner) { (editor) throws(CryptoError) in
            try editor.enter(affiliation, statement.publicKeys, certificate.bytes, by: by, at: now)
        }
    }

    /// The statement of a certificate that the practice's authority gave for this practice and this role.
    private func checked(
        _ certificate: SignedEnrollment,
        as role: PrincipalRole
    ) throws(NotesError) -> EnrollmentStatement {
        let authority = core.keyring.record.authority
        guard let statement = try? certificate.verify(authority), statement.tenant == core.tenant,
            statement.kind == EnrollmentKind(role), !statement.isRevoked
        else { throw NotesError(.invalidInput, at: "certificate") }
        return statement
    }
}
