import ClinicalNotesCrypto
import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Two ids of one human are no two people")
struct LinkedSelvesTests {
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

    @Test("nobody confirms with one what they filed with another", arguments: [false, true])
    func confirming(linked: Bool) async throws {
        if linked { try await clinic.vault.link([office.id, registrar.id]) }
        let paper = try await clinic.desk(office, .operations)
            .record(.authorization(.forClinician(office, of: ana.id, at: clinic)))
        let told = await refusal {
            try await clinic.desk(registrar, .operations).confirm(paper, of: ana.id)
        }
        #expect((told != nil) == linked)
        let isInForce = try await clinic.portal(ana).directives(of: ana.id).first?.isInForce
        #expect(isInForce == !linked)
    }

    @Test("a paper that names one waits when another files it", arguments: [false, true])
    func naming(linked: Bool) async throws {
        if linked { try await clinic.vault.link([office.id, rivera.id]) }
        _ = try await clinic.desk(office, .operations)
            .record(.authorization(.forClinician(rivera, of: ana.id, at: clinic)))
        let isInForce = try await clinic.portal(ana).directives(of: ana.id).first?.isInForce
        #expect(isInForce == !linked)
    }

    @Test("whom a restriction keeps out does not end it with another id", arguments: [false, true])
    func restriction(linked: Bool) async throws {
        let billing = try await clinic.staff("Billing", .billing)
        if linked { try await clinic.vault.link([office.id, billing.id]) }
        let paper = try await clinic.portal(ana).record(
            .restriction(
                Restriction(.agreed, patient: ana.id, blocksRoles: [.billing], blocksPurposes: [.payment])
            )
        )
        let told = await refusal {
            try await clinic.desk(office, .operations).revoke(paper, of: ana.id)
        }
        #expect((told != nil) == linked)
    }

    @Test("who is not recognized as one representative is not as another", arguments: [false, true])
    func nonRecognition(linked: Bool) async throws {
        let teen = try await clinic.patient(
            "Teen",
            born: 2012,
            minor: MinorCircumstances(serviceConsent: .parental),
            seenBy: rivera
        )
        let note = try await clinic.desk(rivera).signed("Words", about: teen.id, key: "note")
        try await clinic.desk(rivera).release(note, to: teen.id)
        let parent = try await clinic.staff("One", .parent, outside: true)
        let again = try await clinic.staff("Other", .parent, outside: true)
        for (member, isRecognized) in [(parent, false), (again, true)] {
            let paper = Representation(
                of: teen.id,
                by: member.id,
                basis: .parent,
                from: clinic.clock.now,
                nonRecognition: isRecognized
                    ? nil
                    : NonRecognition(
                        believedEndangered: true,
                        notInBestInterest: true,
                        by: rivera.id,
                        at: clinic.clock.now
                    )
            )
            _ = try await clinic.desk(office, .operations).record(.representation(paper))
        }
        if linked { try await clinic.vault.link([parent.id, again.id]) }
        let session = try await clinic.desk(again, .patientRequest)
        #expect((await session.outcome(of: note) == "words: Words") == !linked)
    }

    @Test("a patient signs for herself, whatever else she is to the practice", arguments: [false, true])
    func ownPaper(linked: Bool) async throws {
        let staff = try await clinic.staff("Somebody")
        if linked { try await clinic.vault.link([staff.id, .patient(ana.id)]) }
        let paper = try await clinic.portal(ana).record(
            .generalConsent(
                GeneralConsent(
                    subjects: [ana.id],
                    covers: [.general],
                    purposes: [.treatment],
                    signature: DirectiveSignature(by: .patient, on: nil)
                )
            )
        )
        let filed = try await clinic.portal(ana).directives(of: ana.id).first { $0.id == paper }
        #expect(filed?.isInForce == true)
    }

    @Test("who was refused learns of no duty by another id", arguments: [false, true])
    func refusedDuty(linked: Bool) async throws {
        if linked { try await clinic.vault.link([office.id, rivera.id]) }
        let duty = Duty(
            id: Duty.ID(position: 1, obligation: .legalReview),
            since: clinic.clock.now,
            due: nil,
            owner: ana.id.owner,
            note: nil,
            principal: rivera.id,
            action: .read,
            wasRefused: true
        )
        #expect(try await clinic.desk(office, .operations).maySee(duty) == !linked)
        #expect(try await clinic.desk(registrar, .operations).maySee(duty))
    }

