import ClinicalNotes
import TestSupport
import Testing

@Suite("Who can read this note?")
struct ReadershipTests {
    private struct Visit {
        let practice: Practice
        let desk: NoteSession
        let rivera: PrincipalID
        let okafor: PrincipalID
        let okaforKeys: Keyring
        let stranger: PrincipalID
        let biller: PrincipalID
        let ana: PatientID
        let summary: NoteID
        let analysis: NoteID

        init() async throws {
            practice = try await Practice()
            let (rivera, riveraKeys) = try await practice.therapist()
            (okafor, okaforKeys) = try await practice.therapist("Okafor")
            (stranger, _) = try await practice.therapist("Stone")
            (biller, _) = try await practice.staff("Birk", .billing)
            self.rivera = rivera
            ana = try await practice.patient()
            practice.directory.join(rivera, ana)
            practice.directory.join(okafor, ana)
            practice.directory.list([rivera, okafor, stranger, biller])
            desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
            let visit = try await desk.document(
                CounselingSession(
                    subjects: [ana],
                    period: Practice.start..<(Practice.start + .seconds(3000)),
                    modality: .individual,
                    summary: SessionSummary(plan: "Weekly."),
                    analysis: PsychotherapyNote(impressions: "Speaks of her father.")
                ),
                idempotencyKey: "visit"
            )
            summary = visit.summary
            analysis = try #require(visit.analysis)
            try await desk.sign(summary, idempotencyKey: "sign-1")
            try await desk.sign(analysis, idempotencyKey: "sign-2")
        }
    }

    @Test("A psychotherapy note: its author for treatment, by a key she holds, and nobody else to treat")
    func psychotherapy() async throws {
        let visit = try await Visit()
        let readership = try await visit.desk.audience(of: visit.analysis)
        #expect(readership.isDirectoryKnown)
        let author = try #require(readership.first { $0.principal == visit.rivera })
        #expect(author.key == .held)
        let treating = readership.flatMap { reader in
            reader.permissions.filter { $0.purposes.contains(.treatment) }.map { (reader.principal, $0) }
        }
        #expect(treating.allSatisfy { $0.0 == visit.rivera } && !treating.isEmpty)
        #expect(treating.first?.1.citations.first?.description == "45 CFR 164.508(a)(2)(i)(A)")
        #expect(!readership.contains { $0.principal == visit.biller })
        // HHS reads on a demand, and none is on record; who learns in the holder's program may be anywhere.
        #expect(!readership.classes.contains { $0.purposes.contains(.hhsCompliance) })
        #expect(readership.classes.contains { $0.roles.contains(.clinicianOtherOrg) })
    }

    @Test("Listed exactly if a session would open it, for every person and purpose")
    func equalToReading() async throws {
        let visit = try await Visit()
        var opened = 0
        for note in [visit.summary, visit.analysis] {
            let readership = try await visit.desk.audience(of: note)
            for person in [visit.okafor, visit.stranger, visit.biller] {
                for purpose in [PurposeOfUse.treatment, .payment, .training, .operations, .research] {
                    let session = try await visit.practice.vault.session(for: person, purpose: purpose)
                    let role = session.role
                    let isListed = readership.contains { reader in
                        reader.principal == person && reader.key != .missing
                            && reader.permissions.contains {
                                $0.role == role && $0.purposes.contains(purpose)
                            }
                    }
                    let isOpened = (try? await session.read(note)) != nil
                    #expect(isOpened == isListed, "\(person) \(purpose)")
                    opened += isOpened ? 1 : 0
                }
            }
        }
        #expect(opened >= 2)
    }

    @Test("Who is permitted but holds no key is named, until the key is granted")
    func withoutKey() async throws {
        let visit = try await Visit()
        let until = try #require(CalendarDay(year: 2026, month: 1, day: 1))
        let directive = try await visit.desk.record(
            .authorization(
                Authorization(
                    subjects: [visit.ana],
                    description: "The psychotherapy note of this visit",
                    covers: [.psychotherapy],
                    disclosers: [.organization(visit.practice.vault.organization)],
                    recipients: [.principal(visit.okafor)],
                    purposes: [.treatment],
                    expiry: .day(until),
                    signature: DirectiveSignature(
                        by: .patient,
                        principal: .patient(visit.ana),
                        on: CalendarDay(year: 2025, month: 10, day: 1)
                    ),
                    statements: Set(Authorization.Statement.allCases)
                )
            ),
            idempotencyKey: "authorization"
        )
        let before = try await visit.desk.audience(of: visit.analysis)
        #expect(before.permittedWithoutKey.map(\.principal) == [visit.okafor])
        try await visit.desk.grantKey(
            of: visit.analysis,
            to: visit.okafor,
            for: .treatment,
            under: directive,
            idempotencyKey: "grant"
        )
        let after = try await visit.desk.audience(of: visit.analysis)
        #expect(after.permittedWithoutKey.isEmpty)
        #expect(after.first { $0.principal == visit.okafor }?.key == .held)
        let colleague = try await visit.practice.vault.session(
            for: visit.okafor,
            purpose: .treatment,
            unlocking: visit.okaforKeys
        )
        _ = try await colleague.read(visit.analysis)
    }

    @Test("Only an author is told; to others the note is as absent as it is")
    func othersAreNotTold() async throws {
        let visit = try await Visit()
        let colleague = try await visit.practice.vault.session(for: visit.okafor, purpose: .treatment)
        await #expect(throws: NotesError(.notFound)) { try await colleague.audience(of: visit.analysis) }
        await #expect(throws: NotesError(.notFound)) { try await colleague.audience(of: visit.summary) }
    }

    @Test("A host that does not name everybody is told of those on record")
    func unknownDirectory() async throws {
        let visit = try await Visit()
        visit.practice.directory.fallSilent()
        await #expect(throws: (any Error).self) { try await visit.desk.audience(of: visit.analysis) }
    }
}
