import ClinicalNotesModel
import ClinicalNotesPolicy
import Synchronization
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Labels of a patient's record and of an encounter reach the notes, whenever they come")
struct RecordLabelTests {
    private static let codes = ["NOPAT", "NODSCLCD", "V", "42CFRPart2", "UNHEARD-OF"]

    /// Files as an export has them: of each code a patient who bears it, one whose encounter does, and a note about each.
    private enum File: CaseIterable {
        case patients, encounters, notes

        var text: String {
            RecordLabelTests.codes.flatMap { code in ["p", "e"].map { line("\($0)-\(code)", code) } }
                .joined(separator: "\n")
        }

        private func line(_ id: String, _ code: String) -> String {
            switch self {
            case .patients: RecordLabelTests.patient(id, labels: id.hasPrefix("p") ? [code] : [])
            case .encounters:
                RecordLabelTests.encounter(id, of: "Patient/\(id)", labels: id.hasPrefix("e") ? [code] : [])
            case .notes: RecordLabelTests.note(id)
            }
        }
    }

    private static func meta(_ labels: [String]) -> String {
        guard !labels.isEmpty else { return "" }
        let codings = labels.map {
            #"{"system":"\#($0 == "V" ? Sample.confidentiality : Sample.actCode)","code":"\#($0)"}"#
        }
        return #""meta":{"security":[\#(codings.joined(separator: ","))]},"#
    }

    private static func patient(_ id: String, labels: [String] = []) -> String {
        #"{"resourceType":"Patient",\#(meta(labels))"id":"\#(id)","name":[{"text":"\#(id)"}],"birthDate":"1988-05-17"}"#
    }

