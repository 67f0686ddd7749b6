import ClinicalNotesModel
import FoundationEssentials
import TestSupport
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("Whom an import takes for the same person")
struct RecognitionTests {
    private static let soaks = Soak.isOn
    /// How many pairs are imported, of those that are judged.
    private static let imported = soaks ? 10_000 : 300
    private static let judged = 10_000

    static func patient(
        _ id: String,
        name: String = "Ana Rivera",
        birth: String? = "1990-05-01",
        gender: String? = nil,
        _ identifiers: String...
    ) -> String {
        var parts = [#""resourceType":"Patient""#, #""id":"\#(id)""#, #""name":[{"text":"\#(name)"}]"#]
        if !identifiers.isEmpty { parts.append(#""identifier":[\#(identifiers.joined(separator: ","))]"#) }
        if let birth { parts.append(#""birthDate":"\#(birth)""#) }
        if let gender { parts.append(#""gender":"\#(gender)""#) }
        return "{" + parts.joined(separator: ",") + "}"
    }

    static func number(_ type: String?, _ value: String, system: String = "urn:x", use: String? = nil)
        -> String
    {
        let coding = #"{"system":"http://terminology.hl7.org/CodeSystem/v2-0203","code":"#
        let type = type.map { #""type":{"coding":[\#(coding)"\#($0)"}]},"# } ?? ""
        let use = use.map { #""use":"\#($0)","# } ?? ""
        return #"{\#(use)\#(type)"system":"\#(system)","value":"\#(value)"}"#
    }

    private static func read(_ patients: [String]) throws -> FHIRImport {
        try FHIRImport.read(Array(patients.joined(separator: "\n").utf8))
    }

    @Test(
        "10,000 pairs of people who share numbers: nobody is taken for somebody else, and who is the same is found"
    )
    func pairs() async throws {
        var people = GeneratedPeople(seed: 9)
        let pairs = (0..<Self.judged).map { _ in people.next() }
        let importer = FHIRImporter(source: "urn:example:first")
        let other = FHIRImporter(source: "urn:example:second")
        var tally: [GeneratedPeople.Truth: [GeneratedPeople.Truth: Int]] = [:]
        for (number, pair) in pairs.enumerated() {
            // Other tests wait for this processor.
            if number % 100 == 0 { await Task.yield() }
            let (one, two) = (Person(pair.first.imported, importer), Person(pair.second.imported, other))
            let isNamed = !Set(one.identifiers).isDisjoint(with: two.identifiers)
            let judged: GeneratedPeople.Truth =
                isNamed ? (one.contradicts(two) ? .mistaken : .same) : .other
            tally[pair.truth, default: [:]][judged, default: 0] += 1
        }
        print("\(pairs.count) pairs judged: \(Self.told(tally))")
        for truth in GeneratedPeople.Truth.allCases {
            #expect(tally[truth].map { Set($0.keys) } == [truth])
            #expect(tally[truth]?[truth] ?? 0 > 1000)
        }
    }

    private static func told(_ tally: [GeneratedPeople.Truth: [GeneratedPeople.Truth: Int]]) -> String {
        let wrong = tally.filter { $0.key != .same }.values.reduce(0) { $0 + ($1[.same] ?? 0) }
        let same = tally[.same]?.values.reduce(0, +) ?? 0
        let refused = tally[.mistaken]?[.mistaken] ?? 0
        return "\(wrong) wrong merges, \(tally[.same]?[.same] ?? 0) of \(same) found, \(refused) refused"
    }

    @Test("and so it comes about in a vault")
    func vault() async throws {
        var people = GeneratedPeople(seed: 10)
        let pairs = (0..<Self.imported).map { _ in people.next() }
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let first = try await FHIRImporter(source: "urn:example:first")
            .run(try Self.read(pairs.map(\.first.json)), into: clerk)
        let second = try await FHIRImporter(source: "urn:example:second")
            .run(try Self.read(pairs.map(\.second.json)), into: clerk)
        for (pair, told) in zip(pairs, try Self.read(pairs.map(\.first.json)).patients) {
            let plain = pair.first.imported
            #expect(told.identifiers == plain.identifiers && told.birthDate == plain.birthDate)
            #expect(told.gender == plain.gender && told.name?.copyString() == plain.name?.copyString())
        }
        var tally: [GeneratedPeople.Truth: [GeneratedPeople.Truth: Int]] = [:]
        for (pair, (one, two)) in zip(pairs, zip(first.entries, second.entries)) {
            guard case .registered(let known) = one.outcome else {
                Issue.record("the first of a pair was \(one.outcome)")
                continue
            }
            let came: GeneratedPeople.Truth? =
                switch two.outcome {
                case .alreadyRegistered(known): .same
                case .registered: .other
                case .refused(let error) where error.code == .conflictingIdentifier: .mistaken
                default: nil
                }
            tally[pair.truth, default: [:]][try #require(came), default: 0] += 1
        }
        print("\(pairs.count) pairs imported: \(Self.told(tally))")
        for truth in GeneratedPeople.Truth.allCases { #expect(tally[truth].map { Set($0.keys) } == [truth]) }
    }

    @Test("68 people with one dummy number of an insurer have a chart each")
    func dummy() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        for type in ["MB", "XX", "SN", nil] {
            let patients = (0..<68).map {
                Self.patient("p\(type ?? "")\($0)", name: "Person \($0)", Self.number(type, "999999999"))
            }
            let report = try await practice.importer.run(try Self.read(patients), into: clerk)
            #expect(Set(report.patients.values).count == 68 && report.refusals.isEmpty)
        }
    }

    @Test(
        "the day of death is what is written, and none is made up",
        arguments: [
            (#""deceasedDateTime":"2024-05-17""#, CalendarDay(year: 2024, month: 5, day: 17)),
            (#""deceasedDateTime":"2024-05-17T23:30:00-05:00""#, CalendarDay(year: 2024, month: 5, day: 17)),
            (#""deceasedDateTime":"2024-05""#, nil), (#""deceasedBoolean":true"#, nil),
        ] as [(String, CalendarDay?)]
    )
    func death(_ told: String, day: CalendarDay?) async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let alive = Sample.patient
        _ = try await practice.importer.run(try Self.read([alive]), into: clerk)
        let dead = alive.replacing(#""gender":"female""#, with: #""gender":"female",\#(told)"#)
        let report = try await practice.importer.run(try Self.read([dead]), into: clerk)
        let patient = try #require(report.patients.values.first)
        #expect(report.entries.map(\.outcome) == [.updated(patient)])
        let view = try await practice.vault.core.view([patient.owner: []]).owners[patient.owner]
        let person = try #require(view?.aggregate.persons[patient])
        #expect(!person.isAlive && person.deathDate == day)
        let living = alive.replacing(
            #""gender":"female""#,
            with: #""gender":"female","deceasedBoolean":false"#
        )
        #expect(try Person(#require(Self.read([living]).patients.first), practice.importer).isAlive)
    }

    @Test("what was withdrawn does not come back, and the refusal says so")
    func withdrawn() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        func take(_ words: String, _ status: String) async throws -> FHIRImportReport {
            let note = Sample.note("text/plain", bytes: Array(words.utf8))
                .replacing(#""docStatus":"final""#, with: #""docStatus":"\#(status)""#)
                .replacing(#""code":"PSYTHPN""#, with: #""code":"COVERAGERPT""#)
                .replacing(#",{"coding":[{"system":"\#(Sample.actCode)","code":"HIPAAPsyNotes"}]}"#, with: "")
            return try await practice.importer.run(try Self.read([note]), into: clerk)
        }
        #expect(try await take("Words.", "final").imported.count == 1)
        #expect(try await take("Words.", "entered-in-error").withdrawn.count == 1)
        let refused = FHIRError(.invalidTransition, entry: 0, path: "DocumentReference")
        #expect(try await take("Others.", "final").refusals == [refused])
        #expect(FHIRError.Code(NotesError.Code.keyMissing) == .keyMissing)
    }

    @Test(
        "a man born in 1990 does not come into the chart of a woman born in 1950, and his note is not written"
    )
    func chart() async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let number = Self.number("MR", "1")
        let woman = Self.patient("w", name: "Ruth Lin", birth: "1950", gender: "female", number)
        _ = try await practice.importer.run(try Self.read([woman]), into: clerk)
        let before = try await practice.store.recordsButAudit()
        let man = Self.patient("m", name: "Omar Lin", birth: "1990-02-03", gender: "male", number)
        let note = Sample.note.replacing("Patient/p1", with: "Patient/m")
        let report = try await practice.importer.run(
            try Self.read([man, Sample.practitioner, note]),
            into: clerk
        )
        #expect(report.patients.isEmpty && report.imported.isEmpty)
        #expect(
            report.refusals == [
                FHIRError(.conflictingIdentifier, entry: 0, path: "Patient.identifier"),
                FHIRError(.unresolvedReference, entry: 2, path: "DocumentReference.subject"),
            ]
        )
        #expect(!"\(report.refusals)".contains("Lin"))
        #expect(try await practice.store.recordsButAudit() == before)
    }

    @Test(
        "what alone tells people apart",
        arguments: [
            RecognitionTests.patient(
                "m",
                name: "Eva Rivera",
                birth: "1990-05-01",
                gender: "female",
                RecognitionTests.number("MR", "1")
            ),
            RecognitionTests.patient(
                "m",
                name: "Ana Rivera",
                birth: "1991-05-01",
                gender: "female",
                RecognitionTests.number("MR", "1")
            ),
            RecognitionTests.patient(
                "m",
                name: "Ana Rivera",
                birth: "1990-06",
                gender: "female",
                RecognitionTests.number("MR", "1")
            ),
            RecognitionTests.patient(
                "m",
                name: "Ana Rivera",
                birth: "1991",
                gender: "female",
                RecognitionTests.number("MR", "1")
            ),
            RecognitionTests.patient(
                "m",
                name: "Ana Rivera",
                birth: "1990-05-01",
                gender: "male",
                RecognitionTests.number("MR", "1")
            ),
        ]
    )
    func contradictions(other: String) async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let first = Self.patient("w", gender: "female", Self.number("MR", "1"))
        _ = try await practice.importer.run(try Self.read([first]), into: clerk)
        let report = try await practice.importer.run(try Self.read([other]), into: clerk)
        #expect(report.refusals.map(\.code) == [.conflictingIdentifier])
        // In one input neither of them is taken: nobody knows whose the number is.
        let both = try await ImportingPractice()
        let together = try await both.importer.run(
            try Self.read([first, other]),
            into: try await both.clerk()
        )
        #expect(together.refusals.map(\.code) == [.conflictingIdentifier, .conflictingIdentifier])
    }

    @Test("one person who stands in an input under two ids has one chart")
    func twice() async throws {
        let practice = try await ImportingPractice()
        let number = Self.number("SS", "1", system: "http://hl7.org/fhir/sid/us-ssn")
        let patients = [
            Self.patient("a", number), Self.patient("b", name: "RIVERA, ANA", birth: "1990", number),
        ]
        let report = try await practice.importer.run(
            try Self.read(patients),
            into: try await practice.clerk()
        )
        #expect(Set(report.patients.values).count == 1 && report.patients.count == 2)
        #expect(report.refusals.isEmpty)
        #expect(try await practice.vault.verify().isConsistent)
    }

    @Test("two who agree with a third of whom less is known, and not with each other, are refused with it")
    func between() async throws {
        let practice = try await ImportingPractice()
        let number = Self.number("MR", "1")
        let patients = [
            Self.patient("a", birth: "1990-05-01", number), Self.patient("b", birth: nil, number),
            Self.patient("c", birth: "1950-05-01", number), Self.patient("d", birth: "1950-05-01"),
        ]
        let report = try await practice.importer.run(
            try Self.read(patients),
            into: try await practice.clerk()
        )
        #expect(report.refusals.map(\.entry) == [0, 1, 2])
        #expect(report.patients.count == 1)
    }

    @Test("a number that a colleague has refuses the patient, whose record is not joined")
    func staff() async throws {
        let practice = try await ImportingPractice()
        _ = try await practice.enroll("Rivera", .treatingClinician, identifier: "S-01")
        let number = Self.number("MR", "S-01", system: ImportingPractice.staffSystem)
        let patients = [Self.patient("a", name: "Rivera", number)]
        let report = try await practice.importer.run(
            try Self.read(patients),
            into: try await practice.clerk()
        )
        #expect(report.refusals.map(\.code) == [.conflictingIdentifier])
    }

    @Test("which identifiers name one person is the host's to say")
    func systems() throws {
        let read = try Self.read([
            Self.patient(
                "a",
                Self.number("MR", "1"),
                Self.number("PI", "2"),
                Self.number("NNDEU", "3"),
                Self.number("NI", "4"),
                Self.number("MB", "5"),
                Self.number("XX", "6"),
                Self.number("NNxxxx", "7"),
                Self.number(nil, "8"),
                Self.number(nil, "9", system: "http://hl7.org/fhir/sid/us-ssn"),
                Self.number("MR", "10", use: "old"),
                Self.number("MR", "11", use: "temp"),
                Self.number("MR", "12", use: "official"),
                Self.number("MR", "13", system: "urn:own")
            )
        ])
        func named(_ systems: IdentifierSystems) -> [String] {
            (read.patients.first?.identifiers ?? []).filter(systems.names).map(\.value)
        }
        #expect(named(.standard) == ["1", "2", "3", "4", "9", "12", "13"])
        var hosts = IdentifierSystems.standard.naming("urn:x")
        hosts.shared = ["urn:own"]
        #expect(named(hosts) == ["1", "2", "3", "4", "5", "6", "7", "8", "9", "12"])
        #expect(named(IdentifierSystems(types: [])) == [])
        let person = Person(try #require(read.patients.first), FHIRImporter(source: "urn:source"))
        #expect(person.identifiers.map(\.value) == ["1", "2", "3", "4", "9", "12", "13", "Patient/a"])
        #expect(person.sharedIdentifiers.map(\.value) == ["5", "6", "7", "8", "10", "11"])
    }
}
