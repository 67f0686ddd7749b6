import ClinicalNotes
import Testing

@Suite("What must come before opening")
struct BeforeDutyTests {
    @Test("blocks every path until it is declared done, and the refusal says what to do")
    func blocks() async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        let bench = try await setting.bench(reviewed: false)
        for call in [
            { _ = try await bench.read(setting.own) },
            { _ = try await bench.export(setting.own) },
            { _ = try await bench.amendmentRequests(of: setting.own) },
        ] as [() async throws -> Void] {
            let refused = await #expect(throws: NotesError(.refused)) { try await call() }
            #expect(refused?.refusal?.obligations == [.legalReview])
            #expect(refused?.refusal?.explanation.contains("legal-review") == true)
        }
        #expect(try await bench.read([setting.own, setting.general]).keys.contains(setting.own) == false)
        #expect(try await setting.bench(reviewed: true).read(setting.own).copyText() == "Own words")
    }

    @Test("keeps the note from lists")
    func lists() async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        let blind = try await setting.bench(reviewed: false).chart(of: setting.ana.id).page().map(\.id)
        let seeing = try await setting.bench(reviewed: true).chart(of: setting.ana.id).page().map(\.id)
        #expect(!blind.contains(setting.own) && seeing.contains(setting.own))
    }

    @Test("is nothing that a duty of another kind stands for")
    func otherDuties() async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        let everythingElse = Set(Obligation.allCases).subtracting([.legalReview])
        let session = try await setting.clinic.vault.session(
            for: setting.court.id,
            purpose: .judicialProceeding,
            unlocking: setting.court.keyring,
            declaring: Circumstances(discharged: everythingElse)
        )
        await #expect(throws: NotesError(.refused)) { _ = try await session.read(setting.own) }
    }

    @Test("keeps the key back too")
    func grants() async throws {
        let setting = try await DutySetting()
        let refused = await #expect(throws: NotesError(.refused)) {
            try await setting.grantToCourt(reviewed: false)
        }
        #expect(refused?.refusal?.obligations == [.legalReview])
        await #expect(throws: NotesError(.keyMissing)) {
            _ = try await setting.bench(reviewed: true).read(setting.own)
        }
    }

    @Test("is on the worklist while it is open, and nothing is accounted that was not handed out")
    func worklist() async throws {
        let setting = try await DutySetting()
        try await setting.grantToCourt()
        await #expect(throws: NotesError(.refused)) {
            _ = try await setting.bench(reviewed: false).read(setting.own)
        }
        let open = try await setting.worklist()
        #expect(open.map(\.obligation) == [.legalReview])
        #expect(open.first?.note == setting.own && open.first?.principal == setting.court.id)
        let portal = try await setting.portal(setting.ana, .accounting)
        let none = try await portal.requestAccounting(of: setting.ana.id, idempotencyKey: "first")
        #expect(none.disclosures.isEmpty)
        _ = try await setting.bench(reviewed: true).read(setting.own)
        let given = try await portal.requestAccounting(of: setting.ana.id, idempotencyKey: "second")
        #expect(given.disclosures.map(\.recipient) == [setting.court.id])
        #expect(given.disclosures.map(\.purpose) == [.judicialProceeding])
        #expect(given.disclosures.map(\.note) == [setting.own])
    }

    @Test("is never over for content without identifiers, whatever is declared")
    func identifiers() async throws {
        let setting = try await DutySetting()
        let session = try await setting.clinic.vault.session(
            for: setting.office.id,
            purpose: .operations,
            unlocking: setting.office.keyring,
            declaring: Circumstances(discharged: Set(Obligation.allCases))
        )
        let desk = try await setting.clinic.staff("Analyst", .operations)
        let analyst = try await setting.clinic.vault.session(
            for: desk.id,
            purpose: .operations,
            unlocking: desk.keyring,
            declaring: Circumstances(discharged: Set(Obligation.allCases))
        )
        let refused = await #expect(throws: NotesError(.refused)) {
            _ = try await analyst.deidentify(setting.general)
        }
        #expect(refused?.refusal?.obligations == [.deidentifyFirst])
        await #expect(throws: (any Error).self) { _ = try await session.deidentify(setting.own) }
        await #expect(throws: NotesError(.notFound)) { _ = try await analyst.deidentify(setting.own) }
    }
}
