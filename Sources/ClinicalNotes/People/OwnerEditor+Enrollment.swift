internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

extension OwnerEditor {
    /// Files who a person is, as a record of its own; the aggregate holds it too.
    mutating func filePerson(_ person: Person) throws(CryptoError) {
        let record = newRecord()
        try store(.person, person.encodedBytes, as: record)
    }

    /// Certifies a principal's keys and enters the enrollment.
    mutating func enroll(
        _ principal: PrincipalID,
        _ affiliation: Enrollment.Affiliation,
        _ publicKeys: PublicKeys?,
        by registrar: PrincipalID?,
        waiting: Bool = false,
        at now: Instant
    ) throws(CryptoError) {
        var certificate: [UInt8]?
        if let publicKeys {
            guard let authority = keys.localAuthority else { throw CryptoError(.keyUnavailable) }
            let statement = EnrollmentStatement(
                tenant: keys.tenant,
                principal: principal,
                publicKeys: publicKeys,
                serial: UInt64(now.milliseconds.magnitude),
                notBefore: now,
                kind: EnrollmentKind(affiliation.role)
            )
            certificate = SignedEnrollment.sign(statement, by: authority).bytes
        }
        try enter(affiliation, publicKeys, certificate, by: registrar, waiting: waiting, at: now)
    }

    /// Enters an enrollment; keys that take the place of others are never taken over in silence.
    mutating func enter(
        _ affiliation: Enrollment.Affiliation,
        _ publicKeys: PublicKeys?,
        _ certificate: [UInt8]?,
        by registrar: PrincipalID?,
        waiting: Bool = false,
        at now: Instant
    ) throws(CryptoError) {
        let before = aggregate.enrollment
        var entered = Enrollment(
            affiliation: affiliation,
            keys: publicKeys,
            since: now,
            ended: nil,
            registrar: registrar,
            filing: waiting ? .unconfirmed : .inForce,
            certificate: certificate
        )
        if let before, before.ended == nil {
            // New keys begin no new enrollment.
            (entered.since, entered.registrar, entered.filing) = (
                before.since, before.registrar, before.filing
            )
        }
        // Also where the principal had none for a while.
        (entered.lastKeys, entered.replacement) = (before?.lastKeys ?? [], before?.replacement)
        entered.lastSerial = max(
            before?.lastSerial ?? 0,
            certificate.flatMap { try? SignedEnrollment($0) }?.statement.serial ?? 0
        )
        if let publicKeys {
            entered.lastKeys = [publicKeys.box.id, publicKeys.signing.id]
            if let before, let previous = before.lastKeys.first, before.lastKeys != entered.lastKeys {
                entered.replacement = KeyReplacement(at: now, of: previous, by: publicKeys.box.id)
            }
        }
        aggregate.enrollment = entered
        raisesEpoch = true
        try fileEnrollment()
    }

    mutating func fileEnrollment() throws(CryptoError) {
        guard let enrollment = aggregate.enrollment else { return }
        var writer = ByteWriter(capacity: 512)
        enrollment.encode(into: &writer)
        let record = newRecord()
        try store(.enrollment, writer.bytes, as: record)
    }
}

extension PrincipalRole {
    /// Whether people of this role belong to the practice that enrolls them, unless another organization is named.
    var isOfWorkforce: Bool { [.clinician, .staff].contains(EnrollmentKind(self)) }
}

extension EnrollmentKind {
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