    @Test("who wrote a note does not cosign it as its supervisor", arguments: [false, true])
    func cosigning(linked: Bool) async throws {
        let supervisor = try await clinic.staff("Supervisor", .supervisor)
        clinic.directory.join(supervisor.id, ana.id)
        let trainee = try await clinic.staff("Trainee", .trainee)
        clinic.directory.join(trainee.id, ana.id)
        let note = try await clinic.desk(trainee).signed("Words", about: ana.id, key: "note")
        if linked { try await clinic.vault.link([supervisor.id, trainee.id]) }
        let told = await refusal { try await clinic.desk(supervisor, .operations).cosign(note) }
        #expect((told != nil) == linked, "\(told ?? "cosigned")")
    }

    @Test("who named an author does not confirm it as that author", arguments: [false, true])
    func authorship(linked: Bool) async throws {
        let okafor = try await clinic.staff("Okafor")
        clinic.directory.join(okafor.id, ana.id)
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        try await clinic.desk(rivera).nameAuthor(okafor.id, of: note)
        if linked { try await clinic.vault.link([okafor.id, rivera.id]) }
        let told = await refusal { try await clinic.desk(okafor).confirmAuthorship(of: note) }
        #expect(told == (linked ? "NotesError(notSolo at practice)" : nil))
    }

    @Test("a link to a colleague makes nobody alone in the practice")
    func solo() async throws {
        try await clinic.vault.link([rivera.id, office.id, registrar.id])
        let request = try await clinic.vault.soloRequest()
        let approval = try request.approved(by: rivera.keyring)
        #expect(
            await refusal { try await clinic.vault.declareSolo(request, by: approval) }
                == "NotesError(approvalRefused at practice)"
        )
        #expect(!clinic.vault.isSolo)
    }

    @Test("links that are made at the same time leave whole humans")
    func atOnce() async throws {
        var members: [PrincipalID] = []
        for number in 0..<6 { members.append(try await clinic.staff("Member \(number)").id) }
        let other = try await clinic.reopened()
        let all = members
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in all.indices.dropLast() {
                let vault = place.isMultiple(of: 2) ? clinic.vault : other.vault
                group.addTask { try await vault.link([all[place], all[place + 1]]) }
            }
            try await group.waitForAll()
        }
        for member in all {
            #expect(Set(try await clinic.vault.affiliations(of: member).map(\.principal)) == Set(all))
        }
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("whom an owner is linked to is read as it was written, and nothing else is")
    func format() throws {
        var aggregate = OwnerAggregate(fresh: .system)
        aggregate.staff = Person(legalName: "Rivera")
        let unlinked = aggregate.encoded
        #expect(unlinked.first == 1)
        let others = Set((0..<3).map { _ in PrincipalID(Entropy.system.bytes16()) })
        aggregate.linked = others
        let bytes = aggregate.encoded
        #expect(bytes.first == 2 && bytes.count == unlinked.count + 4 + 48)
        #expect(try OwnerAggregate(decoding: bytes).linked == others)
        #expect(try OwnerAggregate(decoding: unlinked).linked.isEmpty)

        var oldWithLinks = bytes
        oldWithLinks[0] = 1
        var newWithout = unlinked
        newWithout[0] = 2
        var descending = bytes
        descending.replaceSubrange(bytes.count - 48..<bytes.count - 32, with: bytes.suffix(16))
        descending.replaceSubrange(
            bytes.count - 16..<bytes.count,
            with: bytes[(bytes.count - 48)...].prefix(16)
        )
        let cut = Array(bytes.dropLast())
        for malformed in [oldWithLinks, newWithout, newWithout + [0, 0, 0, 0], descending, cut] {
            #expect(throws: MalformedBytes.self) { try OwnerAggregate(decoding: malformed) }
        }
    }

    @Test("a group and the practice are nobody's ids, and nobody is linked to themselves")
    func kinds() {
        let tenant = TenantID(Entropy.system.bytes16())
        let owner = OwnerID(Entropy.system.bytes16())
        let other = PrincipalID(Entropy.system.bytes16())
        var patient = OwnerAggregate(fresh: .system)
        patient.persons = [owner.patient: Person(legalName: "Ana")]
        #expect(patient.kind(of: owner, in: tenant) == .patient)
        patient.linked = [other]
        #expect(patient.kind(of: owner, in: tenant) == .patient)
        patient.linked = [other, PrincipalID(owner.bytes)]
        #expect(patient.kind(of: owner, in: tenant) == nil)
        var practice = OwnerAggregate(fresh: .system)
        practice.linked = [other]
        #expect(practice.kind(of: OwnerID(tenant.bytes), in: tenant) == nil)
        var group = OwnerAggregate(fresh: .system)
        group.members = [PatientID(Entropy.system.bytes16())]
        group.persons = [group.members[0]: Person(legalName: "Ana")]
        #expect(group.kind(of: owner, in: tenant) == .group)
        group.linked = [other]
        #expect(group.kind(of: owner, in: tenant) == nil)
    }
}
