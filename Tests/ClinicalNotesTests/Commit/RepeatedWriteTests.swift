import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A write that is asked for again under the same key")
struct RepeatedWriteTests {
    /// The calls that write, each with what is asked, and with something else under the same key.
    enum Call: CaseIterable {
        case document, draft, draftOwn, edit, sign, cosign, amend, addend, enterInError, discard, annotate
        case release, withhold, hold, lift, grantKey, record, revoke, requestAccess
        case register, group, update, enroll, enrollPatient, endEnrollment
    }

    struct Setting {
        var clinic: Clinic
        let rivera: Clinic.Staff
        let supervisor: Clinic.Staff
        let okafor: Clinic.Staff
        let ana: Clinic.Patient
        let ben: Clinic.Patient
        let draft: NoteID
        let signed: NoteID
        let own: NoteID
        let other: NoteID
        let directive: DirectiveID
        let hold: Hold

        init(
            store: any NoteStore = InMemoryNoteStore(),
            clock: TestClock = TestClock(Practice.start)
        ) async throws {
            try await self.init(in: Clinic(store: store, clock: clock))
        }

        init(in clinic: Clinic) async throws {
            self.clinic = clinic
            rivera = try await clinic.staff("Rivera")
            okafor = try await clinic.staff("Okafor")
            supervisor = try await clinic.staff("Vega", .supervisor)
            ana = try await clinic.patient("Ana", seenBy: rivera, okafor, supervisor)
            ben = try await clinic.patient("Ben", seenBy: rivera)
            let desk = try await clinic.desk(rivera)
            draft = try await desk.draft(FreeText("Draft"), about: [ana.id], idempotencyKey: "draft")
            signed = try await desk.signed("Signed", about: ana.id, key: "signed")
            other = try await desk.signed("Other", about: ana.id, key: "other")
            own = try await desk.analysed("Own", about: ana.id, key: "own")
            try await desk.release(signed, to: ana.id, idempotencyKey: "first-release")
            directive = try await desk.record(
                .authorization(.forClinician(okafor, of: ana.id, at: clinic)),
                idempotencyKey: "authorization"
            )
            hold = Hold(
                note: other,
                patient: ana.id,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: rivera.id,
                at: Practice.start,
                individualized: true,
                treatingRelationship: true,
                expires: nil
            )
            try await desk.place(hold, idempotencyKey: "first-hold")
        }

        private func session(_ patients: [PatientID], _ plan: String) -> CounselingSession {
            CounselingSession(
                subjects: patients,
                period: Practice.start..<(Practice.start + .seconds(3000)),
                modality: patients.count == 1 ? .individual : .couple,
                summary: SessionSummary(plan: plan),
                analysis: PsychotherapyNote(impressions: "Impression")
            )
        }

