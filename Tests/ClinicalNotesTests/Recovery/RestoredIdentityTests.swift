import ClinicalNotes
import Testing

@Suite("Whom identities name after a restore")
struct RestoredIdentityTests {
    private static func number(_ value: String) -> PersonIdentifier {
        PersonIdentifier(system: "urn:mrn", value: value)
    }

    private static func person(_ name: String, _ numbers: String...) -> Person {
        Person(legalName: name, identifiers: numbers.map(number))
    }

    @Test("numbers and keys that changed hands since the backup stay with who had them last")
    func restored() async throws {
        let practice = try await BackedUpPractice()
        let rivera = try await practice.staff("Rivera")
        let achebe = try await practice.staff("Achebe", .administrator)
        var patients: [PatientID] = []
        // In both orders of their ids somebody takes a number over from somebody.
        for number in 0..<6 {
            patients.append(
                try await practice.vault.register(
                    Self.person("Patient \(number)", "\(number)"),
                    idempotencyKey: IdempotencyKey("register \(number)")
                )
            )
        }
        try await practice.vault.checkpoint()
        let older = try practice.backup()
        for (number, patient) in patients.enumerated() {
            try await practice.vault.update(
                patient,
                Self.person("Patient \(number)"),
                idempotencyKey: IdempotencyKey("off \(number)")
            )
        }
        for (number, patient) in patients.enumerated() {
            let person = Self.person("Patient \(number)", "\((number + 1) % 6)")
            try await practice.vault.update(
                patient,
                person,
                idempotencyKey: IdempotencyKey("on \(number)")
            )
        }
        let keyring = try Keyring.generate(for: .patient(patients[0]))
        try await practice.vault.enroll(patients[0], keys: keyring.publicKeys, idempotencyKey: "portal")
        try await practice.vault.checkpoint()
        #expect(try await practice.vault.verify().isConsistent)
        let newer = try practice.backup()

        let restored = try practice.putBack(store: older, keys: newer, anchor: newer)
        let vault = try await restored.restore(by: [rivera, achebe]).vault
        for (number, patient) in patients.enumerated() {
            let owner = try await vault.owner(identifiedBy: Self.number("\((number + 1) % 6)"))
            #expect(owner == patient.owner)
        }
        await #expect(throws: NotesError(.invalidInput)) {
            try await vault.enroll(patients[1], keys: keyring.publicKeys, idempotencyKey: "hers")
        }
        let report = try await vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }
}
