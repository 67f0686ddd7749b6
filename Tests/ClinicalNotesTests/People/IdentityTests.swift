import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import Testing

@testable import ClinicalNotes

@Suite("An identifier names at most one owner")
struct IdentityTests {
    let clinic: Clinic
    let ana: PatientID

    private static func number(_ value: String) -> PersonIdentifier {
        PersonIdentifier(system: "urn:mrn", value: value)
    }

    private static func person(_ name: String, _ numbers: String...) -> Person {
        Person(legalName: name, identifiers: numbers.map(number))
    }

    init() async throws {
        clinic = try await Clinic()
        ana = try await clinic.vault.register(Self.person("Ana", "1", "2"), idempotencyKey: "ana")
    }

    private func owner(_ value: String) async throws -> OwnerID? {
        try await clinic.vault.owner(identifiedBy: Self.number(value))
    }

    @Test("register, update and enroll refuse a number that another owner has, and write nothing")
    func taken() async throws {
        let ben = try await clinic.vault.register(Self.person("Ben", "3"), idempotencyKey: "ben")
        let rivera = try await clinic.vault.enroll(
            Self.person("Rivera", "S-1"),
            Enrollment.Affiliation(role: .treatingClinician),
            idempotencyKey: "rivera"
        )
        let before = try await clinic.records()
        for (number, taken) in ["1", "2", "3", "S-1"].enumerated() {
            await #expect(throws: NotesError(.identityConflict)) {
                _ = try await clinic.vault.register(
                    Self.person("Eve", "9", taken),
                    idempotencyKey: IdempotencyKey("register \(number)")
                )
            }
            await #expect(throws: NotesError(.identityConflict)) {
                _ = try await clinic.vault.enroll(
                    Self.person("Eve", "9", taken),
                    Enrollment.Affiliation(role: .billing),
                    idempotencyKey: IdempotencyKey("enroll \(number)")
                )
            }
        }
        await #expect(throws: NotesError(.identityConflict)) {
            try await clinic.vault.update(ben, Self.person("Ben", "3", "1"), idempotencyKey: "update")
        }
        await #expect(throws: NotesError(.identityConflict)) {
            try await clinic.vault.update(ana, Self.person("Ana", "S-1"), idempotencyKey: "update ana")
        }
        #expect(try await clinic.records() == before)
        #expect(try await owner("1") == ana.owner)
        #expect(try await owner("2") == ana.owner)
        #expect(try await owner("3") == ben.owner)
        #expect(try await owner("S-1") == rivera.owner)
        #expect(try await owner("9") == nil)
    }

    @Test("errors tell neither the number nor the name")
    func silent() async throws {
        do {
            _ = try await clinic.vault.register(Self.person("Evelyn", "1"), idempotencyKey: "eve")
            Issue.record("was registered")
        } catch {
            #expect(error.place == "identifiers")
            #expect(!"\(error)".contains("Evelyn") && !"\(error)".contains("urn:mrn"))
        }
    }

    @Test("a number that was given up is free, and one that stayed is not")
    func released() async throws {
        try await clinic.vault.update(ana, Self.person("Ana", "2", "4"), idempotencyKey: "update")
        #expect(try await owner("1") == nil)
        let ben = try await clinic.vault.register(Self.person("Ben", "1"), idempotencyKey: "ben")
        #expect(try await owner("1") == ben.owner)
        await #expect(throws: NotesError(.identityConflict)) {
            try await clinic.vault.update(ana, Self.person("Ana", "2", "1"), idempotencyKey: "back")
        }
        try await clinic.vault.update(ben, Self.person("Ben"), idempotencyKey: "nameless")
        try await clinic.vault.update(ana, Self.person("Ana", "1", "2"), idempotencyKey: "now")
        #expect(try await owner("1") == ana.owner)
        #expect(try await clinic.vault.verify().isConsistent)
    }

    @Test("shared numbers are kept and name nobody")
    func shared() async throws {
        let insurer = PersonIdentifier(system: "urn:insurer", value: "999")
        for name in ["Ben", "Eve"] {
            let person = Person(legalName: name, sharedIdentifiers: [insurer])
            _ = try await clinic.vault.register(person, idempotencyKey: IdempotencyKey(name))
        }
        #expect(try await clinic.vault.owner(identifiedBy: insurer) == nil)
        #expect(try await clinic.vault.verify().isConsistent)
    }

    @Test("of those who register one number at once, in two processes, one has it", arguments: 0..<4)
    func atOnce(round: Int) async throws {
        let other = try await clinic.reopened()
        let made = await withTaskGroup(of: Result<PatientID, any Error>.self) { group in
            for number in 0..<8 {
                let vault = number % 2 == 0 ? clinic.vault : other.vault
                group.addTask {
                    do {
                        return .success(
                            try await vault.register(
                                Self.person("Eve \(number)", "7", "own \(number)"),
                                idempotencyKey: IdempotencyKey("eve \(number)")
                            )
                        )
                    } catch {
                        return .failure(error)
                    }
                }
            }
            return await group.reduce(into: [Result<PatientID, any Error>]()) { $0.append($1) }
        }
        let registered = made.compactMap { try? $0.get() }
        #expect(registered.count == 1)
        for case .failure(let error) in made {
            #expect((error as? NotesError)?.code == .identityConflict)
        }
        #expect(try await owner("7") == registered.first?.owner)
        let present = try await clinic.records().count { $0.key.collection == .identity }
        #expect(present == 4)
        #expect(try await clinic.vault.verify().isConsistent)
    }

    @Test("of those who update to one number at once, in two processes, one has it")
    func updatedAtOnce() async throws {
        let other = try await clinic.reopened()
        var patients: [PatientID] = []
        for number in 0..<4 {
            patients.append(
                try await clinic.vault.register(
                    Self.person("Eve \(number)"),
                    idempotencyKey: IdempotencyKey("eve \(number)")
                )
            )
        }
        let updated = await withTaskGroup(of: PatientID?.self) { group in
            for (number, patient) in patients.enumerated() {
                let vault = number % 2 == 0 ? clinic.vault : other.vault
                group.addTask {
                    let key = IdempotencyKey("update \(number)")
                    do {
                        try await vault.update(patient, Self.person("Eve", "7"), idempotencyKey: key)
                        return patient
                    } catch {
                        return nil
                    }
                }
            }
            return await group.reduce(into: [PatientID]()) { if let patient = $1 { $0.append(patient) } }
        }
        #expect(updated.count == 1)
        #expect(try await owner("7") == updated.first?.owner)
        #expect(try await clinic.vault.verify().isConsistent)
    }

    @Test("a repeat is answered as the first time")
    func repeated() async throws {
        #expect(try await clinic.vault.register(Self.person("Ana", "1", "2"), idempotencyKey: "ana") == ana)
    }

    @Test("no row tells which owner has how many")
    func unlinked() async throws {
        let image = try await clinic.records()
        let rows = image.filter { $0.key.collection == .identity }
        #expect(rows.count == 2 && Set(rows.map(\.value.count)).count == 1)
        #expect(rows.allSatisfy { $0.key.owner == clinic.tenant.owner })
        let query = IndexQuery(
            tenant: clinic.tenant,
            collection: .owner,
            predicate: .all,
            order: .ascending,
            limit: 100
        )
        #expect(try await clinic.store.scan(query, by: .never).hits.isEmpty)
    }
}
