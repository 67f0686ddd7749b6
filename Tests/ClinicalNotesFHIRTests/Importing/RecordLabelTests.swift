import ClinicalNotesModel
import ClinicalNotesPolicy
import Synchronization
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Labels of a patient's record and of an encounter reach the notes, whenever they come")
struct RecordLabelTests {
    @Test(
        "files one after the other, in any order and however grouped, in memory or as a stream",
        arguments: [
            [[0, 1, 2]], [[0], [1], [2]], [[0], [2], [1]], [[1], [0], [2]], [[1], [2], [0]], [[2], [0], [1]],
            [[2], [1], [0]], [[2], [0, 1]], [[0, 1], [2]], [[1, 2], [0]], [[2, 1, 0]],
        ],
        [false, true]
    )
    func orders(groups: [[Int]], arriving: Bool) async throws {
        let desk = try await LabeledExport.Desk()
        var imported: [FHIRImportReport.Entry] = []
        for group in groups {
            let entries = try await desk.take(
                group.map { LabeledExport.File.allCases[$0].text },
                arriving: arriving
            )
            #expect(entries.allSatisfy { if case .refused = $0.outcome { false } else { true } })
            imported += entries
        }
        let notes = try await desk.notes(imported)
        #expect(notes.count == 10)
        // What came before its labels is not sealed anew by itself: it is closed until somebody decides.
        let comesLast = groups.last?.contains(2) == true
        for (name, note) in notes {
            let code = try #require(LabeledExport.codes.first { name.hasSuffix("-\($0)") })
            let words = try await desk.words(note)
            #expect(words.contains(HostWord("security:\(code)")), "\(name)")
            let compartment = try await desk.loaded(note).header.compartment
            let isClosed = words.contains(SecurityLabel.undecided)
            switch code {
            case "42CFRPart2":
                #expect(compartment == .substanceUse || isClosed)
                if comesLast { #expect(compartment == .substanceUse && !isClosed) }
            case "UNHEARD-OF": #expect(compartment == .general && isClosed)
            default: #expect(compartment == .general && words.count == 1)
            }
        }
        // Everything again, together and alone, is nothing new.
        let stored = try await desk.practice.store.recordsButAudit()
        for group in [[1, 2, 0], [2], [0], [1]] {
            let entries = try await desk.take(
                group.map { LabeledExport.File.allCases[$0].text },
                arriving: arriving
            )
            for entry in entries where entry.resourceType == "DocumentReference" {
                guard case .unchanged = entry.outcome else {
                    Issue.record("\(entry.outcome)")
                    continue
                }
            }
        }
        #expect(try await desk.practice.store.recordsButAudit() == stored)
        #expect(try await desk.isIntact())
    }

    @Test("the portal shows the note no more from that moment on, and one that was written here goes on")
    func portal() async throws {
        for isOfPatient in [true, false] {
            var desk = try await LabeledExport.Desk()
            let author = try await desk.author("Rivera")
            let note = try desk.imported(
                try await desk.take(LabeledExport.patient("7"), LabeledExport.note("7"), Sample.practitioner)
            )
            let rivera = try await desk.treating(note, as: author)
            let (ana, portal) = try await desk.portal(note)
            let own = try await rivera.draft(FreeText("Hers."), about: [ana], idempotencyKey: "draft")
            try await rivera.sign(own, idempotencyKey: "sign")
            for shown in [note, own] {
                try await rivera.release(shown, to: ana, idempotencyKey: IdempotencyKey("release-\(shown)"))
            }
            #expect(Set(try await portal.chart(of: ana).page().entries.map(\.id)) == [note, own])
            _ = try await portal.read(note)
            let epoch = try await desk.loaded(note).view.epoch
            if isOfPatient {
                try await desk.take(LabeledExport.patient("7", labels: ["NOPAT"]))
            } else {
                try await desk.take(LabeledExport.encounter("7", of: "Patient/7", labels: ["NOPAT"]))
            }
            // Reads under way decide again.
            #expect(try await desk.loaded(note).view.epoch > epoch)
            await #expect(throws: (any Error).self) { try await portal.read(note) }
            #expect(try await portal.chart(of: ana).page().entries.map(\.id) == [own])
            #expect(try await portal.chart(of: ana).search(for: "CANARY").isEmpty)
            _ = try await portal.read(own)
            #expect(try await desk.words(own).isEmpty)
            #expect(try await rivera.read(own).provenance.labels.isEmpty)
            #expect(try await rivera.read(note).provenance.labels.map(\.code) == ["NOPAT"])
            // A record without labels, older or newer, takes none back.
            try await desk.take(LabeledExport.patient("7"))
            try await desk.take(
                LabeledExport.patient("7").replacing(#""id":"#, with: #""meta":{"versionId":"9"},"id":"#)
            )
            try await desk.take(
                LabeledExport.encounter("7", of: "Patient/7", labels: []),
                LabeledExport.note("7"),
                Sample.practitioner
            )
            await #expect(throws: (any Error).self) { try await portal.read(note) }
            #expect(try await desk.isIntact())
        }
    }

    @Test("what is not to be disclosed is not, though the label stands on the patient's record alone")
    func disclosure() async throws {
        let desk = try await LabeledExport.Desk()
        let note = try desk.imported(try await desk.take(LabeledExport.patient("7"), LabeledExport.note("7")))
        let (plan, keyring) = try await desk.practice.enroll("Plan", .healthPlan, inHouse: false)
        let reader = try await desk.practice.vault.session(for: plan, purpose: .payment, unlocking: keyring)
        func effect() async throws -> Effect {
            let loaded = try await desk.loaded(note)
            let facts = await reader.factsOfPrincipal(loaded.header.subjects, at: ImportingPractice.start)
            let asked = AccessCase(
                principal: facts,
                owner: loaded.view.aggregate,
                now: ImportingPractice.start
            )
            return desk.practice.vault.core.policy.decide(
                asked.request(.disclose, on: loaded.header, of: note)
            ).effect
        }
        #expect(try await effect() == .permit)
        try await desk.take(LabeledExport.patient("7", labels: ["NODSCLCD"]))
        #expect(try await effect() == .deny)
    }

    @Test("a label that nobody knows closes the notes until somebody decides, once")
    func unknown() async throws {
        var desk = try await LabeledExport.Desk()
        let author = try await desk.author("Rivera")
        let files = [LabeledExport.patient("7"), LabeledExport.note("7"), Sample.practitioner]
        let note = try desk.imported(try await desk.take([files.joined(separator: "\n")]))
        let (rivera, other) = (
            try await desk.treating(note, as: author), try await desk.treating("Okafor", note)
        )
        let closing = LabeledExport.patient("7", labels: ["UNHEARD-OF"])
        _ = try await other.read(note)
        try await desk.take(closing)
        await #expect(throws: (any Error).self) { try await other.read(note) }
        await #expect(throws: (any Error).self) {
            try await other.keepCompartment(of: note, idempotencyKey: "not-hers")
        }
        #expect(try await rivera.read(note).provenance.proposedCompartment == .psychotherapy)
        try await rivera.keepCompartment(of: note, idempotencyKey: "keep")
        #expect(try await other.read(note).provenance.labels.map(\.code) == ["UNHEARD-OF"])
        let stored = try await desk.practice.store.recordsButAudit()
        try await desk.take(closing, LabeledExport.note("7"), Sample.practitioner)
        try await desk.take(LabeledExport.note("7"), Sample.practitioner)
        #expect(try await desk.practice.store.recordsButAudit() == stored)
        _ = try await other.read(note)
        // It was decided about that label, and about no other.
        try await desk.take(LabeledExport.patient("7", labels: ["UNHEARD-OF", "NOR-THIS"]))
        await #expect(throws: (any Error).self) { try await other.read(note) }
        try await rivera.keepCompartment(of: note, idempotencyKey: "keep-again")
        _ = try await other.read(note)
        // Another record's label asks anew, and the note can be moved for it.
        try await desk.take(LabeledExport.encounter("7", of: "Patient/7", labels: ["PSYTHPN"]))
        await #expect(throws: (any Error).self) { try await other.read(note) }
        let moved = try await rivera.moveToProposedCompartment(note, idempotencyKey: "move")
        let header = try await desk.loaded(moved).header
        #expect(header.compartment == .psychotherapy)
        #expect(try await !desk.words(moved).contains(SecurityLabel.undecided))
        #expect(try await desk.isIntact())
    }

    @Test("they are lifted by people from a note, and come back with the note's next import alone")
    func lifted() async throws {
        var desk = try await LabeledExport.Desk()
        let author = try await desk.author("Rivera")
        let labeled = LabeledExport.patient("7", labels: ["NOPAT"])
        let note = try desk.imported(
            try await desk.take(labeled, LabeledExport.note("7"), Sample.practitioner)
        )
        // Kept once, with the patient's record.
        #expect(try await desk.loaded(note).header.external?.labels == [])
        let rivera = try await desk.treating(note, as: author)
        let (ana, portal) = try await desk.portal(note)
        try await rivera.release(note, to: ana, idempotencyKey: "release")
        await #expect(throws: (any Error).self) { try await portal.read(note) }
        let labels = Set(try await rivera.read(note).provenance.labels)
        try await rivera.lift(labels, of: note, idempotencyKey: "lift")
        _ = try await portal.read(note)
        try await desk.take(labeled)
        _ = try await portal.read(note)
        await #expect(throws: NotesError(.invalidInput, at: "labels")) {
            try await rivera.lift(labels, of: note, idempotencyKey: "lift-again")
        }
        try await desk.take(LabeledExport.note("7"), Sample.practitioner)
        await #expect(throws: (any Error).self) { try await portal.read(note) }
        #expect(try await desk.isIntact())
    }
}