        /// Carries a call out, as itself or as another request, and tells its result.
        func make(_ call: Call, changed: Bool = false) async throws -> String {
            let desk = try await clinic.desk(rivera)
            let word: ClinicalText = changed ? "Changed" : "Words"
            let key: IdempotencyKey = "the key"
            let note = changed ? other : signed
            switch call {
            case .document:
                let made = try await desk.document(
                    session([ana.id, ben.id], changed ? "Changed" : "Plan"),
                    idempotencyKey: key
                )
                return "\(made)"
            case .draft:
                let period = Practice.start..<(Practice.start + .seconds(changed ? 60 : 120))
                return
                    "\(try await desk.draft(FreeText("Words"), about: [ana.id], period: period, idempotencyKey: key))"
            case .draftOwn:
                let content = PsychotherapyNote(impressions: word)
                return "\(try await desk.draft(content, about: [ana.id], idempotencyKey: key))"
            case .edit:
                let individual = changed ? [ana.id: FreeText("Words")] : [:]
                try await desk.edit(draft, FreeText("Words"), individual: individual, idempotencyKey: key)
            case .sign: try await desk.sign(changed ? signed : draft, idempotencyKey: key)
            case .cosign:
                try await clinic.desk(supervisor, .operations).cosign(note, idempotencyKey: key)
            case .amend: try await desk.amend(signed, FreeText(word), idempotencyKey: key)
            case .addend: return "\(try await desk.addend(signed, FreeText(word), idempotencyKey: key))"
            case .enterInError:
                try await desk.enterInError(signed, as: .wrongContent, reason: word, idempotencyKey: key)
            case .discard: try await desk.discard(draft, reason: word, idempotencyKey: key)
            case .annotate:
                return "\(try await clinic.portal(ana).annotate(signed, word, idempotencyKey: key))"
            case .release: try await desk.release(note, to: ana.id, idempotencyKey: key)
            case .withhold: try await desk.withhold(note, from: ana.id, idempotencyKey: key)
            case .hold, .lift:
                let hold = Hold(
                    note: call == .hold && changed ? signed : other,
                    patient: ana.id,
                    ground: call == .lift && !changed ? hold.ground : .confidentialSource,
                    determinedBy: .licensedProfessional,
                    by: rivera.id,
                    at: Practice.start,
                    individualized: true,
                    treatingRelationship: true,
                    expires: nil
                )
                if call == .hold {
                    try await desk.place(hold, idempotencyKey: key)
                } else {
                    try await desk.lift(hold, idempotencyKey: key)
                }
            case .grantKey:
                try await desk.grantKey(
                    of: own,
                    to: okafor.id,
                    for: .treatment,
                    under: changed ? nil : directive,
                    idempotencyKey: key
                )
            case .record:
                var document = Authorization.forClinician(okafor, of: ana.id, at: clinic)
                document.description = word.copyString()
                return "\(try await desk.record(.authorization(document), idempotencyKey: key))"
            case .revoke:
                try await desk.revoke(directive, of: ana.id, inWriting: !changed, idempotencyKey: key)
            case .requestAccess:
                let response = try await clinic.portal(ana)
                    .requestAccess(to: changed ? ben.id : ana.id, idempotencyKey: key)
                let denials = response.denials.map { "\($0)" }.sorted()
                return "\(response.id) \(response.due) \(response.granted) \(denials)"
            default: return try await administer(call, changed: changed, key)
            }
            return "done"
        }

        private func administer(_ call: Call, changed: Bool, _ key: IdempotencyKey) async throws -> String {
            let vault = clinic.vault
            let person = Person(legalName: changed ? "Cleo" : "Dana")
            switch call {
            case .register: return "\(try await vault.register(person, idempotencyKey: key))"
            case .group:
                let members = changed ? [ben.id, ana.id] : [ana.id, ben.id]
                return "\(try await vault.register(group: members, idempotencyKey: key))"
            case .update: try await vault.update(ana.id, person, idempotencyKey: key)
            case .enroll:
                let standing = Enrollment.Affiliation(role: .billing, coveredEntity: changed)
                return "\(try await vault.enroll(Person(legalName: "Dana"), standing, idempotencyKey: key))"
            case .enrollPatient:
                let keys = changed ? nil : ben.keyring.publicKeys
                try await vault.enroll(ben.id, keys: keys, idempotencyKey: key)
            default:
                let principal = changed ? supervisor.id : okafor.id
                try await vault.endEnrollment(of: principal, idempotencyKey: key)
            }
            return "done"
        }
    }

    /// What is stored; without the log for a call that records each time that it hands its answer out.
    private func records(of setting: Setting, after call: Call) async throws -> [StoredRecord] {
        try await setting.clinic.records().filter { record in
            call != .requestAccess || ![.audit, .auditTree].contains(record.key.collection)
        }
    }