    private static func encounter(
        _ id: String,
        of subject: String?,
        labels: [String],
        more: String = ""
    ) -> String {
        let subject = subject.map { #","subject":{"reference":"\#($0)"}"# } ?? ""
        return #"{"resourceType":"Encounter",\#(meta(labels))"id":"\#(id)"\#(more),"status":"finished","#
            + #""class":{"code":"AMB"}\#(subject)}"#
    }

    private static func note(_ id: String, of patient: String? = nil, encounter: String? = nil) -> String {
        let visit = encounter ?? #"{"reference":"Encounter/\#(id)"}"#
        return Sample.note(security: "").replacing(#""id":"n1""#, with: #""id":"\#(id)""#)
            .replacing(#""identifier":[{"system":"urn:example:notes","value":"CANARY-7"}],"#, with: "")
            .replacing("Patient/p1", with: "Patient/\(patient ?? id)")
            .replacing(#""context":{"#, with: #""context":{"encounter":[\#(visit)],"#)
    }

    // MARK: Importing

    /// A practice, and who imports into it.
    private struct Desk {
        let practice: ImportingPractice
        let clerk: NoteSession
        var importer: FHIRImporter

        init() async throws {
            practice = try await ImportingPractice()
            clerk = try await practice.clerk()
            importer = practice.importer
        }

        @discardableResult
        func take(_ files: [String], arriving: Bool = false) async throws -> [FHIRImportReport.Entry] {
            guard arriving else {
                return try await importer.run(try FHIRImport.read(files.map { Array($0.utf8) }), into: clerk)
                    .entries
            }
            let told = Mutex<[FHIRImportReport.Entry]>([])
            let sources = files.map { file in
                FHIRSource(byteCount: file.utf8.count) {
                    AsyncStream {
                        $0.yield(Array(file.utf8)); $0.finish()
                    }
                }
            }
            _ = try await importer.run(sources, into: clerk) { _ in
            } report: { entry in
                told.withLock { $0.append(entry) }
            }
            return told.withLock { $0 }.sorted { $0.index < $1.index }
        }

        @discardableResult
        func take(_ resources: String...) async throws -> [FHIRImportReport.Entry] {
            try await take([resources.joined(separator: "\n")])
        }

        func loaded(_ note: NoteID) async throws -> LoadedNote {
            try #require(try await practice.vault.core.loadHeaders([note])[note])
        }

        func words(_ note: NoteID) async throws -> Set<HostWord> {
            let loaded = try await loaded(note)
            return loaded.header.labelWords(in: loaded.view.aggregate)
        }

        /// The notes that were imported, by what their source calls them.
        func notes(_ entries: [FHIRImportReport.Entry]) async throws -> [String: NoteID] {
            var named: [String: NoteID] = [:]
            for entry in entries {
                guard case .imported(let note) = entry.outcome else { continue }
                named[try await loaded(note).header.foreign?.key.value ?? ""] = note
            }
            return named
        }

        func imported(_ entries: [FHIRImportReport.Entry]) throws -> NoteID {
            try #require(
                entries.compactMap { if case .imported(let note) = $0.outcome { note } else { nil } }.first
            )
        }

        /// Who wrote the notes that are imported from now on.
        mutating func author(_ name: String) async throws -> (PrincipalID, Keyring) {
            let author = try await practice.enrol(name, .treatingClinician)
            importer = FHIRImporter(
                source: importer.source,
                identifiers: importer.identifiers,
                author: { _ in author.0 }
            )
            return author
        }

        func treating(_ name: String, _ note: NoteID) async throws -> NoteSession {
            try await treating(note, as: try await practice.enrol(name, .treatingClinician))
        }

        func treating(_ note: NoteID, as staff: (PrincipalID, Keyring)) async throws -> NoteSession {
            let (principal, keyring) = staff
            for patient in try await loaded(note).header.subjects {
                practice.directory.join(principal, patient)
            }
            return try await practice.vault.session(for: principal, purpose: .treatment, unlocking: keyring)
        }

        func portal(_ note: NoteID) async throws -> (PatientID, NoteSession) {
            let patient = try #require(try await loaded(note).header.subjects.first)
            try await practice.vault.enrol(patient, keys: nil, idempotencyKey: "enrol-patient")
            return (
                patient, try await practice.vault.session(for: .patient(patient), purpose: .patientRequest)
            )
        }

        func isIntact() async throws -> Bool { try await practice.vault.verify().findings.isEmpty }
    }

    @Test(
        "files one after the other, in any order and however grouped, in memory or as a stream",
        arguments: [
            [[0, 1, 2]], [[0], [1], [2]], [[0], [2], [1]], [[1], [0], [2]], [[1], [2], [0]], [[2], [0], [1]],
            [[2], [1], [0]], [[2], [0, 1]], [[0, 1], [2]], [[1, 2], [0]], [[2, 1, 0]],
        ],
        [false, true]
    )
    func orders(groups: [[Int]], arriving: Bool) async throws {
        let desk = try await Desk()
        var imported: [FHIRImportReport.Entry] = []
        for group in groups {
            let entries = try await desk.take(group.map { File.allCases[$0].text }, arriving: arriving)
            #expect(entries.allSatisfy { if case .refused = $0.outcome { false } else { true } })
            imported += entries
        }
        let notes = try await desk.notes(imported)
        #expect(notes.count == 10)
        // What came before its labels is not sealed anew by itself: it is closed until somebody decides.
        let comesLast = groups.last?.contains(2) == true
        for (name, note) in notes {
            let code = try #require(Self.codes.first { name.hasSuffix("-\($0)") })
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
            let entries = try await desk.take(group.map { File.allCases[$0].text }, arriving: arriving)
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
            var desk = try await Desk()
            let author = try await desk.author("Rivera")
            let note = try desk.imported(
                try await desk.take(Self.patient("7"), Self.note("7"), Sample.practitioner)
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
                try await desk.take(Self.patient("7", labels: ["NOPAT"]))
            } else {
                try await desk.take(Self.encounter("7", of: "Patient/7", labels: ["NOPAT"]))
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
            try await desk.take(Self.patient("7"))
            try await desk.take(
                Self.patient("7").replacing(#""id":"#, with: #""meta":{"versionId":"9"},"id":"#)
            )
            try await desk.take(
                Self.encounter("7", of: "Patient/7", labels: []),
                Self.note("7"),
                Sample.practitioner
            )
            await #expect(throws: (any Error).self) { try await portal.read(note) }
            #expect(try await desk.isIntact())
        }
    }

    @Test("what is not to be disclosed is not, though the label stands on the patient's record alone")
    func disclosure() async throws {
        let desk = try await Desk()
        let note = try desk.imported(try await desk.take(Self.patient("7"), Self.note("7")))
        let (plan, keyring) = try await desk.practice.enrol("Plan", .healthPlan, inHouse: false)
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
        try await desk.take(Self.patient("7", labels: ["NODSCLCD"]))
        #expect(try await effect() == .deny)
    }

    @Test("a label that nobody knows closes the notes until somebody decides, once")
    func unknown() async throws {
        var desk = try await Desk()
        let author = try await desk.author("Rivera")
        let files = [Self.patient("7"), Self.note("7"), Sample.practitioner]
        let note = try desk.imported(try await desk.take([files.joined(separator: "\n")]))
        let (rivera, other) = (
            try await desk.treating(note, as: author), try await desk.treating("Okafor", note)
        )
        let closing = Self.patient("7", labels: ["UNHEARD-OF"])
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
        try await desk.take(closing, Self.note("7"), Sample.practitioner)
        try await desk.take(Self.note("7"), Sample.practitioner)
        #expect(try await desk.practice.store.recordsButAudit() == stored)
        _ = try await other.read(note)
        // It was decided about that label, and about no other.
        try await desk.take(Self.patient("7", labels: ["UNHEARD-OF", "NOR-THIS"]))
        await #expect(throws: (any Error).self) { try await other.read(note) }
        try await rivera.keepCompartment(of: note, idempotencyKey: "keep-again")
        _ = try await other.read(note)
        // Another record's label asks anew, and the note can be moved for it.
        try await desk.take(Self.encounter("7", of: "Patient/7", labels: ["PSYTHPN"]))
        await #expect(throws: (any Error).self) { try await other.read(note) }
        let moved = try await rivera.moveToProposedCompartment(note, idempotencyKey: "move")
        let header = try await desk.loaded(moved).header
        #expect(header.compartment == .psychotherapy)
        #expect(try await !desk.words(moved).contains(SecurityLabel.undecided))
        #expect(try await desk.isIntact())
    }

    @Test("they are lifted by people from a note, and come back with the note's next import alone")
    func lifted() async throws {
        var desk = try await Desk()
        let author = try await desk.author("Rivera")
        let labeled = Self.patient("7", labels: ["NOPAT"])
        let note = try desk.imported(try await desk.take(labeled, Self.note("7"), Sample.practitioner))
        // Kept once, with the patient's record.
        #expect(try await desk.loaded(note).header.foreign?.labels == [])
        let rivera = try await desk.treating(note, as: author)
        let (ana, portal) = try await desk.portal(note)
        try await rivera.release(note, to: ana, idempotencyKey: "release")
        await #expect(throws: (any Error).self) { try await portal.read(note) }
        let labels = Set(try await rivera.read(note).provenance.labels)
        try await rivera.lift(labels, of: note, idempotencyKey: "lift")
        _ = try await portal.read(note)
        try await desk.take(labeled)
        _ = try await portal.read(note)
        await #expect(throws: VaultError(.invalidInput, at: "labels")) {
            try await rivera.lift(labels, of: note, idempotencyKey: "lift-again")
        }
        try await desk.take(Self.note("7"), Sample.practitioner)
        await #expect(throws: (any Error).self) { try await portal.read(note) }
        #expect(try await desk.isIntact())
    }

    @Test("an encounter is found by whatever the note calls it by, and reaches no other note")
    func names() async throws {
        let number = #","identifier":[{"system":"urn:visits","value":"12"}]"#
        for (place, visit) in [
            #"{"reference":"Encounter/v1"}"#, #"{"reference":"Encounter/v1/_history/3"}"#,
            #"{"reference":"Encounter?identifier=urn:visits|12"}"#,
            #"{"identifier":{"system":"urn:visits","value":"12"}}"#,
        ].enumerated() {
            for comesFirst in [true, false] {
                let desk = try await Desk()
                let notes = [
                    Self.patient("7"), Self.note("n\(place)", of: "7", encounter: visit),
                    Self.note("other", of: "7", encounter: #"{"reference":"Encounter/v2"}"#),
                ].joined(separator: "\n")
                let encounter = Self.encounter("v1", of: "Patient/7", labels: ["NOPAT"], more: number)
                let files = comesFirst ? [encounter, notes] : [notes, encounter]
                var entries: [FHIRImportReport.Entry] = []
                for file in files { entries += try await desk.take([file]) }
                let made = try await desk.notes(entries)
                #expect(
                    try await desk.words(try #require(made["DocumentReference/n\(place)"])) == [
                        "security:NOPAT"
                    ]
                )
                #expect(try await desk.words(try #require(made["DocumentReference/other"])).isEmpty)
            }
        }
        // The name that a bundle gives, and two entries that are one encounter.
        let desk = try await Desk()
        let twice = [["NOPAT"], ["V"]].map { Self.encounter("v1", of: "Patient/7", labels: $0) }
        let bundle = Sample.collection(
            [Self.patient("7"), Self.note("n", of: "7", encounter: #"{"reference":"urn:uuid:0e1c"}"#)] + twice
        )
        let named = bundle.replacing(
            #"{"resource":{"resourceType":"Encounter""#,
            with: #"{"fullUrl":"urn:uuid:0e1c","resource":{"resourceType":"Encounter""#
        )
        let note = try desk.imported(try await desk.take([named]))
        #expect(try await desk.words(note) == ["security:NOPAT", "security:V"])
        #expect(try await desk.isIntact())
    }

    @Test("of a patient whom nobody has described, and of nobody", arguments: [false, true])
    func nobody(arriving: Bool) async throws {
        var desk = try await Desk()
        let encounter = Self.encounter("7", of: "Patient/7", labels: ["NOPAT"])
        let first = try await desk.take([encounter], arriving: arriving)
        #expect(first.map(\.outcome) == [.consulted] && first.allSatisfy(\.fallbacks.isEmpty))
        let note = try desk.imported(try await desk.take([Self.note("7"), Self.patient("7")]))
        #expect(try await desk.words(note) == ["security:NOPAT"])
        // Of whom it was is nowhere: its labels reach what came along, and that is told.
        let alone = Self.encounter("8", of: nil, labels: ["NOPAT"])
        let entries = try await desk.take([alone + "\n" + Self.note("8", of: "7")], arriving: arriving)
        #expect(entries[0].fallbacks == [.labelsNotKept])
        #expect(try await desk.words(try desk.imported(entries)) == ["security:NOPAT"])
        let importer = desk.practice.importer
        desk.importer = FHIRImporter(
            source: importer.source,
            identifiers: importer.identifiers,
            unknownPatients: .refuse
        )
        let stranger = Self.encounter("9", of: "Patient/9", labels: ["NOPAT"])
        let refused = FHIRError(.unresolvedReference, entry: 0, path: "Encounter.subject")
        #expect(try await desk.take([stranger], arriving: arriving).map(\.outcome) == [.refused(refused)])
        #expect(try await desk.isIntact())
    }

    @Test("those of one member reach the imported notes of a group, whichever came first")
    func groups() async throws {
        let group =
            #"{"resourceType":"Group","id":"g","type":"person","actual":true,"member":["#
            + #"{"entity":{"reference":"Patient/a"}},{"entity":{"reference":"Patient/b"}}]}"#
        let note = Self.note("n", encounter: #"{"reference":"Encounter/v"}"#)
            .replacing("Patient/n", with: "Group/g")
        let people = [Self.patient("a"), Self.patient("b"), group]
        let labeled = [
            Self.patient("a", labels: ["NOPAT"]), Self.encounter("v", of: "Patient/b", labels: ["V"]),
        ]
        for files in [[people + [note], labeled], [labeled, people + [note]]] {
            let desk = try await Desk()
            var entries: [FHIRImportReport.Entry] = []
            for file in files { entries += try await desk.take([file.joined(separator: "\n")]) }
            let made = try desk.imported(entries)
            #expect(try await desk.loaded(made).header.subjects.count == 2)
            #expect(try await desk.words(made) == ["security:NOPAT", "security:V"])
            #expect(try await desk.isIntact())
        }
    }

    @Test("of a couple, neither learns outside what a source's record of the other bears")
    func couple() async throws {
        let group =
            #"{"resourceType":"Group","id":"g","type":"person","actual":true,"member":["#
            + #"{"entity":{"reference":"Patient/a"}},{"entity":{"reference":"Patient/b"}}]}"#
        let desk = try await Desk()
        let note = Sample.note(security: #"{"system":"\#(Sample.confidentiality)","code":"R"}"#)
            .replacing("Patient/p1", with: "Group/g")
        let made = try desk.imported(
            try await desk.take(Self.patient("a", labels: ["HIV"]), Self.patient("b"), group, note)
        )
        let loaded = try await desk.loaded(made)
        func told(inside isInside: Bool) -> [String] {
            NoteProvenance(
                loaded.header,
                in: loaded.view.aggregate,
                signature: nil,
                toldInside: isInside
            ).labels.map(\.code)
        }
        #expect(told(inside: true) == ["R", "HIV"] && told(inside: false) == ["R"])
        let rivera = try await desk.treating("Rivera", made)
        #expect(try await rivera.read(made).provenance.labels.map(\.code) == ["R", "HIV"])
        #expect(try await desk.words(made) == ["security:R", "security:HIV"])
    }

    @Test("the office decides about a note that nobody here wrote, and nobody else does")
    func office() async throws {
        let desk = try await Desk()
        let labeled = Self.patient("7", labels: ["UNHEARD-OF", "HIV"])
        let note = try desk.imported(try await desk.take(labeled, Self.note("7")))
        let other = try await desk.treating("Okafor", note)
        let labels = try await desk.loaded(note).view.aggregate.labeled.reaching([]).written
        let (plan, keyring) = try await desk.practice.enrol("Plan", .healthPlan, inHouse: false)
        let (bill, billKeys) = try await desk.practice.enrol("Bill", .billing)
        for session in [
            other, try await desk.practice.vault.session(for: plan, purpose: .payment, unlocking: keyring),
            try await desk.practice.vault.session(for: bill, purpose: .payment, unlocking: billKeys),
        ] {
            await #expect(throws: (any Error).self) {
                try await session.keepCompartment(of: note, idempotencyKey: "not-theirs")
            }
            await #expect(throws: (any Error).self) {
                try await session.lift(Set(labels), of: note, idempotencyKey: "nor-this")
            }
        }
        await #expect(throws: (any Error).self) { try await other.read(note) }
        try await desk.clerk.keepCompartment(of: note, idempotencyKey: "keep")
        #expect(try await other.read(note).provenance.labels == labels)
        try await desk.clerk.lift(Set(labels), of: note, idempotencyKey: "lift")
        #expect(try await other.read(note).provenance.labels.isEmpty)
        #expect(try await desk.isIntact())
    }

    @Test(
        "an encounter without a name of its own is told, and what all bear is kept once",
        arguments: [false, true]
    )
    func nameless(arriving: Bool) async throws {
        let desk = try await Desk()
        let named = Self.encounter("7", of: "Patient/7", labels: ["NOPAT"])
        let nameless = named.replacing(#""id":"7","#, with: "")
        let files = [Self.patient("7", labels: ["NOPAT"]), named, nameless, "{}", Self.note("7")]
        let entries = try await desk.take([files.joined(separator: "\n")], arriving: arriving)
        #expect(entries.map(\.index) == Array(0..<5))
        #expect(entries[1].fallbacks.isEmpty && entries[2].fallbacks == [.labelsNotKept])
        let loaded = try await desk.loaded(try desk.imported(entries))
        #expect(loaded.view.aggregate.labeled.map(\.encounter) == [nil])
    }

    @Test("a bundle's label that an encounter bears is for the notes of that encounter")
    func bundle() async throws {
        let desk = try await Desk()
        let resources = [
            Self.patient("7"), Self.encounter("7", of: "Patient/7", labels: ["NOPAT"]), Self.note("7"),
            Self.note("other", of: "7"),
        ]
        let text = Sample.collection(resources).replacing(
            #""type":"collection""#,
            with: #""type":"collection",\#(Self.meta(["NOPAT"]).dropLast())"#
        )
        let made = try await desk.notes(try await desk.take([text]))
        #expect(try await desk.words(try #require(made["DocumentReference/7"])) == ["security:NOPAT"])
        #expect(try await desk.words(try #require(made["DocumentReference/other"])).isEmpty)
    }

    @Test("who may import and not change what is known of people brings them all the same")
    func clinician() async throws {
        let desk = try await Desk()
        let note = try desk.imported(try await desk.take(Self.patient("7"), Self.note("7")))
        let rivera = try await desk.treating("Rivera", note)
        let input = try FHIRImport.read(Array(Self.patient("7", labels: ["NOPAT"]).utf8))
        let report = try await desk.importer.run(input, into: rivera)
        #expect(report.entries.map(\.outcome) == [.updated(try await desk.loaded(note).header.subjects[0])])
        #expect(try await desk.words(note) == ["security:NOPAT"])
        let again = try await desk.importer.run(input, into: rivera)
        #expect(again.tally.alreadyRegistered == 1)
        #expect(try await desk.isIntact())
    }

    @Test("ten thousand notes are decided about in no more time for them")
    func many() async throws {
        let desk = try await Desk()
        let note = try desk.imported(try await desk.take(Self.patient("7", labels: ["V"]), Self.note("7")))
        let loaded = try await desk.loaded(note)
        var owner = loaded.view.aggregate
        owner.take(
            (0..<100).map { number in
                LabeledRecord(
                    encounter: PersonIdentifier(system: "urn:example:willow", value: "Encounter/\(number)"),
                    labels: ForeignLabels([SecurityLabel(system: Sample.actCode, code: "PSY")])
                )
            }
        )
        #expect(loaded.header.labelWords(in: owner) == ["security:V", "security:PSY"])
        let time = ContinuousClock().measure {
            for _ in 0..<10_000 { _ = loaded.header.labelWords(in: owner) }
        }
        print("labels of 10,000 notes among 100 encounters: \(time)")
        #expect(time < .seconds(10))
    }

    @Test("a label of the file that the words are in is the note's", arguments: [false, true])
    func ofFiles(arriving: Bool) async throws {
        let desk = try await Desk()
        let file =
            #"{"resourceType":"Binary",\#(Self.meta(["NOPAT"]))"id":"b","contentType":"text/plain","data":"SGVsbG8="}"#
        let note =
            #"{"resourceType":"DocumentReference","id":"n","status":"current","subject":{"reference":"Patient/7"},"#
            + #""content":[{"attachment":{"url":"Binary/b"}}]}"#
        let files = [Self.patient("7"), file, note]
        let entries = try await desk.take([files.joined(separator: "\n")], arriving: arriving)
        #expect(try await desk.words(try desk.imported(entries)) == ["security:NOPAT"])
    }

    @Test("a heading is told once where it is too long to stand over every section")
    func longHeading() throws {
        let inside = #"{"title":"A","text":{"status":"generated","div":"<div>a</div>"}}"#
        let heading = String(repeating: "h", count: 2000)
        let text =
            #"{"resourceType":"Composition","id":"c","status":"final","type":{"text":"x"},"date":"2026-01-01","title":"T","#
            + #""author":[{"display":"A"}],"subject":{"reference":"Patient/p"},"#
            + #""section":[{"title":"\#(heading)","section":[\#(inside),\#(inside)]}]}"#
        let note = try #require(try Sample.read(text).notes.first)
        #expect(note.content.sections.map { $0.title?.copyString() ?? "" } == ["", "A", "A"])
        #expect(note.content.sections[0].text.copyString() == heading)
    }
}
