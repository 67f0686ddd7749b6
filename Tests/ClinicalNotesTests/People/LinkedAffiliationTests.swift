import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("One human with several ids")
struct LinkedAffiliationTests {
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

    @Test("signs in once as staff, and acts as the patient too, each with the rights of its own")
    func staffAndPatient() async throws {
        let billing = try await clinic.staff("Ana", .billing)
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        try await clinic.desk(rivera).release(note, to: ana.id)
        func outcomes() async throws -> [String] {
            [
                await (try clinic.desk(billing, .payment)).outcome(of: note),
                await (try clinic.desk(billing, .treatment)).outcome(of: note),
                await (try clinic.portal(ana)).outcome(of: note),
            ]
        }
        let before = try await outcomes()
        try await clinic.vault.link([billing.id, .patient(ana.id)])
        #expect(try await outcomes() == before)

        for id in [billing.id, .patient(ana.id)] {
            let affiliations = try await clinic.vault.affiliations(of: id)
            #expect(Set(affiliations.map(\.role)) == [.billing, .patient])
            #expect(Set(affiliations.map(\.principal)) == [billing.id, .patient(ana.id)])
        }
        let desk = try await clinic.desk(billing, .payment)
        let portal = try await desk.acting(as: .patient(ana.id), unlocking: ana.keyring)
        #expect(await portal.outcome(of: note) == "words: Words")
        #expect(await desk.outcome(of: note) == before[0])
        // On record is the id that acted.
        let reads = try await clinic.audit().filter { $0.record == note.record && $0.outcome == .permitted }
        #expect(reads.count { $0.principal == portal.principal } == 3)
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("is a patient and somebody's parent")
    func patientAndParent() async throws {
        let teen = try await clinic.patient(
            "Teen",
            born: 2012,
            minor: MinorCircumstances(serviceConsent: .parental),
            seenBy: rivera
        )
        let mother = try await clinic.staff("Ana", .parent, outside: true)
        let paper = Representation(of: teen.id, by: mother.id, basis: .parent, from: clinic.clock.now)
        _ = try await clinic.desk(office, .operations).record(.representation(paper))
        let note = try await clinic.desk(rivera).signed("Words", about: teen.id, key: "note")
        try await clinic.desk(rivera).release(note, to: teen.id)
        try await clinic.vault.link([mother.id, .patient(ana.id)])

        let portal = try await clinic.portal(ana)
        #expect(await portal.outcome(of: note) == "refused: NotesError(notFound)")
        let asMother = try await portal.acting(as: mother.id, unlocking: mother.keyring)
        #expect(await asMother.outcome(of: note) == "words: Words")
    }

    @Test("is told the same of an id that is not theirs, whosever it is, and of keys that are not that id's")
    func notTheirs() async throws {
        let okafor = try await clinic.staff("Okafor")
        try await clinic.vault.link([rivera.id, .patient(ana.id)])
        let portal = try await clinic.portal(ana)
        let nobody = PrincipalID(Entropy.system.bytes16())
        let practice = clinic.tenant.principal
        for id in [okafor.id, nobody, practice, portal.principal] {
            #expect(
                await refusal { _ = try await portal.acting(as: id, purpose: .treatment) }
                    == "NotesError(notFound at affiliation)"
            )
        }
        #expect(
            await refusal { _ = try await portal.acting(as: rivera.id, unlocking: ana.keyring) }
                == "NotesError(keyringRequired at unlocking)"
        )
        #expect(
            await refusal { _ = try await portal.acting(as: rivera.id, in: .administrator) }
                == "NotesError(invalidInput at role)"
        )
        #expect(try await clinic.vault.affiliations(of: nobody).isEmpty)
        #expect(try await clinic.vault.affiliations(of: okafor.id).map(\.principal) == [okafor.id])
    }

    @Test("is whoever any of the ids is, and one that is taken away is nobody else's")
    func transitive() async throws {
        let okafor = try await clinic.staff("Okafor")
        try await clinic.vault.link([rivera.id, .patient(ana.id)])
        try await clinic.vault.link([okafor.id, rivera.id], idempotencyKey: "twice")
        try await clinic.vault.link([okafor.id, rivera.id], idempotencyKey: "twice")
        let all: Set = [rivera.id, okafor.id, .patient(ana.id)]
        for id in all {
            #expect(Set(try await clinic.vault.affiliations(of: id).map(\.principal)) == all)
        }
        try await clinic.vault.unlink(rivera.id, idempotencyKey: "off")
        try await clinic.vault.unlink(rivera.id, idempotencyKey: "off")
        #expect(try await clinic.vault.affiliations(of: rivera.id).map(\.principal) == [rivera.id])
        for id in all.subtracting([rivera.id]) {
            let ids = try await clinic.vault.affiliations(of: id).map(\.principal)
            #expect(Set(ids) == all.subtracting([rivera.id]))
        }
        let entries = try await clinic.audit().filter { $0.event == .affiliation }
        #expect(entries.count == 2 + 3)
        let ends = try await clinic.audit().filter { $0.event == .affiliationEnd }
        #expect(Set(ends.map(\.owner)) == Set(all.map(\.owner)) && ends.count == 3)
        #expect(Set(entries.map(\.owner)) == Set(all.map(\.owner)))
        #expect(entries.allSatisfy { $0.principal == clinic.tenant.principal })
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("does not act by a link that has ended, in whatever process, nor by an enrollment that has")
    func ended() async throws {
        try await clinic.vault.link([rivera.id, .patient(ana.id)])
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        let portal = try await clinic.portal(ana)
        let other = try await clinic.reopened()
        func acting(in clinic: Clinic) async throws -> NoteSession {
            try await clinic.portal(ana)
                .acting(as: rivera.id, purpose: .treatment, unlocking: rivera.keyring)
        }
        let sessions = [try await acting(in: clinic), try await acting(in: other)]
        for session in sessions { #expect(await session.outcome(of: note) == "words: Words") }
        try await clinic.vault.unlink(rivera.id)
        for session in sessions {
            #expect(
                await session.outcome(of: note) == "refused: NotesError(notEnrolled at affiliation)"
            )
        }
        // Both go on as whom they signed in.
        #expect(await (try clinic.desk(rivera)).outcome(of: note) == "words: Words")
        #expect(try await portal.chart(of: ana.id).page().entries.isEmpty)

        try await clinic.vault.link([rivera.id, .patient(ana.id)])
        let again = try await acting(in: clinic)
        let home = try await again.acting(as: .patient(ana.id), unlocking: ana.keyring)
        #expect(home.principal == portal.principal)
        try await clinic.vault.endEnrollment(of: rivera.id)
        #expect(try await clinic.vault.affiliations(of: rivera.id).map(\.role) == [.patient])
        #expect(
            await refusal { _ = try await portal.acting(as: rivera.id) }
                == "NotesError(notEnrolled at principal)"
        )
    }

    @Test("has no session left by way of an id that is still theirs, once the one that signed in is not")
    func chain() async throws {
        let billing = try await clinic.staff("Clerk", .billing)
        try await clinic.vault.link([rivera.id, billing.id, .patient(ana.id)])
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        let second = try await clinic.portal(ana).acting(as: billing.id, purpose: .payment)
        let third = try await second.acting(as: rivera.id, purpose: .treatment, unlocking: rivera.keyring)
        #expect(await third.outcome(of: note) == "words: Words")
        try await clinic.vault.unlink(.patient(ana.id))
        for session in [second, third] {
            #expect(await session.outcome(of: note) == "refused: NotesError(notEnrolled at affiliation)")
        }
    }

    @Test(
        "has no session left by way of a sign-in whose enrollment has ended, and the log tells by which sign-in they acted"
    )
    func signInEnded() async throws {
        try await clinic.vault.link([rivera.id, .patient(ana.id)])
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        let session = try await clinic.portal(ana)
            .acting(as: rivera.id, purpose: .treatment, unlocking: rivera.keyring)
        #expect(await session.outcome(of: note) == "words: Words")
        let read = try #require(try await clinic.audit().last { $0.principal == rivera.id })
        #expect(read.declared == ["signed-in-as-\(PrincipalID.patient(ana.id))"])
        try await clinic.vault.endEnrollment(of: .patient(ana.id))
        #expect(await session.outcome(of: note) == "refused: NotesError(notEnrolled at principal)")
        #expect(await (try clinic.desk(rivera)).outcome(of: note) == "words: Words")
        #expect(try await clinic.audit().count { $0.event == .enrollmentEnd } == 1)
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("is nobody's where the ids cannot be one human's")
    func refused() async throws {
        let ben = try await clinic.patient("Ben", born: 1991)
        let elder = try await clinic.staff("Elder", born: CalendarDay(year: 1950, month: 1, day: 2))
        let group = try await clinic.vault.register(group: [ana.id, ben.id])
        let nobody = PrincipalID(Entropy.system.bytes16())
        let cases: [(Set<PrincipalID>, String)] = [
            ([rivera.id], "NotesError(invalidInput at affiliations)"),
            (
                Set((0..<17).map { _ in PrincipalID(Entropy.system.bytes16()) }),
                "NotesError(invalidInput at affiliations)"
            ),
            ([.patient(ana.id), .patient(ben.id)], "NotesError(invalidInput at affiliations)"),
            ([rivera.id, nobody], "NotesError(notFound at affiliations)"),
            ([rivera.id, clinic.tenant.principal], "NotesError(notFound at affiliations)"),
            ([rivera.id, PrincipalID(group.owner.bytes)], "NotesError(notFound at affiliations)"),
            ([elder.id, .patient(ana.id)], "NotesError(identityConflict at affiliations)"),
        ]
        let records = try await clinic.records()
        for (ids, error) in cases {
            #expect(await refusal { try await clinic.vault.link(ids) } == error)
        }
        #expect(try await clinic.records() == records)
        // Nor by a third who contradicts neither.
        try await clinic.vault.link([rivera.id, elder.id])
        #expect(
            await refusal { try await clinic.vault.link([rivera.id, .patient(ana.id)]) }
                == "NotesError(identityConflict at affiliations)"
        )
        #expect(
            await refusal { try await clinic.vault.unlink(office.id) }
                == "NotesError(invalidTransition at affiliation)"
        )
        #expect(
            await refusal { try await clinic.vault.unlink(nobody) } == "NotesError(notFound at affiliation)"
        )
        // Nor are two patients by way of somebody who is linked to one of them.
        try await clinic.vault.link([office.id, .patient(ana.id)])
        #expect(
            await refusal { try await clinic.vault.link([office.id, .patient(ben.id)]) }
                == "NotesError(invalidInput at affiliations)"
        )
        try await clinic.vault.unlink(office.id)
        #expect(try await clinic.vault.affiliations(of: office.id).map(\.principal) == [office.id])
    }

    @Test("is put on record by staff who keep the papers and are none of them, and by nobody else")
    func secondPerson() async throws {
        let clerk = try await clinic.staff("Clerk", .billing)
        let pair: Set = [rivera.id, PrincipalID.patient(ana.id)]
        for session in [
            try await clinic.desk(rivera), try await clinic.portal(ana),
            try await clinic.desk(clerk, .payment),
        ] {
            let told = await refusal { try await session.link(pair) }
            // Whoever may not is told the same of ids that are nobody's.
            let nobodys = Set((0..<2).map { _ in PrincipalID(Entropy.system.bytes16()) })
            let toldOfNobody = await refusal { try await session.link(nobodys) }
            #expect(told != nil && told == toldOfNobody)
        }
        let desk = try await clinic.desk(office, .operations)
        #expect(
            await refusal { try await desk.link([office.id, rivera.id]) } == "NotesError(notSolo at practice)"
        )
        // Whom she put on record alone is nobody's word but hers.
        let puppet = try await desk.register(Person(legalName: "Nobody"))
        func linkPuppet(_ session: NoteSession) async -> String? {
            await refusal { try await session.link([.patient(puppet), rivera.id]) }
        }
        #expect(await linkPuppet(desk) == "NotesError(notSolo at practice)")
        try await desk.enroll(puppet)
        #expect(await linkPuppet(desk) == "NotesError(notSolo at practice)")
        #expect(try await clinic.audit().allSatisfy { $0.event != .affiliation || $0.outcome == .refused })
        try await desk.link(pair)
        let made = try await clinic.audit().filter { $0.event == .affiliation && $0.outcome == .permitted }
        #expect(made.count == 2 && made.allSatisfy { $0.principal == office.id })

        // And taken away by nobody who is one of them.
        try await clinic.vault.link([office.id, registrar.id])
        for session in [desk, try await clinic.desk(registrar, .operations)] {
            #expect(
                await refusal { try await session.unlink(registrar.id) } == "NotesError(notSolo at practice)"
            )
        }
        // Nor with whom another of their ids put on record, or with whom an id that is named is linked to.
        let other = try await clinic.desk(registrar, .operations)
        #expect(await linkPuppet(other) == "NotesError(notSolo at practice)")
        try await clinic.vault.link([.patient(puppet), clerk.id])
        for session in [desk, other] {
            let told = await refusal { try await session.link([clerk.id, rivera.id]) }
            #expect(told == "NotesError(notSolo at practice)")
        }
        #expect(try await clinic.vault.affiliations(of: clerk.id).count == 2)
        let third = try await clinic.staff("Third", .operations)
        try await clinic.desk(third, .operations).unlink(registrar.id)
        #expect(try await clinic.vault.affiliations(of: office.id).count == 1)
    }
}
