import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

/// One principal does whatever a session lets them do, again and again; nobody else does anything.
@Suite("What somebody reads grows only by what others did")
struct SelfHelpTests {
    private static let sequences = Soak.isOn ? 5_000 : 152
    private static let ofOneWorld = 19

    private struct World {
        let clinic: Clinic
        let ana: Clinic.Patient
        let tom: Clinic.Patient
        let notes: [NoteID]
        /// Whom they enrolled.
        let puppets = Shared<[Clinic.Staff]>([])
        /// Who tries, for which purposes.
        let people: [(staff: Clinic.Staff, purposes: [PurposeOfUse])]

        init() async throws {
            clinic = try await Clinic()
            let rivera = try await clinic.staff("Rivera")
            let okafor = try await clinic.staff("Okafor")
            ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
            tom = try await clinic.patient(
                "Tom",
                born: 2010,
                minor: MinorCircumstances(serviceConsent: .minorAlone, stateParentAccess: .prohibits),
                seenBy: rivera
            )
            let desk = try await clinic.desk(rivera)
            let general = try await desk.signed("General", about: ana.id, key: "general")
            let own = try await desk.analysed("Own", about: ana.id, key: "own")
            let held = try await desk.signed("Held", about: ana.id, key: "held")
            let young = try await desk.signed("Young", about: tom.id, key: "young")
            let draft = try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")
            try await desk.release(held, to: ana.id, idempotencyKey: "release")
            let hold = Hold(
                note: held,
                patient: ana.id,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: rivera.id,
                at: clinic.clock.now,
                individualized: true,
                treatingRelationship: true,
                expires: clinic.clock.now + .seconds(90 * 86_400)
            )
            try await desk.place(hold, idempotencyKey: "hold")
            notes = [general, own, held, young, draft]
            let mother = try await clinic.staff("Mother", .parent, outside: true)
            let office = try await clinic.staff("Office", .operations)
            _ = try await clinic.desk(office, .operations).record(
                .representation(
                    Representation(of: tom.id, by: mother.id, basis: .parent, from: clinic.clock.now)
                ),
                idempotencyKey: "mother"
            )
            people = [
                (try await clinic.staff("Stranger"), [.treatment, .operations]),
                (okafor, [.treatment]),
                (try await clinic.staff("Billing", .billing), [.payment]),
                (try await clinic.staff("Trainee", .trainee), [.training, .treatment]),
                (office, [.operations]),
                (mother, [.patientRequest]),
                (Clinic.Staff(id: .patient(ana.id), keyring: ana.keyring), [.patientRequest]),
                (try await clinic.staff("Court", .court, outside: true), [.judicialProceeding]),
            ]
        }

        func readable(to person: (staff: Clinic.Staff, purposes: [PurposeOfUse])) async throws -> Set<NoteID>
        {
            var found: Set<NoteID> = []
            for purpose in person.purposes {
                let desk = try await clinic.desk(person.staff, purpose)
                found.formUnion(try await desk.read(notes).keys)
                for note in notes where purpose == .patientRequest {
                    if (try? await desk.readRequested(note)) != nil { found.insert(note) }
                }
            }
            for puppet in puppets.value.suffix(3) {
                guard let desk = try? await clinic.desk(puppet) else { continue }
                found.formUnion(try await desk.read(notes).keys)
            }
            return found
        }

        /// One thing that somebody tries for themselves; what is refused is refused.
        func attempt(
            _ step: Int,
            _ staff: Clinic.Staff,
            _ purpose: PurposeOfUse,
            _ random: inout SeededNumbers
        ) async throws {
            let declared = Circumstances(
                abuseSuspected: false,
                discharged: Bool.random(using: &random) ? Set(Obligation.allCases) : []
            )
            let desk = try await clinic.vault.session(
                for: staff.id,
                purpose: purpose,
                unlocking: staff.keyring,
                declaring: declared
            )
            let key = IdempotencyKey("\(staff.id)-\(step)")
            let patient = Bool.random(using: &random) ? ana.id : tom.id
            let note = notes.randomElement(using: &random) ?? notes[0]
            switch Int.random(in: 0..<16, using: &random) {
            case 0: _ = try await desk.record(paper(of: patient, for: staff, &random), idempotencyKey: key)
            case 1:
                for directive in try await desk.directives(of: patient) {
                    let own = IdempotencyKey("\(key.value)-\(directive.id)")
                    _ = try? await desk.confirm(directive.id, of: patient, idempotencyKey: own)
                }
            case 2:
                // Of papers that keep others out she may end her own alone.
                for directive in try await desk.directives(of: patient)
                where directive.recordedBy == staff.id {
                    _ = try? await desk.revoke(directive.id, of: patient, idempotencyKey: key)
                }
            case 3: _ = try await desk.importRecords(forged(step, patient, staff))
            case 4: try await desk.confirmAuthorship(of: note, idempotencyKey: key)
            case 5:
                _ = try await desk.draft(
                    FreeText("Mine"),
                    about: [patient],
                    attesting: Attestation(coauthors: []),
                    idempotencyKey: key
                )
            case 6: try await desk.grantKey(of: note, to: staff.id, for: purpose, idempotencyKey: key)
            case 7:
                try await desk.confirmKeys(
                    staff.keyring.publicKeys.box.id,
                    of: .patient(ana.id),
                    idempotencyKey: key
                )
            case 8: _ = try await desk.annotate(note, "Mine", idempotencyKey: key)
            case 9: try await desk.nameAuthor(staff.id, of: note, idempotencyKey: key)
            case 10: try await desk.vouch(for: staff.id, of: note, idempotencyKey: key)
            case 11: try await desk.confirmAlone(mine(desk, patient), of: patient, idempotencyKey: key)
            case 12:
                try await desk.update(
                    patient,
                    Person(legalName: "Changed", birthDate: CalendarDay(year: 2020, month: 1, day: 1)),
                    idempotencyKey: key
                )
            case 13:
                // Whom she makes is somebody else for the practice; she acts as that one too.
                let keyring = try Keyring.generate()
                let puppet = try await desk.enroll(
                    Person(legalName: "Puppet \(key.value)"),
                    Enrollment.Affiliation(
                        role: .treatingClinician,
                        organization: clinic.vault.organization,
                        coveredEntity: true
                    ),
                    keys: keyring.publicKeyring,
                    idempotencyKey: key
                )
                let other = Clinic.Staff(id: puppet, keyring: keyring)
                _ = try await desk.record(
                    paper(of: patient, for: other, &random),
                    idempotencyKey: IdempotencyKey("\(key.value)-paper")
                )
                puppets.change { $0.append(other) }
                try await desk.confirmEnrollment(
                    of: puppet,
                    keys: keyring.publicKeys.box.id,
                    idempotencyKey: IdempotencyKey("\(key.value)-confirm")
                )
            case 14:
                let fresh = try Keyring.generate(for: staff.id)
                try await desk.bringKeys(fresh.publicKeys, idempotencyKey: key)
                try await desk.certifyKeys(
                    fresh.publicKeys.box.id,
                    of: staff.id,
                    idempotencyKey: IdempotencyKey("\(key.value)-certify")
                )
            default: _ = try await desk.amend(note, FreeText("Mine"), idempotencyKey: key)
            }
        }

