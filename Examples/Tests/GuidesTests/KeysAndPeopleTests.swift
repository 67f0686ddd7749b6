import ClinicalNotes
import Testing

@testable import Guides

@Suite("The guide on keys and people")
struct KeysAndPeopleTests {
    @Test("takes a therapist from her first keys to her last day")
    func therapist() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let guide = KeysAndPeople(vault: practice.vault, folder: folder)
            let rivera = try await guide.enrollTherapist()
            let ana = try await practice.patient()

            let desk = try await guide.signIn()
            #expect(desk.principal == rivera)
            let analysis = try await desk.draft(PsychotherapyNote(impressions: "Own words."), about: [ana])
            #expect(try await desk.read(analysis).copyText() == "Own words.")

            let office = try await practice.session("Office", .operations, for: .operations)
            let fresh = try await guide.renew(rivera, certifiedBy: office)
            let renewed = try await practice.vault.session(
                for: rivera,
                purpose: .treatment,
                unlocking: fresh
            )
            // What was sealed to the lost keys is not sealed to these.
            await #expect(throws: NotesError(.keyMissing)) { try await renewed.read(analysis) }

            try await guide.end(rivera)
            await #expect(throws: NotesError(.notEnrolled)) {
                try await practice.vault.session(for: rivera, purpose: .treatment)
            }
        }
    }

    @Test("gives a patient a portal in which a released psychotherapy note opens with the patient's own keys")
    func patient() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let desk = try await practice.session("Rivera")
            let ana = try await practice.patient()
            let portal = try await KeysAndPeople(vault: practice.vault, folder: folder).openPortal(to: ana)

            let analysis = try await desk.draft(PsychotherapyNote(impressions: "Own words."), about: [ana])
            try await desk.sign(analysis)
            #expect(try await portal.chart(of: ana).page().isEmpty)
            try await desk.release(analysis, to: ana)
            #expect(try await portal.read(analysis).copyText() == "Own words.")
        }
    }

    @Test("lets somebody of the staff see her own chart as the patient, and nothing of it as staff")
    func linked() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let guide = KeysAndPeople(vault: practice.vault, folder: folder)
            let desk = try await practice.session("Rivera")
            let billing = try await practice.session("Okafor", .billing, for: .payment)
            let okafor = try await practice.patient()
            let keyring = try Keyring.generate(for: .patient(okafor))
            try await practice.vault.enroll(okafor, keys: keyring.publicKeys)
            let analysis = try await desk.draft(PsychotherapyNote(impressions: "Own words."), about: [okafor])
            try await desk.sign(analysis)
            try await desk.release(analysis, to: okafor)

            let portal = try await guide.ownChart(of: okafor, unlocking: keyring, at: billing)
            #expect(try await portal.read(analysis).copyText() == "Own words.")
            await #expect(throws: NotesError(.notFound)) { try await billing.read(analysis) }
        }
    }

    @Test("lets a newcomer in once somebody else has confirmed the key that she named")
    func newcomer() async throws {
        try await SmallPractice.withFolder { folder in
            let practice = try await SmallPractice(in: folder)
            let guide = KeysAndPeople(vault: practice.vault, folder: folder)
            let office = try await practice.session("Office", .operations, for: .operations)
            let registrar = try await practice.session("Registrar", .administrator, for: .operations)
            let keyring = try Keyring.generate()

            let other = try Keyring.generate().publicKeys.box.id
            await #expect(throws: NotesError(.keysChanged)) {
                try await guide.letIn(
                    Person(legalName: "Somebody"),
                    try Keyring.generate().publicKeyring,
                    named: other,
                    by: office,
                    and: registrar
                )
            }
            let newcomer = try await guide.letIn(
                Person(legalName: "Ivanov"),
                keyring.publicKeyring,
                named: keyring.publicKeys.box.id,
                by: office,
                and: registrar
            )
            let session = try await practice.vault.session(
                for: newcomer,
                purpose: .payment,
                unlocking: keyring
            )
            #expect(session.role == .billing)
        }
    }
}
