package import ClinicalNotes
package import ClinicalNotesCrypto
package import ClinicalNotesModel

extension NoteVault {
    /// Enrolls somebody with keys of their own.
    ///
    /// - Parameters:
    ///   - name: Whom.
    ///   - role: In which role.
    ///   - identifiers: How other systems know them.
    ///   - inHouse: Whether they belong to the practice.
    ///   - part2Program: Whether they belong to a Part 2 program.
    ///   - coveredEntity: Whether they are a covered entity.
    /// - Returns: The keys, whose principal they are.
    /// - Throws: `NotesError`.
    package func staff(
        _ name: String,
        _ role: PrincipalRole = .treatingClinician,
        identifiers: [PersonIdentifier] = [],
        inHouse: Bool = true,
        part2Program: Bool = false,
        coveredEntity: Bool = true
    ) async throws -> Keyring {
        let keyring = try Keyring.generate()
        _ = try await enroll(
            Person(legalName: name, identifiers: identifiers),
            Enrollment.Affiliation(
                role: role,
                organization: inHouse ? organization : nil,
                part2Program: part2Program,
                coveredEntity: coveredEntity
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: IdempotencyKey("enrol-\(name)")
        )
        return keyring
    }

    /// Puts a grown patient on record.
    package func patient(_ name: String = "Ana") async throws -> PatientID {
        try await register(
            Person(legalName: name, birthDate: CalendarDay(year: 1990, month: 5, day: 1)),
            idempotencyKey: IdempotencyKey("register-\(name)")
        )
    }
}
