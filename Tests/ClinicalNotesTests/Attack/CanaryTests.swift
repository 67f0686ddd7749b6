import ClinicalNotesModel
import ClinicalNotesStorage
import Synchronization
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A canary in every text and every name")
struct CanaryTests {
    static let canary = "Canary7f3a"

    private func text(_ number: Int) -> ClinicalText { ClinicalText("\(Self.canary) \(number)") }

    private func person(_ name: String) -> Person {
        Person(
            legalName: "\(Self.canary) \(name)",
            birthDate: CalendarDay(year: 1990, month: 5, day: 1),
            identifiers: [PersonIdentifier(system: "urn:\(Self.canary)", value: "\(Self.canary)-\(name)")]
        )
    }

    /// Does everything with canaries, also what fails, and gives every error in every wording.
    private func useAll(_ clinic: Clinic) async throws -> [String] {
        let vault = clinic.vault
        let key = Mutex(0)
        func next() -> IdempotencyKey {
            IdempotencyKey("\(Self.canary) \(key.withLock { $0 += 1; return $0 })")
        }
        var told: [String] = []
        func failing(_ call: () async throws -> Void) async {
            do {
                try await call()
                Issue.record("permitted")
            } catch {
                told += ["\(error)", String(reflecting: error)]
                dump(error, to: &told[told.count - 1])
            }
        }
        let keyring = try Keyring.generate()
        let rivera = try await vault.enroll(
            person("Rivera"),
            Enrollment.Affiliation(
                role: .treatingClinician,
                organization: vault.organization,
                coveredEntity: true
            ),
            keys: keyring.publicKeyring,
            idempotencyKey: next()
        )
        let stranger = try await clinic.staff("Stranger")
        let ana = try await vault.register(person("Ana"), idempotencyKey: next())
        let ben = try await vault.register(person("Ben"), idempotencyKey: next())
        try await vault.update(ben, person("Ben the younger"), idempotencyKey: next())
        try await vault.enroll(ana, keys: nil, idempotencyKey: next())
        for patient in [ana, ben] { clinic.directory.join(rivera, patient) }
        let desk = try await vault.session(
            for: rivera,
            purpose: .treatment,
            unlocking: keyring
        )
        let visit = try await desk.document(
            CounselingSession(
                subjects: [ana, ben],
                period: Practice.start..<(Practice.start + .seconds(60)),
                modality: .couple,
                summary: SessionSummary(plan: text(1)),
                individual: [ana: SessionSummary(plan: text(2))],
                analysis: PsychotherapyNote(impressions: text(3), themes: [text(4)])
            ),
            idempotencyKey: next()
        )
        try await desk.sign(visit.summary, idempotencyKey: next())
        let note = try await desk.draft(FreeText(text(5)), about: [ana], idempotencyKey: next())
        let dropped = try await desk.draft(FreeText(text(6)), about: [ana], idempotencyKey: next())
        try await desk.edit(note, FreeText(text(7)), idempotencyKey: next())
        try await desk.sign(note, idempotencyKey: next())
        try await desk.amend(note, FreeText(text(8)), idempotencyKey: next())
        _ = try await desk.addend(note, FreeText(text(9)), idempotencyKey: next())
        try await desk.release(note, to: ana, idempotencyKey: next())
        try await desk.discard(dropped, reason: text(10), idempotencyKey: next())
        var authorization = Authorization.forClinician(stranger, of: ana, at: clinic)
        authorization.description = "\(Self.canary) all notes"
        authorization.expiry = .event("\(Self.canary) ends")
        _ = try await desk.record(.authorization(authorization), idempotencyKey: next())
        let portal = try await vault.session(for: .patient(ana))
        _ = try await portal.requestAccess(to: ana, idempotencyKey: next())
        _ = try await vault.owner(identifiedBy: person("Ana").identifiers[0])

        await failing { _ = try await clinic.desk(stranger).read(note) }
        await failing { _ = try await clinic.desk(stranger, .payment).read(visit.summary) }
        await failing { try await desk.edit(note, FreeText(text(11)), idempotencyKey: next()) }
        await failing { try await desk.edit(note, SOAPNote(subjective: text(12)), idempotencyKey: next()) }
        await failing {
            _ = try await desk.draft(FreeText(text(13)), about: [ana], idempotencyKey: "\(Self.canary) 1")
            _ = try await desk.draft(FreeText(text(14)), about: [ana], idempotencyKey: "\(Self.canary) 1")
        }
        await failing {
            _ = try await desk.addend(note, PsychotherapyNote(themes: [text(15)]), idempotencyKey: next())
        }
        await failing {
            let long = ClinicalText(String(repeating: Self.canary, count: 200_000))
            _ = try await desk.draft(FreeText(long), about: [ana], idempotencyKey: next())
        }
        await failing { _ = try await desk.chart(of: ana).page(after: ChartCursor(Self.canary)) }
        await failing { _ = try await portal.read(visit.summary).content(as: SOAPNote.self) }
        await failing { _ = try await portal.annotate(visit.summary, text(16), idempotencyKey: next()) }
        try await desk.enterInError(note, as: .wrongContent, reason: text(17), idempotencyKey: next())
        try await vault.checkpoint()
        return told
    }

    @Test("is in no error, no entry of the audit, no record and no index")
    func nowhere() async throws {
        let store = WatchedStore()
        let clinic = try await Clinic(store: store)
        let told = try await useAll(clinic)
        #expect(told.count >= 16)
        for words in told { #expect(!words.contains(Self.canary)) }

        let entries = try await clinic.audit()
        #expect(entries.count > 20)
        for entry in entries {
            var dumped = ""
            dump(entry, to: &dumped)
            #expect(!dumped.contains(Self.canary) && !holdsCanary(entry.encoded))
        }
        for batch in store.batches {
            for write in batch.writes {
                guard case .put(let key, let value, let index) = write else { continue }
                #expect(!holdsCanary(value.joined), "\(key.collection)")
                #expect(index.allSatisfy { !holdsCanary($0.pseudonym.bytes) })
            }
        }
        for record in try await clinic.records() { #expect(!holdsCanary(record.value.joined)) }
        #expect(holdsCanary(Array("a \(Self.canary) b".utf8)))
    }

    /// Whether the canary, or half of it, is in the bytes.
    private func holdsCanary(_ bytes: [UInt8]) -> Bool {
        let wanted = Array(Self.canary.utf8.prefix(7))
        guard bytes.count >= wanted.count else { return false }
        return (0...(bytes.count - wanted.count)).contains { start in
            bytes[start] == wanted[0] && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
        }
    }
}
