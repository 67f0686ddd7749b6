import ClinicalNotesModel
import FoundationEssentials
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("What cannot be imported is refused by itself, with its reason")
struct ImportRefusalTests {
    /// A document and a report whose words are at these addresses, with where in them, and the element of the first.
    private static func elsewhere(_ addresses: String...) -> [(resource: String, list: String, first: String)]
    {
        let attachments = addresses.map { #""url":"https://example.org/\#($0)""# }
        let report =
            #"{"resourceType":"DiagnosticReport","id":"r","status":"final","code":{"text":"Report"},"presentedForm":["#
            + attachments.map { "{\($0)}" }.joined(separator: ",") + "]}"
        let document =
            #"{"resourceType":"DocumentReference","id":"n","status":"current","content":["#
            + attachments.map { #"{"attachment":{\#($0)}}"# }.joined(separator: ",") + "]}"
        return [
            (document, "DocumentReference.content", "DocumentReference.content[0].attachment"),
            (report, "DiagnosticReport.presentedForm", "DiagnosticReport.presentedForm[0]"),
        ]
    }

    @Test("words at an address that nobody fetches, or where nothing is, at the element that holds it")
    func wordsElsewhere() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let fetching = FHIRImporter(source: nil, fetch: { _ in SensitiveBytes([]) })
        for (resource, _, first) in Self.elsewhere("a") {
            let input = try Sample.read(resource)
            var report = try await practice.importer.run(input, into: clerk)
            #expect(report.refusals == [FHIRError(.externalContent, entry: 0, path: "\(first).url")])
            report = try await fetching.run(input, into: clerk)
            #expect(report.refusals == [FHIRError(.emptyText, entry: 0, path: "\(first).data")])
        }
        for (resource, list, _) in Self.elsewhere("a", "b") {
            let report = try await fetching.run(Sample.read(resource), into: clerk)
            #expect(report.refusals == [FHIRError(.emptyText, entry: 0, path: list)])
        }
    }

    @Test("a psychotherapy note whose author is not enrolled; the others are imported, a draft as it came")
    func authorNotEnrolled() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let report = try await practice.importer.run(input, into: clerk)
        #expect(report.imported.count == 12)
        let refused = input.notes.filter { $0.compartment == .psychotherapy }
        #expect(
            report.refusals
                == refused.map {
                    FHIRError(.authorNotEnrolled, entry: $0.index, path: "DocumentReference.author")
                }
        )
        var preliminary: [Range<Instant>] = []
        // Attested authors are kept as such, and are no originators.
        for note in report.imported {
            let header = try await practice.header(note)
            #expect(header.originators.isEmpty)
            #expect(header.attestedAuthors.count == 1)
            if header.external?.preliminary == true { preliminary.append(header.period) }
        }
        // A draft of nobody here is told as one.
        #expect(preliminary == input.notes.filter { $0.status == .draft }.map { Range($0) })
        // Once the authors are enrolled, a repeat imports what was left.
        _ = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        _ = try await practice.enroll("Lin", .treatingClinician, identifier: "S-03")
        let repeated = try await practice.importer.run(input, into: clerk)
        #expect(repeated.imported.count == 1)
        #expect(repeated.unchanged == report.imported)
    }

    @Test("a psychotherapy note of an author who left or has no keys")
    func authorWithoutKeys() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let keyless = try await practice.vault.enroll(
            Person(
                legalName: "Rivera",
                identifiers: [PersonIdentifier(system: ImportingPractice.staffSystem, value: "S-01")]
            ),
            Enrollment.Affiliation(role: .treatingClinician, organization: practice.vault.organization),
            idempotencyKey: "keyless"
        )
        var report = try await practice.importer.run(input, into: clerk, dryRun: true)
        #expect(report.refusals.map(\.code) == [.authorNotEnrolled])
        try await practice.vault.endEnrollment(of: keyless, idempotencyKey: "end")
        report = try await practice.importer.run(input, into: clerk)
        #expect(report.refusals.map(\.code) == [.authorNotEnrolled])
        for note in report.imported { #expect(try await practice.header(note).originators.isEmpty) }
    }

    @Test("whoever imports a psychotherapy note holds no key to it")
    func importerCannotOpen() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let (rivera, riveraKeys) = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let (okafor, okaforKeys) = try await practice.enroll("Okafor", .operations, identifier: "S-02")
        let importing = try await practice.vault.session(
            for: okafor,
            purpose: .operations,
            unlocking: okaforKeys
        )
        _ = try await practice.importer.run(input, into: importing)
        let note = try #require(input.notes.first { $0.compartment == .psychotherapy })
        let found = try await practice.vault.core.notes(
            identifiedBy: Set(ImportPlan.identifiers(note.identifiers, note.key, practice.importer.scope))
        )
        let id = try #require(found.values.joined().first).id
        let loaded = try #require(try await practice.vault.core.load([id])[id])
        let keys = try await practice.vault.core.tenantKeys()
        let now = practice.vault.core.now

        // Below the policy, with every key of the practice and the importer's own.
        let byImporter = importing.noteKeys(keys, now)
        #expect(!byImporter.hasPath(to: loaded))
        #expect(throws: CryptoError(.keyUnavailable)) { _ = try byImporter.noteKey(of: loaded) }
        // What the importer writes later goes under a key of the importer's own.
        #expect(byImporter.ownGeneration(loaded.view.keys, .psychotherapy) == nil)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        #expect(throws: Never.self) { _ = try desk.noteKeys(keys, now).noteKey(of: loaded) }
    }

    @Test("an author who imports the own notes keeps their one key")
    func ownNotes() async throws {
        let practice = try await ImportingPractice()
        let (rivera, keyring) = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: keyring)
        let input = try BundleFile.read(BundleFile.sample)
        // Nobody imports into the charts of people whom they do not treat.
        let stranger = try await practice.importer.run(input, into: desk)
        #expect(stranger.imported.isEmpty)
        for patient in stranger.patients.values { practice.directory.join(rivera, patient) }
        let own = try await practice.importer.run(input, into: desk).imported
        let headers = try await practice.vault.core.loadHeaders(own).values
        let granted = try #require(headers.first { $0.header.compartment == .psychotherapy })
        let keys = desk.noteKeys(try await practice.vault.core.tenantKeys(), practice.vault.core.now)
        #expect(keys.ownGeneration(granted.view.keys, .psychotherapy) != nil)
    }

    @Test(
        "two authors of one psychotherapy note both read it, and neither writes later under their shared key"
    )
    func twoAuthors() async throws {
        let practice = try await ImportingPractice()
        let (rivera, riveraKeys) = try await practice.enroll("Rivera", .treatingClinician)
        let (lin, linKeys) = try await practice.enroll("Lin", .treatingClinician)
        let desk = try await practice.vault.session(for: rivera, purpose: .treatment, unlocking: riveraKeys)
        let other = try await practice.vault.session(for: lin, purpose: .treatment, unlocking: linKeys)
        var note = Self.note("N-1")
        note.compartment = .psychotherapy
        note.authors = [
            ExternalAuthor(attested: "Rivera", principal: rivera),
            ExternalAuthor(attested: "Lin", principal: lin),
        ]
        let records = ExternalRecords(patients: [Self.person("P-1")], notes: [note])
        let patient = try #require(try await desk.importRecords(records).patients.first?.made)
        for author in [rivera, lin] { practice.directory.join(author, patient) }
        let report = try await desk.importRecords(records)
        let id = try #require(report.notes.first?.made)
        // Who imports her own is an author once somebody else says so.
        try await other.vouch(for: rivera, of: id, idempotencyKey: "vouch")
        for session in [desk, other] {
            #expect(try await session.read(id)[\PsychotherapyFreeText.text]?.copyString() == "Words.")
        }
        let loaded = try #require(try await practice.vault.core.loadHeaders([id])[id])
        let keys = desk.noteKeys(try await practice.vault.core.tenantKeys(), practice.vault.core.now)
        #expect(keys.ownGeneration(loaded.view.keys, .psychotherapy) == nil)
    }

    @Test("a dry run says what would happen and writes nothing")
    func dryRun() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        _ = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let clerk = try await practice.clerk()
        let before = try await practice.store.recordsButAudit()
        let dry = try await practice.importer.run(input, into: clerk, dryRun: true)
        #expect(try await practice.store.recordsButAudit() == before)
        #expect(dry.entries.count { $0.outcome == .importable } == 13 + 4)
        #expect(dry.refusals.map(\.code) == [])
        let real = try await practice.importer.run(input, into: clerk)
        #expect(real.imported.count == 13)
        #expect(real.refusals == dry.refusals)
        let after = try await practice.store.recordsButAudit()
        let repeated = try await practice.importer.run(input, into: clerk, dryRun: true)
        #expect(repeated.unchanged == real.imported)
        #expect(try await practice.store.recordsButAudit() == after)
    }

    @Test("only verified staff with their own keys import, and the attempt of anybody else is recorded")
    func notStaff() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let (outsider, outsiderKeys) = try await practice.enroll(
            "Outsider",
            .treatingClinician,
            inHouse: false
        )
        let (doubtful, doubtfulKeys) = try await practice.enroll("Doubtful", .treatingClinician)
        let patient = try await practice.vault.register(
            Person(legalName: "Portal"),
            idempotencyKey: "register"
        )
        let (portal, portalKeys) = (
            PrincipalID.patient(patient), try Keyring.generate(for: .patient(patient))
        )
        try await practice.vault.enroll(patient, keys: portalKeys.publicKeys, idempotencyKey: "portal")
        practice.directory.doubt(doubtful)
        for (principal, keyring) in [
            (outsider, outsiderKeys), (doubtful, doubtfulKeys), (portal, portalKeys),
        ] {
            let session = try await practice.vault.session(
                for: principal,
                purpose: .operations,
                unlocking: keyring
            )
            await #expect(throws: NotesError(.notStaff)) {
                _ = try await practice.importer.run(input, into: session)
            }
        }
        let refused = try await practice.audit().filter { $0.event == .importing }
        #expect(Set(refused.map(\.principal)) == [outsider, doubtful, portal])
        #expect(refused.allSatisfy { $0.outcome == .refused })

        let clerk = try await practice.clerk()
        let keyless = try await practice.vault.session(for: clerk.principal, purpose: .operations)
        await #expect(throws: NotesError(.keyringRequired)) {
            _ = try await practice.importer.run(input, into: keyless)
        }
        try await practice.vault.endEnrollment(of: clerk.principal, idempotencyKey: "end")
        await #expect(throws: NotesError(.notEnrolled)) {
            _ = try await practice.importer.run(input, into: clerk)
        }
        #expect(try await practice.store.records().allSatisfy { $0.key.collection != .revision })
    }

    @Test("identifiers that belong to somebody or something else")
    func conflicts() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let first = ExternalRecords(
            patients: [Self.person("P-1"), Self.person("P-2")],
            notes: [Self.note("N-1"), Self.note("N-2", subjects: [1])]
        )
        #expect(try await clerk.importRecords(first).notes.allSatisfy { $0.refusal == nil })

        var other = Self.note("N-2", subjects: [0])
        let cases: [(ExternalRecords, NotesError.Code)] = [
            (ExternalRecords(patients: [Self.person("P-1")], notes: [other]), .identityConflict),
            (
                ExternalRecords(patients: [Self.person("P-1", birthYear: 1971)], notes: [Self.note("N-3")]),
                .notFound
            ),
            (
                ExternalRecords(
                    patients: [Self.person("P-3"), Self.person("P-3", birthYear: 1971)],
                    notes: [Self.note("N-3")]
                ),
                .notFound
            ),
            (
                ExternalRecords(
                    patients: [Self.person("P-1")],
                    notes: [Self.note("N-3"), Self.note("N-3", words: "Other words")]
                ),
                .identityConflict
            ),
            (ExternalRecords(patients: [], notes: [Self.note("N-3")]), .notFound),
            (ExternalRecords(patients: [.known(PatientID(.zero))], notes: [Self.note("N-3")]), .notFound),
            (
                ExternalRecords(patients: [Self.person("P-1")], notes: [Self.note("N-3", subjects: [])]),
                .invalidInput
            ),
            (
                ExternalRecords(patients: [Self.person("P-1")], notes: [Self.note("N-3", subjects: [0, 0])]),
                .invalidInput
            ),
        ]
        let before = try await practice.store.recordsButAudit()
        for (records, code) in cases {
            let report = try await clerk.importRecords(records)
            #expect(report.notes.allSatisfy { $0.refusal?.code == code })
        }
        #expect(try await practice.store.recordsButAudit() == before)

        other.key = PersonIdentifier(system: "urn:example:notes", value: "")
        let nameless = ExternalRecords(patients: [Self.person("P-1")], notes: [other, Self.note("N-4")])
        let report = try await clerk.importRecords(nameless)
        #expect(report.notes[0] == .refused(NotesError(.identifierMissing)))
        #expect(report.notes[1].refusal == nil)
    }

    @Test("a damaged record refuses its own notes only")
    func damagedOwner() async throws {
        let input = try BundleFile.read(BundleFile.sample)
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let report = try await practice.importer.run(input, into: clerk)
        let tom = try #require(input.patients.firstIndex { $0.key.value == "Patient/tom" })
        let patient = try #require(report.patients[input.patients[tom].key])
        practice.store.damage(patient.owner)
        let repeated = try await practice.importer.run(input, into: clerk)
        #expect(
            repeated.refusals.contains(
                FHIRError(.recordNotIntact, entry: input.patients[tom].index, path: "Patient")
            )
        )
        let ofTom = input.notes.filter { $0.subjects.contains(input.patients[tom].key) }.map(\.index)
        for entry in repeated.entries where ofTom.contains(entry.index) {
            guard case .refused(let error) = entry.outcome else {
                Issue.record("a note of a damaged record was taken")
                continue
            }
            #expect(error.code == .unresolvedReference)
        }
        #expect(repeated.unchanged.count == report.imported.count - ofTom.count)
    }

    @Test(
        "an author whose record is damaged refuses the author's notes, so that they do not lose their originator"
    )
    func damagedAuthor() async throws {
        let practice = try await ImportingPractice()
        let (rivera, _) = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let clerk = try await practice.clerk()
        practice.store.damage(rivera.owner)
        let identifier = PersonIdentifier(system: ImportingPractice.staffSystem, value: "S-01")
        var named = Self.note("N-1")
        named.authors = [ExternalAuthor(attested: "Rivera", principal: rivera)]
        var identified = Self.note("N-2")
        identified.authors = [ExternalAuthor(attested: "Rivera", identifiers: [identifier])]
        let report = try await clerk.importRecords(
            ExternalRecords(patients: [Self.person("P-1")], notes: [named, identified, Self.note("N-3")])
        )
        #expect(report.notes[0] == .refused(NotesError(.tampered)))
        #expect(report.notes[1] == .refused(NotesError(.tampered)))
        #expect(report.notes[2].made != nil)
    }

    static func person(_ identifier: String, birthYear: Int = 1990) -> ExternalPatient {
        .person(
            Person(
                legalName: identifier,
                birthDate: CalendarDay(year: birthYear, month: 5, day: 1),
                identifiers: [PersonIdentifier(system: "urn:example:patients", value: identifier)]
            )
        )
    }

    static func note(_ identifier: String, subjects: [Int] = [0], words: String = "Words.") -> ExternalNote {
        ExternalNote(
            key: PersonIdentifier(system: "urn:example:notes", value: identifier),
            kind: .progress,
            compartment: .general,
            sections: [ExternalSection(text: ClinicalText(words))],
            authors: [ExternalAuthor(attested: "Somebody")],
            subjects: subjects,
            period: ImportingPractice.start..<ImportingPractice.start
        )
    }
}
