import ClinicalNotesModel
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A search for words")
struct ChartSearchTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
    }

    @Test("finds what the asker can open, whatever the case, and nothing else")
    func found() async throws {
        let desk = try await clinic.desk(rivera)
        let sleep = try await desk.signed("Sleeps better. Ánimo estable.", about: ana.id, key: "sleep")
        let work = try await desk.signed("Back at work", about: ana.id, key: "work")
        let cradle = try await desk.analysed("The cradle: sleeps in it", about: ana.id, key: "cradle")
        func search(_ session: NoteSession, _ words: String) async throws -> Set<NoteID> {
            Set(try await session.chart(of: ana.id).search(for: words).map(\.id))
        }
        #expect(try await search(desk, "SLEEPS") == [sleep, cradle])
        #expect(try await search(desk, "ánimo ESTABLE") == [sleep])
        #expect(try await search(desk, "at work") == [work])
        #expect(try await search(desk, "nowhere").isEmpty)
        let colleague = try await clinic.desk(okafor)
        #expect(try await search(colleague, "sleeps") == [sleep])
        #expect(try await search(colleague, "cradle").isEmpty)
        let portal = try await clinic.portal(ana)
        #expect(try await search(portal, "sleeps").isEmpty)
        try await desk.release(sleep, to: ana.id, idempotencyKey: "release")
        #expect(try await search(portal, "sleeps") == [sleep])
        let general = desk.chart(of: ana.id, matching: ChartFilter(compartments: [.general]))
        #expect(try await general.search(for: "sleeps").map(\.id) == [sleep])
    }

    @Test("records the reading of every note that it opened, and of no other")
    func recorded() async throws {
        let desk = try await clinic.desk(rivera)
        let sleep = try await desk.signed("Sleeps better", about: ana.id, key: "sleep")
        let work = try await desk.signed("Back at work", about: ana.id, key: "work")
        _ = try await desk.analysed("The cradle", about: ana.id, key: "cradle")
        _ = try await clinic.desk(okafor).chart(of: ana.id).search(for: "work")
        let read = try await clinic.audit().filter {
            $0.principal == okafor.id && $0.event == .search && $0.outcome == .permitted
        }
        #expect(Set(read.map(\.record)) == [sleep.record, work.record])
        #expect(try await clinic.audit().allSatisfy { $0.principal != okafor.id || $0.outcome == .permitted })
    }

    @Test("opens nothing whose reading is a disclosure to be accounted for, or brings another duty")
    func duties() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.signed("Measles", about: ana.id, key: "measles")
        let health = try await clinic.staff("Health", .publicHealthAuthority, outside: true)
        let authority = try await clinic.vault.session(
            for: health.id,
            purpose: .publicHealth,
            unlocking: health.keyring
        )
        #expect(try await authority.chart(of: ana.id).page().map(\.id) == [note])
        #expect(try await authority.chart(of: ana.id).search(for: "measles").isEmpty)
        let entries = try await clinic.audit().filter { $0.principal == health.id }
        #expect(entries.allSatisfy { $0.event == .list && $0.duties.isEmpty })
        #expect(try await authority.read(note).obligations.contains(.accountDisclosure))
    }

    @Test("goes through charts of more than one page")
    func pages() async throws {
        let desk = try await clinic.desk(rivera)
        for number in 0..<203 {
            let words = number == 0 ? "The first needle" : "Hay"
            _ = try await desk.draft(
                FreeText(ClinicalText(words)),
                about: [ana.id],
                period: clinic.clock.now + .seconds(number)..<clinic.clock.now + .seconds(number),
                idempotencyKey: IdempotencyKey("draft-\(number)")
            )
        }
        #expect(try await desk.chart(of: ana.id).count() == 203)
        #expect(try await desk.chart(of: ana.id).search(for: "needle").count == 1)
        #expect(try await desk.chart(of: ana.id).search(for: "hay").count == 202)
    }

    @Test("asks for words", arguments: ["", " ", "\n\t"])
    func empty(words: String) async throws {
        let chart = try await clinic.desk(rivera).chart(of: ana.id)
        await #expect(throws: NotesError(.invalidInput, at: "words")) {
            _ = try await chart.search(for: words)
        }
    }
}