    @Test("answers the same and writes nothing; another request is told apart", arguments: Call.allCases)
    func again(call: Call) async throws {
        let setting = try await Setting()
        let untouched = try await records(of: setting, after: call)
        let first = try await setting.make(call)
        let stored = try await records(of: setting, after: call)
        #expect(stored != untouched)
        #expect(try await setting.make(call) == first)
        #expect(try await records(of: setting, after: call) == stored)
        await #expect(throws: NotesError(.idempotencyMismatch)) {
            try await setting.make(call, changed: true)
        }
        #expect(try await records(of: setting, after: call) == stored)
    }

    @Test("leaves a receipt that fits its entries, also while the clock goes on", arguments: Call.allCases)
    func verifies(call: Call) async throws {
        let setting = try await Setting(clock: TestClock(Practice.start, step: .milliseconds(1)))
        func receipts() async throws -> Int {
            try await setting.clinic.records().count { $0.key.collection == .receipt }
        }
        let before = try await receipts()
        _ = try await setting.make(call)
        #expect(try await receipts() == before + 1)
        let commits = try await setting.clinic.audit().compactMap(\.commit)
        #expect(Set(commits).count == before + 1)
        let report = try await setting.clinic.vault.verify()
        #expect(report.isConsistent, "\(report.findings)")
    }

    @Test("writes once, whichever commit nobody can tell the outcome of", arguments: Call.allCases)
    func unknownOutcomes(call: Call) async throws {
        let clean = try await Setting()
        let cleanBefore = try await records(of: clean, after: call).count
        _ = try await clean.make(call)
        let written = try await records(of: clean, after: call).count - cleanBefore
        for fault in FaultyStore.Fault.allCases {
            var number = 1
            while true {
                let store = FaultyStore()
                let setting = try await Setting(store: store)
                let before = try await records(of: setting, after: call).count
                store.arm(fault, onCall: number)
                let failed = await refusal { _ = try await setting.make(call) }
                let fired = store.disarm()
                if let failed {
                    #expect(fired)
                    let expected = [
                        "outcomeUnknown", "storageUnavailable", "auditUnavailable", "storeMisbehaved",
                    ]
                    let isExpected = expected.contains { failed.contains($0) }
                    #expect(isExpected, "\(fault) \(number): \(failed)")
                }
                let result = try await setting.make(call)
                #expect(try await setting.make(call) == result)
                // Whatever became of the group whose outcome nobody knew, nothing is taken for tampering.
                let report = try await setting.clinic.vault.verify()
                #expect(report.isConsistent, "\(fault) \(number): \(report.findings)")
                let after = try await records(of: setting, after: call).count
                #expect(after - before == written, "\(fault) \(number)")
                guard fired else { break }
                number += fault == .throwing ? 7 : 1
                try #require(number < 90)
            }
        }
    }

    @Test("that is named by nobody is a write of its own each time")
    func unnamed() async throws {
        let clinic = try await Clinic()
        let first = try await clinic.vault.register(Person(legalName: "Ana"))
        let second = try await clinic.vault.register(Person(legalName: "Ana"))
        #expect(first != second)
        let named = try await clinic.vault.register(Person(legalName: "Ana"), idempotencyKey: "ana")
        #expect(try await clinic.vault.register(Person(legalName: "Ana"), idempotencyKey: "ana") == named)
    }

    @Test("enrolls the keys that were saved before, and no others under the same name")
    func keysOnce() async throws {
        let clinic = try await Clinic()
        let keyring = try Keyring.generate()
        func enroll(_ keyring: Keyring, _ name: String, _ key: IdempotencyKey) async throws -> PrincipalID {
            try await clinic.vault.enroll(
                Person(legalName: name),
                Enrollment.Affiliation(role: .treatingClinician),
                keys: keyring.publicKeyring,
                idempotencyKey: key
            )
        }
        for _ in 0..<3 {
            #expect(try await enroll(keyring, "Rivera", "enrol") == keyring.principal)
        }
        let other = try Keyring.generate()
        #expect(
            await refusal { _ = try await enroll(other, "Rivera", "enrol") }
                == "NotesError(idempotencyMismatch at idempotencyKey)"
        )
        // Nor is somebody else enrolled under an identifier that is taken, or that is the practice's own.
        let taken = [
            keyring.principal, .patient(try await clinic.patient("Ana").id),
            clinic.vault.tenant.principal,
            PrincipalID(clinic.vault.organization.bytes), PrincipalID(.zero),
        ]
        for (number, principal) in taken.enumerated() {
            let keyring = try Keyring.generate(for: principal)
            #expect(
                await refusal {
                    _ = try await enroll(keyring, "Mallory", IdempotencyKey("mallory-\(number)"))
                }
                    == "NotesError(invalidInput at keys)"
            )
        }
        #expect(try await enroll(other, "Okafor", "other") == other.principal)
    }

    @Test("by many at once writes once")
    func atOnce() async throws {
        let setting = try await Setting()
        let before = try await setting.clinic.records().count
        let results = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<12 { group.addTask { try await setting.make(.addend) } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(results.count == 1)
        let alone = try await Setting()
        let aloneBefore = try await alone.clinic.records().count
        _ = try await alone.make(.addend)
        #expect(
            try await setting.clinic.records().count - before == alone.clinic.records().count - aloneBefore
        )
    }
}
