import ClinicalNotesCrypto
import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("The life of a note")
struct NoteLifeTests {
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let supervisor: Clinic.Staff
    let ana: Clinic.Patient

    init() async throws {
        clinic = try await Clinic()
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        supervisor = try await clinic.staff("Vega", .supervisor)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor, supervisor)
    }

    @Test("goes from draft to withdrawn, and keeps every signed revision")
    func whole() async throws {
        let desk = try await clinic.desk(rivera)
        let colleague = try await clinic.desk(okafor)
        let note = try await desk.draft(FreeText("First"), about: [ana.id], idempotencyKey: "draft")
        #expect(try await desk.read(note).status == .draft)
        #expect(await colleague.outcome(of: note) == "refused: NotesError(notFound)")
        try await desk.edit(note, FreeText("Second"), idempotencyKey: "edit")
        try await desk.sign(note, idempotencyKey: "sign")
        #expect(try await colleague.read(note).copyText() == "Second")
        try await clinic.desk(supervisor, .operations).cosign(note, idempotencyKey: "cosign")
        #expect(try await colleague.read(note).status == .cosigned)
        try await desk.amend(note, FreeText("Third"), idempotencyKey: "amend")
        #expect(try await colleague.read(note).status == .amended)
        try await desk.amend(note, FreeText("Fourth"), idempotencyKey: "amend again")
        #expect(try await colleague.read(note).copyText() == "Fourth")
        let addendum = try await desk.addend(note, FreeText("Beside it"), idempotencyKey: "addend")
        #expect(try await colleague.read(addendum).relation == .addendum(to: note))
        #expect(try await colleague.read(note).status == .amended)
        try await desk.release(note, to: ana.id, idempotencyKey: "release")
        let words = try await clinic.portal(ana).annotate(note, "My words", idempotencyKey: "annotate")
        #expect(try await colleague.read(words).copyText() == "My words")
        #expect(try await colleague.read(words).relation == .annotation(of: note))
        #expect(try await pastWords(of: note) == ["Second", "Third"])
        try await desk.enterInError(note, as: .wrongContent, reason: "Wrong chart", idempotencyKey: "error")
        let withdrawn = try await desk.read(note)
        #expect(withdrawn.status == .enteredInError && withdrawn.obligations.contains(.showStatus))
        #expect(try await pastWords(of: note) == ["Second", "Third"])
        #expect(await (try clinic.portal(ana)).outcome(of: note) == "refused: NotesError(notFound)")
    }

    /// The words of earlier signed revisions, opened as the vault's own code would.
    private func pastWords(of note: NoteID) async throws -> [String] {
        let core = clinic.vault.core
        let loaded = try #require(try await core.load([note])[note])
        let session = try await clinic.desk(rivera)
        let key = try session.noteKeys(try await core.tenantKeys(), clinic.clock.now).noteKey(of: loaded)
        var words: [String] = []
        for past in loaded.header.history {
            let stored = try #require(try await core.fetch([loaded.view.records.history(past.locator)])[0])
            let place = loaded.view.records.address(
                note.record,
                compartment: loaded.view.aggregate.compartmentID(loaded.header.compartment),
                revision: past.revision,
                schema: loaded.header.templateVersion
            )
            let reader = try RevisionReader(
                opening: stored.value.joined,
                at: place,
                headerKey: loaded.view.headerKey.key
            )
            #expect(reader.manifest.hash == past.manifestHash && reader.frameHash == past.frameHash)
            words.append(
                String(
                    decoding: try reader.open(part: 1, field: 1, noteKey: key.key).copyBytes(),
                    as: UTF8.self
                )
            )
        }
        return words
    }

    enum Step: CaseIterable {
        case edit, sign, cosign, amend, addend, enterInError, discard, release
    }

    enum State: CaseIterable {
        case draft, signed, enteredInError
    }

    private func take(_ step: Step, _ note: NoteID, as desk: NoteSession) async throws {
        switch step {
        case .edit: try await desk.edit(note, FreeText("New"), idempotencyKey: "step")
        case .sign: try await desk.sign(note, idempotencyKey: "step")
        case .cosign: try await desk.cosign(note, idempotencyKey: "step")
        case .amend: try await desk.amend(note, FreeText("New"), idempotencyKey: "step")
        case .addend: _ = try await desk.addend(note, FreeText("New"), idempotencyKey: "step")
        case .enterInError:
            try await desk.enterInError(note, as: .wrongContent, reason: "Wrong", idempotencyKey: "step")
        case .discard: try await desk.discard(note, reason: "Not needed", idempotencyKey: "step")
        case .release: try await desk.release(note, to: ana.id, idempotencyKey: "step")
        }
    }

    @Test(
        "takes the steps of its state alone, and only its author's",
        arguments: State.allCases,
        Step.allCases
    )
    func steps(state: State, step: Step) async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(FreeText("Words"), about: [ana.id], idempotencyKey: "draft")
        if state != .draft { try await desk.sign(note, idempotencyKey: "sign") }
        if state == .enteredInError {
            try await desk.enterInError(note, as: .wrongContent, reason: "Wrong", idempotencyKey: "error")
        }
        let before = try await clinic.records().filter { $0.key.collection != .audit }
        let stranger = try await clinic.staff("Stone")
        for other in [stranger, okafor] where other.id != okafor.id || step != .release || state != .signed {
            let session = try await clinic.desk(other)
            #expect(await refusal { try await take(step, note, as: session) } != nil, "by another")
        }
        let strangers = try await clinic.records().filter { record in
            record.key.collection != .audit && record.key.owner == ana.id.owner
        }
        #expect(strangers == before.filter { $0.key.owner == ana.id.owner })
        let allowed: Set<Step> =
            switch state {
            case .draft: [.edit, .sign, .discard, .release]
            case .signed: [.amend, .addend, .enterInError, .release]
            case .enteredInError: []
            }
        let refused = await refusal { try await take(step, note, as: desk) }
        #expect((refused == nil) == allowed.contains(step), "\(refused ?? "done")")
        if !allowed.contains(step) {
            let after = try await clinic.records().filter { $0.key.owner == ana.id.owner }
            #expect(after == strangers)
        }
    }

    @Test("that is discarded ends with its key")
    func discarded() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(FreeText("Words"), about: [ana.id], idempotencyKey: "draft")
        #expect(try await desk.drafts().map(\.id) == [note])
        try await desk.discard(note, reason: "Not needed", idempotencyKey: "discard")
        #expect(await desk.outcome(of: note) == "refused: NotesError(notFound)")
        #expect(try await desk.drafts().isEmpty)
        #expect(try await desk.chart(of: ana.id).page().isEmpty)
        let left = try await clinic.records().filter { $0.key.record == note.record }
        #expect(left.isEmpty)
    }

    @Test("keeps its words under a template, and takes no other one's")
    func template() async throws {
        let desk = try await clinic.desk(rivera)
        let note = try await desk.draft(FreeText("Words"), about: [ana.id], idempotencyKey: "draft")
        await #expect(throws: NotesError(.invalidInput)) {
            try await desk.edit(note, SOAPNote(subjective: "New"), idempotencyKey: "soap")
        }
        await #expect(throws: NotesError(.invalidInput)) {
            try await desk.edit(note, PsychotherapyNote(impressions: "New"), idempotencyKey: "own")
        }
        #expect(try await desk.read(note).copyText() == "Words")
        try await desk.sign(note, idempotencyKey: "sign")
        await #expect(throws: NotesError(.invalidInput)) {
            try await desk.addend(note, PsychotherapyNote(impressions: "New"), idempotencyKey: "addend")
        }
    }

    @Test("begins on the worklist of its author and leaves it signed")
    func worklist() async throws {
        let desk = try await clinic.desk(rivera)
        var drafts: [NoteID] = []
        for number in 0..<7 {
            clinic.clock.advance(by: .seconds(60))
            drafts.append(
                try await desk.draft(
                    FreeText(ClinicalText("Draft \(number)")),
                    about: [ana.id],
                    idempotencyKey: "draft \(number)"
                )
            )
        }
        #expect(try await desk.drafts().map(\.id) == drafts.reversed())
        #expect(try await desk.drafts(limit: 2).map(\.id) == drafts.suffix(2).reversed())
        #expect(try await clinic.desk(okafor).drafts().isEmpty)
        try await desk.sign(drafts[3], idempotencyKey: "sign")
        #expect(try await desk.drafts().map(\.id) == drafts.filter { $0 != drafts[3] }.reversed())
    }

    @Test("is found page by page, each once, newest first", arguments: [1, 2, 3, 7, 50])
    func pages(limit: Int) async throws {
        let desk = try await clinic.desk(rivera)
        var notes: [NoteID] = []
        for number in 0..<7 {
            if number % 3 == 0 { clinic.clock.advance(by: .seconds(60)) }
            notes.append(try await desk.signed("Note \(number)", about: ana.id, key: "note \(number)"))
        }
        let chart = try await clinic.desk(okafor).chart(of: ana.id)
        var found: [ChartEntry] = []
        var cursor: ChartCursor?
        repeat {
            let page = try await chart.page(limit: limit, after: cursor)
            #expect(page.count <= limit)
            found += page
            cursor = page.next
        } while cursor != nil
        #expect(Set(found.map(\.id)) == Set(notes) && found.count == notes.count)
        #expect(found.map(\.period.lowerBound) == found.map(\.period.lowerBound).sorted(by: >))
        var walked: [NoteID] = []
        for try await entry in chart { walked.append(entry.id) }
        #expect(walked == found.map(\.id))
    }
}
