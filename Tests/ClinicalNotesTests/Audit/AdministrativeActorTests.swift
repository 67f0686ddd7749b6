import ClinicalNotesModel
import ClinicalNotesPolicy
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Administrative writes name who did them")
struct AdministrativeActorTests {
    /// A call, who makes it, and how many entries it leaves at least.
    private struct Call {
        let name: String
        let by: PrincipalID
        let run: () async throws -> Void

        init(_ name: String, by principal: PrincipalID, _ run: @escaping () async throws -> Void) {
            (self.name, by, self.run) = (name, principal, run)
        }
    }

    private let clinic: Clinic
    private let rivera: Clinic.Staff
    private let office: Clinic.Staff
    private let registrar: Clinic.Staff
    private let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        office = try await clinic.staff("Office", .operations)
        registrar = try await clinic.staff("Registrar", .administrator)
        ana = try await clinic.patient("Ana", seenBy: rivera)
    }

    /// Makes calls one after the other; each leaves entries, and all of them name who made it.
    private func check(_ calls: [Call]) async throws {
        var seen = try await clinic.audit().count
        for call in calls {
            try await call.run()
            let entries = try await clinic.audit()
            let made = entries[min(seen, entries.count)...]
            #expect(!made.isEmpty, "\(call.name) is not on record")
            for entry in made {
                #expect(entry.principal == call.by, "\(call.name): \(entry.event) of \(entry.owner)")
            }
            seen = entries.count
        }
    }

    @Test("in a session: whoever acts in it, about people and keys")
    func people() async throws {
        let desk = try await clinic.desk(rivera)
        let office = try await clinic.desk(office, .operations)
        let registrar = try await clinic.desk(registrar, .operations)
        let patients = Shared<[PatientID]>([])
        let keyring = try Keyring.generate()
        let newcomer = keyring.principal
        let fresh = try Keyring.generate(for: newcomer)
        let key = fresh.publicKeys.box.id
        let vault = clinic.vault
        try await check([
            Call("register", by: desk.principal) { [directory = clinic.directory] in
                for name in ["Ben", "Cleo"] {
                    let patient = try await desk.register(Person(legalName: name))
                    directory.join(desk.principal, patient)
                    patients.change { $0.append(patient) }
                }
            },
            Call("register a group", by: desk.principal) {
                _ = try await desk.register(group: patients.value)
            },
            // The group's owner changes with its member.
            Call("update", by: desk.principal) {
                try await desk.update(patients.value[0], Person(legalName: "Ben Other"))
            },
            Call("enroll", by: office.principal) {
                _ = try await office.enroll(
                    Person(legalName: "Newcomer"),
                    .billing,
                    keys: keyring.publicKeyring
                )
            },
            Call("look at an enrollment", by: registrar.principal) {
                _ = try await registrar.unconfirmedEnrollment(of: newcomer)
            },
            Call("confirm an enrollment", by: registrar.principal) {
                try await registrar.confirmEnrollment(of: newcomer, keys: keyring.publicKeys.box.id)
            },
            Call("enroll a patient", by: office.principal) { try await office.enroll(patients.value[1]) },
            Call("bring keys", by: newcomer) {
                try await vault.session(for: newcomer, purpose: .payment).bringKeys(fresh.publicKeys)
            },
            Call("look at keys", by: registrar.principal) {
                _ = try await registrar.broughtKeys(of: newcomer)
            },
            Call("certify keys", by: registrar.principal) {
                try await registrar.certifyKeys(key, of: newcomer)
            },
            Call("acknowledge keys", by: newcomer) {
                let session = try await vault.session(for: newcomer, purpose: .payment)
                try await session.acknowledgeReplacedKeys(key)
            },
            Call("confirm keys", by: desk.principal) { try await desk.confirmKeys(key, of: newcomer) },
            Call("end an enrollment", by: office.principal) { try await office.endEnrollment(of: newcomer) },
        ])
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("in a session: whoever acts in it, about holds, labels, releases and papers")
    func records() async throws {
        let desk = try await clinic.desk(rivera)
        let office = try await clinic.desk(office, .operations)
        let registrar = try await clinic.desk(registrar, .operations)
        let portal = try await clinic.portal(ana)
        let note = try await desk.signed("Words", about: ana.id, key: "note")
        let hold = Hold(
            note: note,
            patient: ana.id,
            ground: .endangerLifeOrPhysicalSafety,
            determinedBy: .licensedProfessional,
            by: rivera.id,
            at: clinic.clock.now,
            individualized: true,
            treatingRelationship: true,
            expires: clinic.clock.now + .seconds(90 * 86_400)
        )
        let papers = Shared<[DirectiveID]>([])
        try await check([
            Call("release", by: rivera.id) { [ana] in try await desk.release(note, to: ana.id) },
            Call("withhold", by: rivera.id) { [ana] in try await desk.withhold(note, from: ana.id) },
            Call("place a hold", by: rivera.id) { try await desk.place(hold) },
            Call("look at holds", by: rivera.id) { _ = try await desk.holds(on: note) },
            Call("lift a hold", by: rivera.id) { try await desk.lift(hold) },
            Call("label", by: rivera.id) { try await desk.label(note, NoteLabels(["sensitive"])) },
            Call("look at labels", by: rivera.id) { _ = try await desk.labels(of: note) },
            Call("record a paper", by: office.principal) { [clinic, rivera, ana] in
                let paper = try await office.record(
                    .authorization(.forClinician(rivera, of: ana.id, at: clinic))
                )
                papers.change { $0.append(paper) }
            },
            Call("look at papers", by: registrar.principal) { [ana] in
                _ = try await registrar.directives(of: ana.id)
            },
            Call("revoke a paper", by: portal.principal) { [ana] in
                try await portal.revoke(papers.value[0], of: ana.id)
            },
        ])
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("through the vault: the practice itself, which its host speaks for")
    func host() async throws {
        let vault = clinic.vault
        let practice = clinic.tenant.principal
        let patients = Shared<[PatientID]>([])
        let keyring = try Keyring.generate()
        try await check([
            Call("register", by: practice) {
                for name in ["Ben", "Cleo"] {
                    let patient = try await vault.register(Person(legalName: name))
                    patients.change { $0.append(patient) }
                }
            },
            Call("register a group", by: practice) { _ = try await vault.register(group: patients.value) },
            Call("update", by: practice) {
                try await vault.update(patients.value[0], Person(legalName: "Ben Other"))
            },
            Call("enroll", by: practice) {
                _ = try await vault.enroll(
                    Person(legalName: "Newcomer"),
                    .billing,
                    keys: keyring.publicKeyring
                )
            },
            Call("enroll a patient", by: practice) {
                try await vault.enroll(patients.value[1], keys: nil)
            },
            Call("end an enrollment", by: practice) {
                try await vault.endEnrollment(of: keyring.principal)
            },
            Call("confirm the clock", by: practice) { try await vault.confirmClock() },
        ])
    }

    @Test("where a practice of one ends: whoever let somebody in, and not who once declared it")
    func solo() async throws {
        let born = CalendarDay(year: 1970, month: 2, day: 3)
        let clinic = try await Clinic()
        let alone = try await clinic.staff("Alone", .administrator, born: born)
        func declare() async throws {
            let request = try await clinic.vault.soloRequest()
            try await clinic.vault.declareSolo(request, by: try request.approved(by: alone.keyring))
        }
        func soloEntries() async throws -> [AuditEntry] {
            try await clinic.audit().filter { $0.event == .soloPractice }
        }
        try await declare()
        #expect(try await soloEntries().map(\.principal) == [alone.id])
        try await clinic.vault.endSolo()
        #expect(try await soloEntries().map(\.principal) == [alone.id, clinic.tenant.principal])
        clinic.clock.advance(by: .seconds(1))
        try await declare()
        // Her other principal enrolls somebody, and she confirms it: it was she, in that session.
        let second = try await clinic.staff("Alone", .operations, born: born)
        let office = try await clinic.desk(second, .operations)
        let newcomer = try await office.enroll(Person(legalName: "Newcomer"), .billing)
        try await office.confirmEnrollment(of: newcomer, keys: nil)
        let ended = try #require(try await soloEntries().last)
        #expect(ended.principal == second.id)
        #expect(ended.declared.contains("approved-by-\(alone.id)"))
        #expect(!clinic.vault.isSolo)
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }
}
