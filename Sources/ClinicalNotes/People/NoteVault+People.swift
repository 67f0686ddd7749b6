public import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesStorage

extension NoteVault {
    /// Puts a patient on record: an owner with all compartments, whether or not they will ever be used.
    ///
    /// - Parameters:
    ///   - person: Who the patient is.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The patient.
    /// - Throws: ``VaultError``: `identityConflict` if somebody else on record has one of the identifiers.
    public func register(_ person: Person, idempotencyKey: IdempotencyKey) async throws -> PatientID {
        let receipt = try await administer(
            .registration,
            "register",
            idempotencyKey,
            { person.encode(into: &$0) }
        ) {
            transaction in
            let patient = PatientID(core.environment.entropy.bytes16())
            try await core.name(patient.owner, by: Identity.all(of: person), in: &transaction)
            try transaction.create(patient.owner)
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                editor.aggregate.persons[patient] = person
                try editor.filePerson(person)
            }
            return (patient.owner, patient.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    /// Puts a group on record: a couple, a family, a therapy group.
    ///
    /// - Parameters:
    ///   - members: The patients.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Returns: The group.
    /// - Throws: ``VaultError``.
    public func register(group members: [PatientID], idempotencyKey: IdempotencyKey) async throws -> GroupID {
        guard Set(members).count == members.count, members.count > 1 else {
            throw VaultError(.invalidInput, at: "members")
        }
        let receipt = try await administer(
            .registration,
            "register-group",
            idempotencyKey,
            { $0.list(members) { $0.identifier($1) } }
        ) { transaction in
            let group = try await core.makeGroup(of: members, in: &transaction)
            return (group.owner, group.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    /// Changes what is known of a patient; groups that the patient belongs to learn it in the same commit.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - person: Who the patient is from now on.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError``: `notFound` if there is no such patient, `identityConflict` if somebody else on record has
    ///   one of the identifiers.
    public func update(_ patient: PatientID, _ person: Person, idempotencyKey: IdempotencyKey) async throws {
        _ = try await administer(
            .registration,
            "update",
            idempotencyKey,
            {
                $0.identifier(patient)
                person.encode(into: &$0)
            }
        ) { transaction in
            try await core.edit(patient, in: &transaction)
            try await core.rename(patient, to: person, in: &transaction)
            let groups = transaction.editors[patient.owner]?.aggregate.groups ?? []
            for group in groups { try await core.edit(group, in: &transaction) }
            for owner in [patient.owner] + groups.map(\.owner) {
                try transaction.change(owner) { (editor) throws(CryptoError) in
                    editor.aggregate.persons[patient] = person
                    editor.raisesEpoch = true
                    if owner == patient.owner { try editor.filePerson(person) }
                }
            }
            return (patient.owner, [])
        }
        try await core.keep(.person(patient))
    }

    /// Enrols somebody who acts: certifies their role and keys, and records it.
    ///
    /// - Parameters:
    ///   - person: Who it is.
    ///   - standing: What the principal is to the practice.
    ///   - idempotencyKey: The caller's name for this write.
    ///   - keys: Makes the principal's own keys for the new identifier; `nil` for somebody who opens ordinary compartments
    ///     only. Only public keys are kept.
    /// - Returns: The principal.
    /// - Throws: ``VaultError``: `identityConflict` if somebody else on record has one of the identifiers, `invalidInput` at
    ///   `keys` for keys that are somebody else's or whose secrets nobody can hold alone, and at `standing` for the role of
    ///   a patient, who is registered.
    public func enrol(
        _ person: Person,
        _ standing: Enrolment.Standing,
        idempotencyKey: IdempotencyKey,
        keys: (PrincipalID) throws -> PublicKeys? = { _ in nil }
    ) async throws -> PrincipalID {
        guard standing.role != .patient else { throw VaultError(.invalidInput, at: "standing") }
        let receipt = try await administer(
            .enrolment,
            "enrol",
            idempotencyKey,
            {
                person.encode(into: &$0)
                standing.encode(into: &$0)
            }
        ) { transaction in
            let principal = PrincipalID(core.environment.entropy.bytes16())
            let keys = try keys(principal)
            try transaction.keys.requireLocalAuthority(for: keys)
            try await core.name(principal.owner, by: Identity.all(of: person), in: &transaction)
            try await core.claim(keys, for: principal, in: &transaction)
            let now = transaction.now
            try transaction.create(principal.owner)
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.staff = person
                try editor.filePerson(person)
                try editor.enrol(principal, standing, keys, at: now)
            }
            return (principal.owner, principal.bytes.bytes)
        }
        return try Receipt.identifier(in: receipt)
    }

    /// Enrols a patient as a principal, so that the patient can use the portal.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - keys: The public keys of the patient's own keyring; needed to read what is granted.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError``: `notFound` if there is no such patient, `invalidInput` at `keys` for keys that are
    ///   somebody else's or whose secrets nobody can hold alone.
    public func enrol(
        _ patient: PatientID,
        keys: PublicKeys?,
        idempotencyKey: IdempotencyKey
    ) async throws {
        _ = try await administer(
            .enrolment,
            "enrol-patient",
            idempotencyKey,
            {
                $0.identifier(patient)
                $0.optional(keys) { writer, keys in
                    writer.raw(keys.box.bytes)
                    writer.raw(keys.signing.bytes)
                }
            }
        ) { transaction in
            try transaction.keys.requireLocalAuthority(for: keys)
            try await core.edit(patient, in: &transaction)
            try await core.claim(keys, for: .patient(patient), in: &transaction)
            let now = transaction.now
            try transaction.change(patient.owner) { (editor) throws(CryptoError) in
                try editor.enrol(
                    .patient(patient),
                    Enrolment.Standing(role: .patient),
                    keys,
                    at: now
                )
            }
            return (patient.owner, [])
        }
        // Keys that were certified before are so no longer.
        try await core.keep(.enrolment(.patient(patient)))
    }

    /// Ends an enrolment: when this returns, no session of the principal is permitted anything that is recorded later.
    ///
    /// - Parameters:
    ///   - principal: The principal.
    ///   - idempotencyKey: The caller's name for this write.
    /// - Throws: ``VaultError``: `notFound` if there is no such principal.
    public func endEnrolment(of principal: PrincipalID, idempotencyKey: IdempotencyKey) async throws {
        _ = try await administer(.enrolment, "end-enrolment", idempotencyKey, { $0.identifier(principal) }) {
            transaction in
            try await core.edit(principal.owner, in: &transaction, at: "principal")
            guard transaction.editors[principal.owner]?.aggregate.enrolment != nil else {
                throw VaultError(.notFound, at: "principal")
            }
            let now = transaction.now
            try transaction.change(principal.owner) { (editor) throws(CryptoError) in
                editor.aggregate.enrolment?.ended = now
                editor.raisesEpoch = true
                try editor.fileEnrolment()
            }
            return (principal.owner, [])
        }
        try await core.keep(.enrolment(principal))
    }

    /// The principal or patient that carries an identifier of the outside world, or `nil`; there is one at most.
    ///
    /// - Parameter identifier: System and value, such as a medical record number.
    /// - Returns: The owner.
    /// - Throws: ``VaultError``.
    public func owner(identifiedBy identifier: PersonIdentifier) async throws -> OwnerID? {
        try await core.inTime {
            try await core.owner(identifiedBy: identifier)
        }
    }

    /// A write by the practice itself.
    func administer(
        _ event: AuditEntry.Event,
        _ name: String,
        _ idempotencyKey: IdempotencyKey,
        _ describe: (inout ByteWriter) -> Void,
        _ body: (inout Transaction) async throws -> (owner: OwnerID, receipt: [UInt8])
    ) async throws -> [UInt8] {
        try await core.inTime {
            let practice = PrincipalID(core.tenant.bytes)
            let request = WriteRequest(practice, idempotencyKey, name, describe)
            // Asked first, so that a repeat does not make keys that belong to nobody.
            if let earlier = try await core.earlier(request) { return earlier }
            return try await core.write(request) { transaction in
                let (owner, receipt) = try await body(&transaction)
                let now = transaction.now
                for owner in Set(transaction.editors.keys).union([owner]).sorted() {
                    transaction.record(owner) { change, epoch in
                        AuditEntry(
                            at: now,
                            event: event,
                            principal: practice,
                            role: .administrator,
                            purpose: .operations,
                            action: .create,
                            owner: owner,
                            record: nil,
                            revision: 0,
                            outcome: .permitted,
                            rules: [],
                            duties: [],
                            declared: [],
                            epoch: epoch,
                            count: 1,
                            change: change
                        )
                    }
                }
                return receipt
            }
        }
    }
}

extension OwnerEditor {
    /// Files who a person is, as a record of its own; the aggregate holds it too.
    mutating func filePerson(_ person: Person) throws(CryptoError) {
        let record = newRecord()
        try file(.person, person.encodedBytes, as: record)
    }

    /// Certifies a principal's keys and enters the enrolment.
    mutating func enrol(
        _ principal: PrincipalID,
        _ standing: Enrolment.Standing,
        _ publicKeys: PublicKeys?,
        at now: Instant
    ) throws(CryptoError) {
        var certificate: [UInt8]?
        if let publicKeys {
            guard let authority = keys.localAuthority else { throw CryptoError(.keyUnavailable) }
            let statement = EnrolmentStatement(
                tenant: keys.tenant,
                principal: principal,
                publicKeys: publicKeys,
                serial: UInt64(now.milliseconds.magnitude),
                notBefore: now,
                kind: EnrolmentKind(standing.role)
            )
            certificate = SignedEnrolment.sign(statement, by: authority).bytes
        }
        try enter(standing, publicKeys, certificate, at: now)
    }

    /// Enters an enrolment; keys that take the place of others are never taken over in silence.
    mutating func enter(
        _ standing: Enrolment.Standing,
        _ publicKeys: PublicKeys?,
        _ certificate: [UInt8]?,
        at now: Instant
    ) throws(CryptoError) {
        let before = aggregate.enrolment
        var entered = Enrolment(
            standing: standing,
            keys: publicKeys,
            since: now,
            ended: nil,
            certificate: certificate
        )
        // Also where the principal had none for a while.
        (entered.lastKeys, entered.replacement) = (before?.lastKeys ?? [], before?.replacement)
        entered.lastSerial = max(
            before?.lastSerial ?? 0,
            certificate.flatMap { try? SignedEnrolment($0) }?.statement.serial ?? 0
        )
        if let publicKeys {
            entered.lastKeys = [publicKeys.box.id, publicKeys.signing.id]
            if let before, let previous = before.lastKeys.first, before.lastKeys != entered.lastKeys {
                entered.replacement = KeyReplacement(at: now, of: previous, by: publicKeys.box.id)
            }
        }
        aggregate.enrolment = entered
        raisesEpoch = true
        try fileEnrolment()
    }

    mutating func fileEnrolment() throws(CryptoError) {
        guard let enrolment = aggregate.enrolment else { return }
        var writer = ByteWriter(capacity: 512)
        enrolment.encode(into: &writer)
        let record = newRecord()
        try file(.enrolment, writer.bytes, as: record)
    }
}

extension EnrolmentKind {
    init(_ role: PrincipalRole) {
        switch role {
        case .patient: self = .patient
        case .parent, .personalRepresentative: self = .representative
        case .originator, .treatingClinician, .otherClinicianSameOrg, .trainee, .supervisor: self = .clinician
        case .billing, .operations, .administrator: self = .staff
        default: self = .outsider
        }
    }
}
