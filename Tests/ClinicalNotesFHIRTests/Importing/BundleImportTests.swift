import ClinicalNotesModel
import FoundationEssentials
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Whole bundles are imported into a vault")
struct BundleImportTests {
    @Test(
        "notes that nobody here wrote: 67 once, and nothing the second time",
        .enabled(if: FileManager.default.fileExists(atPath: BundleFile.aciBench.path))
    )
    func external() async throws {
        let input = try BundleFile.read(BundleFile.aciBench)
        let practice = try await ImportingPractice()
        let (author, keyring) = try await practice.enroll("Author", .treatingClinician)
        let clerk = try await practice.clerk()
        let first = try #require(input.practitioners.first).key
        let importer = FHIRImporter(source: "urn:example:aci") { $0.key == first ? author : nil }

        let report = try await importer.run(input, into: clerk)
        #expect(report.imported.count == 67)
        #expect(report.patients.count == 41)
        #expect(report.refusals.isEmpty)

        let stored = try await practice.store.records()
        let repeated = try await importer.run(input, into: clerk)
        #expect(repeated.imported.isEmpty)
        #expect(repeated.unchanged == report.imported)
        #expect(repeated.patients == report.patients)
        #expect(try await practice.store.records() == stored)

        var search = PlaintextSearch()
        for note in input.notes { search.add(note.text.copyString()) }
        for patient in input.patients { search.add(patient.name?.copyString() ?? "") }
        #expect(search.count > 1000)
        #expect(search.found(in: stored) == 0)

        let audit = try await practice.audit()
        let imports = audit.filter { $0.event == .importing }
        #expect(imports.count == 67)
        #expect(imports.allSatisfy { $0.principal == clerk.principal && $0.outcome == .permitted })
        #expect(
            Set(imports.compactMap { entry in entry.record.map { NoteID(owner: entry.owner, record: $0) } })
                == Set(report.imported)
        )
        try await practice.vault.checkpoint()
        let verifier = AuditVerifier(
            store: practice.store,
            tenant: practice.vault.tenant,
            instance: practice.vault.instanceKey,
            anchor: NoAnchor()
        )
        #expect(try await verifier.verify().isConsistent)
        #expect(try await practice.vault.verify().isConsistent)

        // The author reads the own notes, word for word; a colleague who is on no team reads none.
        let desk = try await practice.vault.session(for: author, purpose: .treatment, unlocking: keyring)
        var own = 0
        for (note, outcome) in zip(input.notes, report.imported) where note.authors == [first] {
            let opened = try await desk.read(outcome)
            #expect(opened[\FreeText.text]?.copyString() == note.text.copyString())
            #expect(opened.status == .signed && opened.kind == .progress && opened.originators == [author])
            own += 1
        }
        #expect(own > 0)
        #expect(try await clerk.read(report.imported).isEmpty)
    }

    @Test("the search finds a sentence that is there")
    func searchFinds() async throws {
        var search = PlaintextSearch()
        search.add("First words here. The patient slept badly.")
        let key = RecordKey(
            tenant: TenantID(.zero),
            owner: OwnerID(.zero),
            collection: .header,
            record: RecordID(.zero)
        )
        let bytes = Array("\u{1}\u{2}x The patient slept badly".utf8)
        #expect(search.found(in: [StoredRecord(key: key, revision: 1, value: RecordBytes(bytes))]) == 1)
    }

    @Test("the sample of the examples, with all its authors enrolled")
    func sample() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let (rivera, riveraKeys) = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let (okafor, okaforKeys) = try await practice.enroll("Okafor", .treatingClinician, identifier: "S-02")
        let (lin, linKeys) = try await practice.enroll("Lin", .treatingClinician, identifier: "S-03")
        let clerk = try await practice.clerk()
        let report = try await practice.importer.run(input, into: clerk)
        #expect(report.imported.count == 13)
        #expect(report.refusals.isEmpty)
        #expect(report.entries.count == input.entries.count)
        #expect(report.entries.count { $0.outcome == .skipped(.notImported) } == 1)
        #expect(report.entries.count { $0.outcome == .consulted } == 4)
        let notes = Dictionary(
            zip(input.notes.map(\.key.value), report.imported),
            uniquingKeysWith: { first, _ in first }
        )
        func note(_ id: String) throws -> NoteID { try #require(notes["DocumentReference/\(id)"]) }

        let psychotherapy = try note("ana-psychotherapy")
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        let opened = try await desk.read(psychotherapy)
        let words = try #require(input.notes.first { $0.compartment == .psychotherapy }).text.copyString()
        #expect(opened[\PsychotherapyFreeText.text]?.copyString() == words)
        #expect(opened.compartment == .psychotherapy && opened.originators == [rivera])

        let first = try #require(input.patients.first).key
        let ana = try #require(report.patients[first])
        practice.directory.join(okafor, ana)
        let colleague = try await practice.vault.session(
            for: okafor,
            purpose: .treatment,
            unlocking: okaforKeys
        )
        await #expect(throws: NotesError(.notFound)) { try await colleague.read(psychotherapy) }
        #expect(try await colleague.read(try note("ana-progress")).compartment == .general)
        #expect(try await !colleague.chart(of: ana).page().map(\.id).contains(psychotherapy))

        // One patient's plan replaced another: both are kept, and the older one shows that it was amended.
        let newer = try await practice.header(try note("ana-plan-2"))
        #expect(newer.relation == .replacement(of: try note("ana-plan-1")))
        #expect(try await practice.header(try note("ana-plan-1")).status == .amended)
        #expect(try await practice.header(try note("nadia-misfiled")).status == .enteredInError)

        let couple = try await practice.header(try note("couple-session"))
        #expect(couple.subjects.count == 2)
        #expect(try note("couple-session").owner != ana.owner)
        let substanceUse = try await practice.header(try note("tom-substance-use"))
        #expect(substanceUse.compartment == .substanceUse)
        #expect(substanceUse.originators == [okafor])
        #expect(substanceUse.created == ImportingPractice.start)
        #expect(substanceUse.period.lowerBound == Instant(rfc3339: "2026-03-25T10:30:00Z"))
        #expect(substanceUse.period.upperBound == Instant(rfc3339: "2026-03-25T11:15:00Z"))
        #expect(substanceUse.isImported)

        // The draft waits among its author's own, and can be signed by its author.
        let linDesk = try await practice.vault.session(for: lin, purpose: .documentation, unlocking: linKeys)
        #expect(try await linDesk.drafts().map(\.id) == [try note("ana-telephone")])
        try await linDesk.sign(try note("ana-telephone"), idempotencyKey: "sign")
        #expect(try await practice.header(try note("ana-telephone")).status == .signed)

        #expect(try await practice.vault.verify().isConsistent)

        let stored = try await practice.store.records()
        let repeated = try await practice.importer.run(input, into: clerk)
        #expect(repeated.unchanged == report.imported)
        #expect(try await practice.store.records() == stored)
    }
}
