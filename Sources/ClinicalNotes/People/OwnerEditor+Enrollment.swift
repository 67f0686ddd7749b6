internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

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
        by registrar: PrincipalID?,
        waiting: Bool = false,
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
        try enter(standing, publicKeys, certificate, by: registrar, waiting: waiting, at: now)
    }

    /// Enters an enrolment; keys that take the place of others are never taken over in silence.
    mutating func enter(
        _ standing: Enrolment.Standing,
        _ publicKeys: PublicKeys?,
        _ certificate: [UInt8]?,
        by registrar: PrincipalID?,
        waiting: Bool = false,
        at now: Instant
    ) throws(CryptoError) {
        let before = aggregate.enrolment
        var entered = Enrolment(
            standing: standing,
            keys: publicKeys,
            since: now,
            ended: nil,
            registrar: registrar,
            filing: waiting ? .unconfirmed : .inForce,
            certificate: certificate
        )
        if let before, before.ended == nil {
            // New keys begin no new enrolment.
            (entered.since, entered.registrar, entered.filing) = (
                before.since, before.registrar, before.filing
            )
        }
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
