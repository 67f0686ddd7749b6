internal import ClinicalNotes

/// Founds the practice of the demonstration: its staff, the records of an earlier system, its patients.
struct Founding {
    let vault: NoteVault
    let directory: PracticeDirectory
    /// Where everybody's keys are kept, if the practice is kept in files.
    var files: PracticeFiles?
    let now = VaultEnvironment.system.now()

    /// The therapist, the colleague, somebody unrelated, billing and the privacy officer.
    func staff() async throws -> [Member] {
        let therapist = try await member(.originator, People.rivera, .treatingClinician, for: .treatment)
        let colleague = try await member(.colleague, People.okafor, .treatingClinician, for: .treatment)
        directory.join(therapist.principal)
        directory.join(colleague.principal)
        return [
            therapist, colleague,
            try await member(.unrelated, People.winter, .otherClinicianSameOrg, for: .treatment),
            try await member(.billing, People.ivanov, .billing, for: .payment),
            try await member(.privacyOfficer, People.achebe, .administrator, for: .operations),
        ]
    }

    /// The privacy officer takes an input over: she signs for it, and cannot read what is in granted custody.
    func takeOver(_ input: Input, by staff: [Member]) async throws -> TakenOver {
        guard let officer = staff.first(where: { $0.id == .privacyOfficer }) else {
            throw DemonstrationError("nobody is there to run the import")
        }
        let session = try await vault.session(for: officer)
        return try await input.taken(over: session)
    }

    /// Puts the patients on record, opens the portal to some, and says who represents the minor.
    func practice(of staff: [Member]) async throws -> Practice {
        let ana = try await patient(People.ana)
        let ben = try await patient(People.ben)
        let mia = try await patient(People.mia(at: now))
        let parent = try await member(.parent, People.carmen, .parent, for: .patientRequest, isStaff: false)
        let members =
            staff + [
                try await portal(.patient, of: ana), try await portal(.partner, of: ben), parent,
            ]
        let practice = Practice(
            members: Member.ID.allCases.compactMap { id in members.first { $0.id == id } },
            consultant: try await enroll(
                "consultant",
                People.consultant,
                Enrollment.Affiliation(role: .clinicianOtherOrg, coveredEntity: true)
            ),
            ana: ana,
            ben: ben,
            mia: mia,
            nadia: try await patient(People.nadia),
            tom: try await patient(People.tom)
        )
        try await recordParenthood(of: parent, for: mia, in: practice)
        return practice
    }

    /// A parent, on record as the minor's representative; that she consented alone is part of the minor's record.
    private func recordParenthood(of parent: Member, for minor: PatientID, in practice: Practice) async throws
    {
        let session = try await vault.session(for: practice[.privacyOfficer])
        let parenthood = Representation(of: minor, by: parent.principal, basis: .parent, from: now)
        _ = try await session.record(.representation(parenthood), idempotencyKey: "parenthood")
    }

    /// A patient with a portal account and keys of their own.
    private func portal(_ id: Member.ID, of patient: PatientID) async throws -> Member {
        let keyring = try Keyring.generate(for: .patient(patient))
        try files?.keep(keyring)
        try await vault.enroll(
            patient,
            keys: keyring.publicKeys,
            idempotencyKey: IdempotencyKey("portal-\(id.rawValue)")
        )
        directory.verify(.patient(patient))
        return Member(id: id, principal: .patient(patient), purpose: .patientRequest, keyring: keyring)
    }

    /// The patient with this person's record number: on record already if the input knew them, or new.
    private func patient(_ person: Person) async throws -> PatientID {
        guard let number = person.identifiers.first else {
            throw DemonstrationError("a patient of the practice has a record number")
        }
        guard let known = try await vault.owner(identifiedBy: number) else {
            return try await vault.register(
                person,
                idempotencyKey: IdempotencyKey("register-\(number.value)")
            )
        }
        let patient = known.patient
        try await vault.update(patient, person, idempotencyKey: IdempotencyKey("update-\(number.value)"))
        return patient
    }

    private func member(
        _ id: Member.ID,
        _ person: Person,
        _ role: PrincipalRole,
        for purpose: PurposeOfUse,
        isStaff: Bool = true
    ) async throws -> Member {
        let standing = Enrollment.Affiliation(
            role: role,
            organization: isStaff ? vault.organization : nil,
            coveredEntity: isStaff
        )
        let keyring = try await enroll(id.rawValue, person, standing)
        return Member(id: id, principal: keyring.principal, purpose: purpose, keyring: keyring)
    }

    /// Certifies somebody with new keys of their own, which the practice never has.
    ///
    /// They are kept before they are enrolled: what is sealed to keys that were lost with a process opens never again.
    private func enroll(_ id: String, _ person: Person, _ standing: Enrollment.Affiliation) async throws
        -> Keyring
    {
        let keyring = try Keyring.generate()
        try files?.keep(keyring)
        let principal = try await vault.enroll(
            person,
            standing,
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enrol-\(id)")
        )
        directory.verify(principal)
        return keyring
    }
}
