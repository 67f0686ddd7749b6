import ClinicalNotesModel
import Testing

@testable import ClinicalNotes

@Suite("Keys that somebody brings")
struct BroughtKeyTests {
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

    @Test(
        "open nothing until the office certifies the very key that the person named, and then as other keys do"
    )
    func forgottenPassphrase() async throws {
        let note = try await clinic.desk(rivera).analysed("Own words", about: ana.id, key: "own")
        let fresh = try Keyring.generate(for: rivera.id)
        let key = fresh.publicKeys.box.id
        // Without the old keys: a session needs none to bring new ones.
        let session = try await clinic.vault.session(for: rivera.id, purpose: .treatment)
        try await session.bringKeys(fresh.publicKeys, idempotencyKey: "bring")
        #expect(
            await refusal { _ = try await clinic.vault.session(for: rivera.id, unlocking: fresh) }
                == "NotesError(keyringRequired at unlocking)"
        )
        let desk = try await clinic.desk(office, .operations)
        #expect(try await desk.broughtKeys(of: rivera.id) == key)
        // Nobody certifies their own, a colleague does not, and no key but the one that was named.
        #expect(
            await refusal { try await session.certifyKeys(key, of: rivera.id, idempotencyKey: "self") } != nil
        )
        let colleague = try await clinic.desk(try await clinic.staff("Okafor"))
        #expect(
            await refusal { try await colleague.certifyKeys(key, of: rivera.id, idempotencyKey: "peer") }
                != nil
        )
        #expect(
            await refusal {
                try await desk.certifyKeys(
                    office.keyring.publicKeys.box.id,
                    of: rivera.id,
                    idempotencyKey: "other"
                )
            } == "NotesError(keysChanged at key)"
        )
        try await desk.certifyKeys(key, of: rivera.id, idempotencyKey: "certify")
        #expect(try await desk.broughtKeys(of: rivera.id) == nil)
        let renewed = try await clinic.vault.session(for: rivera.id, purpose: .treatment, unlocking: fresh)
        #expect(renewed.replacedKeys?.current == key)
        // What was sealed to the lost keys is not sealed to these.
        let outcome = await renewed.outcome(of: note)
        #expect(outcome == "refused: NotesError(keyMissing)")
        let next = try await renewed.analysed("Words since", about: ana.id, key: "since")
        #expect(try await renewed.read(next).copyText() == "Words since")
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test("are nobody's but the one's who brought them, and those of nobody who left are certified")
    func refused() async throws {
        let desk = try await clinic.desk(office, .operations)
        let session = try await clinic.desk(rivera)
        try await session.bringKeys(ana.keyring.publicKeys, idempotencyKey: "hers")
        let hers = ana.keyring.publicKeys.box.id
        #expect(
            await refusal { try await desk.certifyKeys(hers, of: rivera.id, idempotencyKey: "certify") }
                == "NotesError(invalidInput at keys)"
        )
        let zero = PublicKeys(
            box: try #require(BoxPublicKey([UInt8](repeating: 0, count: 32))),
            signing: ana.keyring.publicKeys.signing
        )
        #expect(
            await refusal { try await session.bringKeys(zero, idempotencyKey: "zero") }
                == "NotesError(invalidInput at keys)"
        )
        let fresh = try Keyring.generate(for: rivera.id).publicKeys
        try await session.bringKeys(fresh, idempotencyKey: "fresh")
        try await clinic.vault.endEnrollment(of: rivera.id, idempotencyKey: "end")
        #expect(
            await refusal {
                try await desk.certifyKeys(fresh.box.id, of: rivera.id, idempotencyKey: "late")
            } == "NotesError(notFound at principal)"
        )
        #expect(await refusal { _ = try await clinic.desk(rivera) } == "NotesError(notEnrolled at principal)")
    }

    @Test("are looked at anew where others are brought meanwhile, and the look is on record once")
    func lookedAtMeanwhile() async throws {
        let store = HookedStore()
        let clinic = try await Clinic(store: store)
        let rivera = try await clinic.staff("Rivera")
        let office = try await clinic.staff("Office", .operations)
        let (first, second) = (try Keyring.generate(for: rivera.id), try Keyring.generate(for: rivera.id))
        try await clinic.vault.session(for: rivera.id, purpose: .treatment)
            .bringKeys(first.publicKeys, idempotencyKey: "first")
        let desk = try await clinic.desk(office, .operations)
        let elsewhere = try await clinic.reopened().vault.session(for: rivera.id, purpose: .treatment)
        store.beforeCommit { try? await elsewhere.bringKeys(second.publicKeys, idempotencyKey: "second") }
        #expect(try await desk.broughtKeys(of: rivera.id) == second.publicKeys.box.id)
        #expect(
            try await clinic.audit().count { $0.event == .inspection && $0.principal == office.id } == 1
        )
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test(
        "whom one person enrolls can do nothing until a second person confirms them, and a second self is none"
    )
    func puppet() async throws {
        let note = try await clinic.desk(rivera).signed("Words", about: ana.id, key: "note")
        let desk = try await clinic.desk(registrar, .operations)
        func enroll(_ name: String, _ role: PrincipalRole) async throws -> Clinic.Staff {
            let keyring = try Keyring.generate()
            let affiliation = Enrollment.Affiliation(
                role: role,
                organization: clinic.vault.organization,
                coveredEntity: true
            )
            let principal = try await desk.enroll(
                Person(legalName: name),
                affiliation,
                keys: keyring.publicKeyring,
                idempotencyKey: IdempotencyKey(name)
            )
            return Clinic.Staff(id: principal, keyring: keyring)
        }
        func confirm(_ principal: Clinic.Staff, by staff: Clinic.Staff) async -> String? {
            await refusal {
                try await clinic.desk(staff, .operations).confirmEnrollment(
                    of: principal.id,
                    keys: principal.keyring.publicKeys.box.id,
                    idempotencyKey: IdempotencyKey("\(staff.id) confirms \(principal.id)")
                )
            }
        }
        let reader = try await enroll("Reader", .treatingClinician)
        let second = try await enroll("Second self", .administrator)
        let waits = "NotesError(unconfirmed at principal)"
        for staff in [reader, second] { #expect(await refusal { _ = try await clinic.desk(staff) } == waits) }
        #expect(await confirm(reader, by: second) == waits)
        #expect(await confirm(reader, by: registrar) == "NotesError(notSolo at practice)")
        // Of the same name, so as far as anybody knows the same person.
        let namesake = try await clinic.staff("Registrar", .operations)
        #expect(await confirm(reader, by: namesake) == "NotesError(notSolo at practice)")
        let waiting = try await clinic.desk(office, .operations).unconfirmedEnrollment(of: reader.id)
        #expect(waiting?.person.legalName == "Reader" && waiting?.enrollment.registrar == registrar.id)
        #expect(await confirm(reader, by: office) == nil)
        #expect(await confirm(reader, by: office) == nil)
        #expect(try await clinic.desk(office, .operations).unconfirmedEnrollment(of: reader.id) == nil)

        var authorization = Authorization.forClinician(reader, of: ana.id, at: clinic)
        authorization.covers = [.general]
        _ = try await desk.record(.authorization(authorization), idempotencyKey: "paper")
        let outcome = try await clinic.desk(reader).outcome(of: note)
        #expect(outcome == "words: Words")
        #expect(try await clinic.vault.verify().findings.isEmpty)
    }

    @Test(
        "a colleague whom everybody knows is confirmed with the keys that she names, not with those that the enroller filed as hers"
    )
    func enrollersKeys() async throws {
        let (hers, enrollers) = (try Keyring.generate(), try Keyring.generate())
        let colleague = Person(legalName: "Okafor")
        let filing = try await clinic.desk(registrar, .operations)
        let confirming = try await clinic.desk(office, .operations)
        func enroll(_ keyring: Keyring?, _ key: IdempotencyKey) async throws -> PrincipalID {
            try await filing.enroll(
                colleague,
                Enrollment.Affiliation(
                    role: .treatingClinician,
                    organization: clinic.vault.organization,
                    coveredEntity: true
                ),
                keys: keyring?.publicKeyring,
                idempotencyKey: key
            )
        }
        func confirm(_ principal: PrincipalID, _ keys: KeyID?, _ key: IdempotencyKey) async -> String? {
            await refusal {
                try await confirming.confirmEnrollment(of: principal, keys: keys, idempotencyKey: key)
            }
        }
        let changed = "NotesError(keysChanged at keys)"
        let (named, filed) = (hers.publicKeys.box.id, enrollers.publicKeys.box.id)
        let puppet = try await enroll(enrollers, "puppet")
        let waiting = try #require(try await confirming.unconfirmedEnrollment(of: puppet))
        #expect(waiting.person == colleague && waiting.keys == filed)
        #expect(await confirm(puppet, named, "named") == changed)
        #expect(await confirm(puppet, nil, "no keys") == changed)
        #expect(
            await refusal { _ = try await clinic.vault.session(for: puppet, unlocking: enrollers) }
                == "NotesError(unconfirmed at principal)"
        )
        // Nor does somebody without keys come by any.
        let keyless = try await enroll(nil, "keyless")
        #expect(try await confirming.unconfirmedEnrollment(of: keyless)?.keys == nil)
        #expect(await confirm(keyless, named, "keyless named") == changed)
        #expect(await confirm(keyless, nil, "keyless") == nil)
        let herself = try await enroll(hers, "herself")
        #expect(await confirm(herself, named, "confirm") == nil)
        // What was confirmed is part of the call that is repeated.
        #expect(await confirm(herself, named, "confirm") == nil)
        #expect(await confirm(herself, filed, "confirm") != nil)
        _ = try await clinic.vault.session(for: herself, purpose: .treatment, unlocking: hers)
    }

    @Test("one person's two principals are one: neither confirms what the other files, nor vouches for it")
    func twoPrincipals() async throws {
        let other = try await clinic.staff("Rivera the administrator", .administrator)
        try await clinic.vault.endEnrollment(of: other.id, idempotencyKey: "end")
        // However it is spelled.
        let admin = try await clinic.staff("RIVERA", .administrator)
        let paper = DirectiveDocument.authorization(.forClinician(rivera, of: ana.id, at: clinic))
        let desk = try await clinic.desk(admin, .operations)
        let filed = try await desk.record(paper, idempotencyKey: "for the other")
        let listed = try await desk.directives(of: ana.id)
        #expect(listed.first { $0.id == filed }?.isInForce == false)
        let own = try await clinic.desk(rivera).record(paper, idempotencyKey: "for herself")
        for (directive, name) in [(filed, "a"), (own, "b")] {
            #expect(
                await refusal {
                    try await desk.confirm(directive, of: ana.id, idempotencyKey: IdempotencyKey(name))
                } != nil
            )
        }
        try await clinic.desk(office, .operations).confirm(own, of: ana.id, idempotencyKey: "office")
    }
}
