import ClinicalNotes
import Testing

@Suite("A recovery needs two people, and names the one who acts alone")
struct ApprovalTests {
    private struct Setting {
        let practice: BackedUpPractice
        let people: ShutOutPeople
        let older: BackedUpPractice.Backup
        let restored: RestoredPractice
        let request: RecoveryRequest

        init() async throws {
            practice = try await BackedUpPractice()
            people = try await ShutOutPeople(practice)
            try await practice.vault.checkpoint()
            older = try practice.backup()
            try await people.shutOut()
            try await practice.vault.checkpoint()
            let newer = try practice.backup()
            restored = try practice.putBack(store: older, keys: newer, anchor: newer)
            request = try await restored.request()
        }

        func refusal(of consent: RecoveryConsent, to request: RecoveryRequest? = nil) async -> String? {
            await ClinicalNotesTests.refusal {
                _ = try await NoteVault.restore(
                    request ?? self.request,
                    on: consent,
                    store: restored.store,
                    waiving: .durable,
                    keys: restored.keys,
                    policy: .unitedStates,
                    relationships: practice.directory,
                    anchor: restored.anchor,
                    tenant: restored.tenant,
                    environment: restored.environment
                )
            }
        }
    }

    @Test("who is alone, no longer enrolled, no member of the practice, or signed something else, is refused")
    func refused() async throws {
        let setting = try await Setting()
        let (people, request) = (setting.people, setting.request)
        func approval(_ member: BackedUpPractice.Member) throws -> RecoveryApproval {
            try request.approved(by: member.keyring)
        }
        let rivera = try approval(people.rivera)
        let told = "NotesError(approvalRefused at consent)"
        #expect(await setting.refusal(of: .two(rivera, rivera)) == told)
        // The billing clerk's enrollment was ended after the backup: only the journal knows.
        #expect(await setting.refusal(of: .two(rivera, try approval(people.ivanov))) == told)
        #expect(await setting.refusal(of: .solo(try approval(people.ivanov), .soleProvider)) == told)
        // No patient alone, nor two of them, nor somebody from outside.
        let cara = try approval(people.cara)
        #expect(await setting.refusal(of: .solo(cara, .soleProvider)) == told)
        let stranger = try Keyring.generate(for: PrincipalID(Entropy.system.bytes16()))
        #expect(await setting.refusal(of: .two(rivera, try request.approved(by: stranger))) == told)
        let forged = RecoveryApproval(
            principal: people.achebe.id,
            signature: try request.approved(by: stranger).signature
        )
        #expect(await setting.refusal(of: .two(rivera, forged)) == told)
        // Of another state, another practice, another kind, and too long ago.
        let later = RecoveryRequest(
            .restore,
            of: request.tenant,
            stored: request.stored,
            anchored: request.anchored,
            at: request.at + .seconds(1)
        )
        #expect(await setting.refusal(of: .two(rivera, try approval(people.achebe)), to: later) == told)
        for other in [
            RecoveryRequest(
                .restore,
                of: request.tenant,
                stored: AnchoredCheckpoint(size: 1, root: request.stored.root),
                anchored: request.anchored,
                at: request.at
            ),
            RecoveryRequest(
                .restore,
                of: request.tenant,
                stored: request.stored,
                anchored: nil,
                at: request.at
            ),
            RecoveryRequest(
                .anchorRenewal,
                of: request.tenant,
                stored: request.stored,
                anchored: request.anchored,
                at: request.at
            ),
            RecoveryRequest(
                .restore,
                of: request.tenant,
                stored: request.stored,
                anchored: request.anchored,
                at: request.at + .seconds(-86_400)
            ),
        ] {
            let both = RecoveryConsent.two(
                try other.approved(by: people.rivera.keyring),
                try other.approved(by: people.achebe.keyring)
            )
            #expect(
                await setting.refusal(of: both, to: other) == "NotesError(approvalRefused at request)"
            )
        }
        // Nothing was done by any of it.
        await #expect(throws: NotesError(.behindAnchor)) { try await setting.restored.open() }
        #expect(try await setting.restored.request().stored == request.stored)
        // One of the staff and a patient are two people.
        #expect(await setting.refusal(of: .two(cara, rivera)) == nil)
        #expect(try await setting.restored.open().declarations.map(\.soloReason) == [nil])
    }

    @Test("one of the staff alone is named by every explanation, from then on and after the next restore")
    func alone() async throws {
        let setting = try await Setting()
        let (people, practice) = (setting.people, setting.practice)
        let (vault, _) = try await setting.restored.restore(by: [people.rivera])
        let sentence = try #require(vault.declarations.first).sentence
        #expect(sentence.contains("on the word of one person alone, because the practice has one person"))
        try await expectNamed(sentence, in: vault, setting)
        try await expectNamed(sentence, in: try await setting.restored.open(), setting)
        let entry = try #require(
            try await vault.auditEntries().last { $0.event == .restore && $0.record == nil }
        )
        #expect(entry.declared.contains("solo-sole-provider"))
        #expect(entry.declared.contains("approved-by-\(people.rivera.id)"))
        try await vault.checkpoint()

        // A backup from before is put back once more: two people restore it, and the first is still named.
        let again = RestoredPractice(
            store: TamperingStore(setting.older.image),
            keys: setting.restored.keys,
            anchorPath: setting.restored.anchorPath,
            tenant: setting.restored.tenant,
            directory: practice.directory,
            environment: setting.restored.environment
        )
        let (other, _) = try await again.restore(by: [people.rivera, people.achebe])
        #expect(other.declarations.count == 2)
        try await expectNamed(sentence, in: other, setting)
        #expect(try await other.verify().isConsistent)
    }

    private func expectNamed(_ sentence: String, in vault: NoteVault, _ setting: Setting) async throws {
        let people = setting.people
        let desk = try await setting.practice.session(people.rivera, in: vault)
        #expect(try await desk.read(people.plain).declarations.map(\.sentence) == [sentence])
        #expect(try await desk.audience(of: people.plain).declarations.map(\.sentence) == [sentence])
        // Neither what was denied openly, nor the letter about it, leaves it out.
        let held = try #require(people.cases.first { $0.name == "a hold" })
        let denied = await refusal { _ = try await held.read(vault) }
        #expect(denied?.hasSuffix(sentence) ?? false, "\(denied ?? "")")
        let portal = try await setting.practice.session(people.ana, .patientRequest, in: vault)
        let response = try await portal.requestAccess(
            to: PatientID(people.ana.id.bytes),
            idempotencyKey: IdempotencyKey("\(Entropy.system.bytes16())")
        )
        #expect(!response.denials.isEmpty)
        #expect(response.denials.allSatisfy { $0.explanation.hasSuffix(sentence) })
    }
}
