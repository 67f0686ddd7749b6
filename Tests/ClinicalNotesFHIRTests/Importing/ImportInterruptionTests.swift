import ClinicalNotesModel
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("An import that is interrupted or meets another one")
struct ImportInterruptionTests {
    @Test("a store that stops answering leaves whole batches, and a repeat takes up there", arguments: 0..<9)
    func storeStops(commits: Int) async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        _ = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        _ = try await practice.enroll("Lin", .treatingClinician, identifier: "S-03")
        let clerk = try await practice.clerk()
        practice.store.fail(afterCommits: commits)
        var isCut = false
        do throws(NotesError) {
            _ = try await practice.importer.run(input, into: clerk)
        } catch {
            #expect(error == NotesError(.storageUnavailable))
            isCut = true
        }
        // Four patients and five batches of notes: Ana, Nadia, Tom, Mia and the couple.
        #expect(isCut)
        practice.store.fail(afterCommits: .max)
        let written = try await practice.store.records().count { $0.key.collection == .revision }
        let report = try await practice.importer.run(input, into: clerk)
        #expect(report.unchanged.count == written)
        #expect(report.imported.count == 13 - written)
        #expect(try await practice.audit().count { $0.event == .importing } == 13)
    }

    @Test("imports of the same input at once write everything once")
    func atOnce() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        _ = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        _ = try await practice.enroll("Lin", .treatingClinician, identifier: "S-03")
        let clerk = try await practice.clerk()
        let reports = try await withThrowingTaskGroup(of: FHIRImportReport.self) { group in
            for _ in 0..<4 { group.addTask { try await practice.importer.run(input, into: clerk) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(reports.reduce(0) { $0 + $1.imported.count } == 13)
        for report in reports {
            #expect(report.patients == reports[0].patients)
            #expect(report.imported.count + report.unchanged.count == 13)
        }
        #expect(try await practice.store.records().count { $0.key.collection == .revision } == 13)
    }

    @Test("300 notes of one patient are one commit, over several pages of the directory")
    func manyNotes() async throws {
        let practice = try await ImportingPractice()
        let (author, keyring) = try await practice.enroll("Rivera", .treatingClinician)
        let clerk = try await practice.clerk()
        let notes = (0..<300).map { number in
            var note = ImportRefusalTests.note("N-\(number)", words: "Words of note \(number).")
            note.authors = [ExternalAuthor(attested: "Rivera", principal: author)]
            if number > 0 {
                note.relations = [.addendum(to: PersonIdentifier(system: "urn:example:notes", value: "N-0"))]
            }
            return note
        }
        let records = ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: notes)
        practice.store.fail(afterCommits: 2)
        let report = try await clerk.importRecords(records)
        practice.store.fail(afterCommits: .max)
        let made = report.notes.compactMap(\.made)
        #expect(made.count == 300)
        let first = try await practice.header(made[0])
        #expect(first.addenda == Array(made.dropFirst()))
        let desk = try await practice.vault.session(for: author, purpose: .treatment, unlocking: keyring)
        for number in [0, 126, 127, 128, 299] {
            let opened = try await desk.read(made[number])
            #expect(opened[\FreeText.text]?.copyString() == "Words of note \(number).")
            #expect(opened.relation == (number > 0 ? .addendum(to: made[0]) : nil))
        }
        #expect(try await clerk.importRecords(records).notes == made.map { .unchanged($0) })

        // An addendum to a note that came with an earlier import.
        var late = ImportRefusalTests.note("N-late")
        late.relations = [.addendum(to: PersonIdentifier(system: "urn:example:notes", value: "N-7"))]
        let later = try await clerk.importRecords(
            ExternalRecords(patients: [ImportRefusalTests.person("P-1")], notes: [late])
        )
        let id = try #require(later.notes.first?.made)
        #expect(try await practice.header(id).relation == .addendum(to: made[7]))
    }
}