        /// A paper of hers that waits, or none that there is.
        private func mine(_ desk: NoteSession, _ patient: PatientID) async throws -> DirectiveID {
            let listed = try await desk.directives(of: patient)
            return listed.first { $0.recordedBy == desk.principal && !$0.isInForce }?.id
                ?? DirectiveID(Entropy.system.bytes16())
        }

        private func paper(
            of patient: PatientID,
            for staff: Clinic.Staff,
            _ random: inout SeededNumbers
        ) -> DirectiveDocument {
            var authorization = Authorization.forClinician(staff, of: patient, at: clinic)
            authorization.covers = Set(Compartment.allCases)
            authorization.purposes = Set(PurposeOfUse.allCases)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: return .authorization(authorization)
            case 1:
                authorization.recipients = Set(PrincipalRole.allCases.map { .role($0) })
                return .authorization(authorization)
            case 2:
                return .legalProcess(
                    LegalProcess(
                        .courtOrder,
                        subjects: [patient],
                        recipients: [.principal(staff.id)],
                        expresslyCovers: true,
                        mandatory: true,
                        receivedAt: clinic.clock.now
                    )
                )
            case 3:
                return .representation(
                    Representation(of: patient, by: staff.id, basis: .adult, from: clinic.clock.now)
                )
            default:
                authorization.recipients = [.organization(clinic.vault.organization)]
                return .authorization(authorization)
            }
        }

        private func forged(_ step: Int, _ patient: PatientID, _ staff: Clinic.Staff) -> ExternalRecords {
            ExternalRecords(
                patients: [.known(patient)],
                notes: [
                    ExternalNote(
                        key: PersonIdentifier(system: "urn:forged", value: "\(staff.id)-\(step)"),
                        kind: .note,
                        compartment: .general,
                        sections: [ExternalSection(text: "Forged")],
                        authors: [ExternalAuthor(attested: "Myself", principal: staff.id)],
                        subjects: [0],
                        period: clinic.clock.now..<clinic.clock.now
                    )
                ]
            )
        }
    }

    @Test("whoever it is, and whatever they file, import, confirm or declare for themselves")
    func sequences() async throws {
        var (tried, carriedOut, grown) = (0, 0, [String]())
        // Anew after a while: papers pile up.
        for start in stride(from: 0, to: Self.sequences, by: Self.ofOneWorld) {
            let world = try await World()
            let number = start / Self.ofOneWorld
            let person = world.people[number % world.people.count]
            let before = try await world.readable(to: person)
            var random = SeededNumbers(UInt64(number))
            for sequence in 0..<Self.ofOneWorld {
                for step in 0..<5 {
                    let purpose = person.purposes.randomElement(using: &random) ?? .treatment
                    do {
                        try await world.attempt(sequence * 5 + step, person.staff, purpose, &random)
                        carriedOut += 1
                    } catch is NotesError {}
                }
                tried += 1
                let after = try await world.readable(to: person)
                if !after.isSubset(of: before) {
                    grown.append(
                        "world \(number), sequence \(sequence): \(after.subtracting(before).count) more"
                    )
                    break
                }
            }
        }
        print(
            "sequences of one person alone: \(tried) tried, \(carriedOut) steps carried out, \(grown.count) let in"
        )
        #expect(grown.isEmpty, "\(grown)")
        #expect(carriedOut > tried / 4)
    }
}
