import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesModel

@Suite("Two tabs on one note")
struct LostUpdateTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let vega: Clinic.Staff
    let ana: Clinic.Patient
    let ben: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        vega = try await clinic.staff("Vega", .supervisor)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor, vega)
        ben = try await clinic.patient("Ben", seenBy: rivera, okafor)
    }

    private func desk() async throws -> NoteSession { try await clinic.desk(rivera) }

    private func words(_ summary: (any ClinicalSummary)?) -> String? { summary?.text.copyString() }

    private func written(_ note: SOAPNote) throws -> [String?] {
        let fields = try FieldCoder.fields(of: note)
        return (1...4).map { number in fields[number].map { String(decoding: $0.copyBytes(), as: UTF8.self) }
        }
    }

    /// What a stale call is told.
    private func stale(_ call: () async throws -> Void) async -> UInt64? {
        do {
            try await call()
        } catch let error as NotesError where error.code == .staleRevision {
            return error.revision
        } catch {
            Issue.record("\(error)")
        }
        return nil
    }

    enum Step: CaseIterable {
        case edit, sign, discard, editFields, amend, addend, cosign, amendFields
    }

    private func take(_ step: Step, _ note: NoteID, expecting revision: UInt64) async throws {
        let desk = try await desk()
        switch step {
        case .edit: try await desk.edit(note, SOAPNote(plan: "Mine"), expecting: revision)
        case .sign: try await desk.sign(note, expecting: revision)
        case .discard: try await desk.discard(note, reason: "x", expecting: revision)
        case .editFields:
            try await desk.edit(note, expecting: revision) { (note: inout SOAPNote) in note.plan = "Mine" }
        case .amend: try await desk.amend(note, SOAPNote(plan: "Mine"), expecting: revision)
        case .addend: _ = try await desk.addend(note, SOAPNote(plan: "Mine"), expecting: revision)
        case .cosign: try await clinic.desk(vega, .operations).cosign(note, expecting: revision)
        case .amendFields:
            try await desk.amend(note, expecting: revision) { (note: inout SOAPNote) in note.plan = "Mine" }
        }
    }

    @Test(
        "a change of what was read before is refused, with what stands now, and nothing is written",
        arguments: Step.allCases
    )
    func refused(_ step: Step) async throws {
        let note = try await desk().draft(SOAPNote(plan: "First"), about: [ana.id])
        let isSigned = [.amend, .addend, .cosign, .amendFields].contains(step)
        if isSigned { try await desk().sign(note) }
        let read = try await desk().read(note).revision
        // The other tab.
        if isSigned {
            try await desk().amend(note, SOAPNote(plan: "Theirs"), expecting: read)
        } else {
            try await desk().edit(note, SOAPNote(plan: "Theirs"), expecting: read)
        }
        let before = try await clinic.records()
        #expect(await stale { try await take(step, note, expecting: read) } == read + 1)
        #expect(try await clinic.records() == before)
        #expect(words(try await desk().read(note)[\SOAPNote.plan]) == "Theirs")
        try await take(step, note, expecting: read + 1)
    }

    @Test("who may not know of the note is not told that it changed")
    func hidden() async throws {
        let note = try await desk().analysed("Dream", about: ana.id, key: "dream")
        let colleague = try await clinic.desk(okafor)
        await #expect(throws: NotesError(.notFound)) {
            try await colleague.amend(note, PsychotherapyNote(impressions: "x"), expecting: 77)
        }
    }

    @Test("a repeat under its idempotency key is answered though the revision has moved")
    func repeated() async throws {
        let note = try await desk().draft(SOAPNote(plan: "First"), about: [ana.id])
        for _ in 0..<2 {
            try await desk().edit(note, SOAPNote(plan: "Second"), expecting: 1, idempotencyKey: "edit")
        }
        await #expect(throws: NotesError(.idempotencyMismatch)) {
            try await desk().edit(note, SOAPNote(plan: "Second"), expecting: 2, idempotencyKey: "edit")
        }
        for _ in 0..<2 {
            try await desk().edit(note, expecting: 2, idempotencyKey: "fields") { (note: inout SOAPNote) in
                note.plan = TreatmentPlanSummary("\(words(note.plan) ?? "") again")
            }
        }
        #expect(words(try await desk().read(note)[\SOAPNote.plan]) == "Second again")
        #expect(try await desk().read(note).revision == 3)
    }

    @Test("a change of fields keeps the other fields, the parts and the times")
    func fields() async throws {
        let period = clinic.clock.now + .seconds(-3600)..<clinic.clock.now
        let note = try await desk().draft(
            SOAPNote(subjective: "Both", plan: "Weekly"),
            about: [ana.id, ben.id],
            individual: [ben.id: SOAPNote(subjective: "Ben's own", plan: "Alone")],
            period: period
        )
        let parts = try await desk().read(note).parts
        try await desk().edit(note, expecting: 1) { (note: inout SOAPNote) in note.plan = "Monthly" }
        try await desk().edit(note, expecting: 2, part: parts[1]) { (note: inout SOAPNote) in
            note.subjective = nil
        }
        try await desk().sign(note, expecting: 3)
        try await desk().amend(note, expecting: 4) { (note: inout SOAPNote) in note.assessment = "Better" }
        let read = try await desk().read(note)
        #expect(read.period == period && read.parts == parts && read.status == .amended)
        #expect(
            try written(read.content(as: SOAPNote.self)) == ["Both", nil, "Better", "Monthly"]
        )
        #expect(try written(read.content(as: SOAPNote.self, part: parts[1])) == [nil, nil, nil, "Alone"])
        await #expect(throws: NotesError(.invalidInput)) {
            try await desk().amend(note, expecting: 5) { (note: inout FreeText) in note.text = "Another form"
            }
        }
    }

    @Test("a whole session is signed in one commit, or not at all")
    func session() async throws {
        let start = clinic.clock.now + .seconds(-3000)
        let visit = try await desk().document(
            CounselingSession(
                subjects: [ana.id],
                period: start..<clinic.clock.now,
                modality: .individual,
                summary: SessionSummary(plan: "Weekly"),
                analysis: PsychotherapyNote(impressions: "Dream")
            )
        )
        let before = try await clinic.audit().count
        try await desk().sign(visit, idempotencyKey: "sign")
        try await desk().sign(visit, idempotencyKey: "sign")
        let analysis = try #require(visit.analysis)
        #expect(try await desk().read(visit.summary).status == .signed)
        #expect(try await desk().read(analysis).status == .signed)
        let entries = try await clinic.audit()[before...].filter { $0.action == .sign }
        #expect(entries.map(\.record) == [visit.summary.record, analysis.record])
        #expect(try await clinic.vault.verify(by: .never).isConsistent)
        // One of them signed already: the other is not signed by itself.
        let other = try await desk().document(
            CounselingSession(
                subjects: [ana.id],
                period: start..<clinic.clock.now,
                modality: .individual,
                summary: SessionSummary(plan: "Weekly"),
                analysis: PsychotherapyNote(impressions: "Dream")
            )
        )
        try await desk().sign(try #require(other.analysis))
        #expect(await refusal { try await desk().sign(other) } != nil)
        #expect(try await desk().read(other.summary).status == .draft)
        let colleague = try await clinic.desk(okafor)
        #expect(await refusal { try await colleague.sign(other) } != nil)
    }

    @Test("what says nothing is not signed", arguments: ["", " \n\t", "\u{a0}\u{2003}"])
    func blank(_ words: String) async throws {
        let note = try await desk().draft(FreeText(ClinicalText(words)), about: [ana.id])
        await #expect(throws: NotesError(.invalidInput)) { try await desk().sign(note) }
        #expect(try await desk().read(note).status == .draft)
        try await desk().edit(note, FreeText("Something"))
        try await desk().sign(note)
        await #expect(throws: NotesError(.invalidInput)) {
            try await desk().amend(note, FreeText(ClinicalText(words)))
        }
    }

    @Test("a visit in the year 9999 is refused, next week's is not")
    func future() async throws {
        let far = try #require(Instant(rfc3339: "9999-12-31T23:00:00Z"))
        let before = try await clinic.records().count
        await #expect(throws: NotesError(.invalidInput)) {
            _ = try await desk().draft(FreeText("Typed"), about: [ana.id], period: far..<far)
        }
        #expect(try await clinic.records().count == before)
        let soon = clinic.clock.now + .seconds(7 * 86_400)
        _ = try await desk().draft(FreeText("Typed"), about: [ana.id], period: clinic.clock.now..<soon)
    }

    @Test("of two tabs that go on at once no text is lost without a word of it")
    func interleaved() async throws {
        let note = try await desk().draft(SOAPNote(plan: "0"), about: [ana.id])
        var tabs: [(revision: UInt64, plan: String)] = [(1, "0"), (1, "0")]
        var random = SystemRandomNumberGenerator()
        var accepted: [String] = []
        for step in 1...200 {
            let tab = Int.random(in: 0...1, using: &random)
            let written = "\(tab)-\(step)"
            do {
                try await desk().edit(note, expecting: tabs[tab].revision) { (note: inout SOAPNote) in
                    #expect(words(note.plan) == tabs[tab].plan)
                    note.plan = TreatmentPlanSummary(written)
                }
                tabs[tab] = (tabs[tab].revision + 1, written)
                accepted.append(written)
            } catch let error as NotesError where error.code == .staleRevision {
                // Whoever was refused reads again, and finds what was accepted last.
                let read = try await desk().read(note)
                #expect(read.revision == error.revision)
                #expect(words(read[\SOAPNote.plan]) == accepted.last ?? "0")
                tabs[tab] = (read.revision, accepted.last ?? "0")
            }
        }
        #expect(accepted.count > 50)
        #expect(words(try await desk().read(note)[\SOAPNote.plan]) == accepted.last)
    }
}
