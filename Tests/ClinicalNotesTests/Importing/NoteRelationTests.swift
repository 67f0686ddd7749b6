import Testing

@testable import ClinicalNotes

#if SQLite
import ClinicalNotesSQLite
import Foundation
#endif

@Suite("Notes are linked as their source says, in whatever order they come")
struct NoteRelationTests {
    let practice: Practice
    let clerk: NoteSession

    init() async throws { try await self.init(on: InMemoryNoteStore()) }

    private init(on store: any NoteStore) async throws {
        practice = try await Practice(store: store)
        let (principal, keyring) = try await practice.staff("Clerk", .administrator)
        clerk = try await practice.vault.session(for: principal, purpose: .operations, unlocking: keyring)
    }

    private static func name(_ value: String, _ run: Int = 0) -> PersonIdentifier {
        PersonIdentifier(system: "urn:example:notes", value: "\(run)-\(value)")
    }

    private static func note(
        _ key: String,
        _ run: Int = 0,
        version: Int? = nil,
        _ change: (inout ExternalNote) -> Void = { _ in }
    ) -> ExternalNote {
        var note = ExternalNote(
            key: name(key, run),
            version: version.map { ExternalVersion(id: "\($0)") },
            kind: .progress,
            compartment: .general,
            sections: [ExternalSection(text: ClinicalText("Words of \(key)."))],
            authors: [ExternalAuthor(attested: "Somebody")],
            subjects: [0],
            period: Practice.start..<Practice.start
        )
        change(&note)
        return note
    }

    @discardableResult
    private func take(_ notes: ExternalNote..., run: Int = 0) async throws -> [ImportOutcome<NoteID>] {
        try await take(notes, run: run)
    }

    private func take(_ notes: [ExternalNote], run: Int = 0) async throws -> [ImportOutcome<NoteID>] {
        let person = Person(
            legalName: "P-\(run)",
            identifiers: [PersonIdentifier(system: "urn:example:patients", value: "P-\(run)")]
        )
        return try await clerk.importRecords(ExternalRecords(patients: [.person(person)], notes: notes)).notes
    }

    private func header(_ note: NoteID) async throws -> NoteHeader {
        try #require(try await practice.vault.core.loadHeaders([note])[note]).header
    }

    /// How notes stand to each other, by their keys.
    private func standing(_ made: [NoteID]) async throws -> [String] {
        var told: [String] = []
        let headers = try await practice.vault.core.loadHeaders(made).mapValues(\.header)
        func key(_ id: NoteID) -> String {
            String(headers[id]?.external?.key.value.split(separator: "-").last ?? "?")
        }
        for (id, header) in headers {
            let relation =
                switch header.relation {
                case .addendum(let other)?: " adds to \(key(other))"
                case .replacement(let other)?: " replaces \(key(other))"
                case .annotation?, nil: ""
                }
            let addenda = header.addenda.map(key).sorted().joined()
            told.append(
                "\(key(id)) \(header.status.rawValue)\(relation)\(addenda.isEmpty ? "" : " has \(addenda)")"
            )
        }
        return told.sorted()
    }

    /// A few notes of one patient, and how they stand to each other once all have come.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let expected: [String]
        let notes: @Sendable (Int) -> [ExternalNote]
    }

    static let cases = [
        Case(
            testDescription: "one replaces another and has an addendum",
            expected: ["A amended", "B addended replaces A has C", "C signed adds to B"],
            notes: { run in
                [
                    note("A", run), note("B", run) { $0.relations = [.replacement(of: name("A", run))] },
                    note("C", run) { $0.relations = [.addendum(to: name("B", run))] },
                ]
            }
        ),
        Case(
            testDescription: "one replaces two that add to each other",
            expected: ["A amended adds to B has B", "B amended adds to A has A", "C signed replaces B"],
            notes: { run in
                [
                    note("A", run) { $0.relations = [.addendum(to: name("B", run))] },
                    note("B", run) { $0.relations = [.addendum(to: name("A", run))] },
                    note("C", run) {
                        $0.relations = [
                            .replacement(of: name("B", run)), .derived(from: name("A", run)),
                            .replacement(of: name("A", run)),
                        ]
                    },
                ]
            }
        ),
        Case(
            testDescription: "two name a third by a number and by its key",
            expected: ["A amended has B", "B signed adds to A", "C signed replaces A"],
            notes: { run in
                [
                    note("A", run) { $0.identifiers = [name("7", run)] },
                    note("B", run) { $0.relations = [.addendum(to: name("7", run))] },
                    note("C", run) { $0.relations = [.replacement(of: name("A", run))] },
                ]
            }
        ),
        Case(
            testDescription: "what is withdrawn or no more than a draft takes nobody's place",
            expected: ["A signed", "B entered-in-error replaces A", "C signed replaces A"],
            notes: { run in
                [
                    note("A", run),
                    note("B", run) {
                        $0.relations = [.replacement(of: name("A", run))]
                        $0.status = .enteredInError
                    },
                    note("C", run) {
                        $0.relations = [.replacement(of: name("A", run))]
                        $0.status = .draft
                    },
                ]
            }
        ),
    ]

    private static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

    /// Imports the notes in every order, in parts of so many.
    private func tryAll(_ tried: Case, in parts: [Int]) async throws {
        for (run, order) in Self.orders.enumerated() {
            let notes = tried.notes(run + parts.count * 10)
            let ordered = order.map { notes[$0] }
            var (made, next) = ([NoteID](), 0)
            for part in parts {
                let outcomes = try await take(Array(ordered[next..<next + part]), run: run + parts.count * 10)
                made += outcomes.compactMap { if case .imported(let note) = $0 { note } else { nil } }
                next += part
            }
            #expect(made.count == 3)
            #expect(try await standing(made) == tried.expected, "\(order) in \(parts)")
            // All of it again changes nothing.
            let again = try await take(ordered, run: run + parts.count * 10)
            #expect(again == made.map { .unchanged($0) })
        }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test("one by one, in parts and together", arguments: cases)
    func inMemory(tried: Case) async throws {
        for parts in [[3], [1, 2], [1, 1, 1]] { try await tryAll(tried, in: parts) }
    }

    #if SQLite
    @Test("over SQLite, one by one")
    func overSQLite() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("notes.db").path
        let other = try await NoteRelationTests(on: SQLiteNoteStore(path: path))
        try await other.tryAll(Self.cases[0], in: [1, 1, 1])
        try await other.practice.vault.close()
    }
    #endif

    @Test func `a relation that only a later state names is set then`() async throws {
        let old = try #require(try await take(Self.note("A")).first?.made)
        let new = try #require(try await take(Self.note("B", version: 1)).first?.made)
        let later = Self.note("B", version: 2) { $0.relations = [.replacement(of: Self.name("A"))] }
        #expect(try await take(later) == [.changed(new, from: 1, to: 1)])
        #expect(try await standing([old, new]) == ["A amended", "B signed replaces A"])
        #expect(try await take(later) == [.unchanged(new)])
        // One that is named no longer stays: the note whose place was taken does not come back either.
        #expect(try await take(Self.note("B", version: 3)) == [.changed(new, from: 1, to: 1)])
        #expect(try await standing([old, new]) == ["A amended", "B signed replaces A"])
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a number that only a later state bears links the note, and a final state of a draft does`()
        async throws
    {
        let naming = Self.note("B") { $0.relations = [.addendum(to: Self.name("7"))] }
        let adds = try #require(try await take(naming).first?.made)
        let plain = try #require(try await take(Self.note("A", version: 1)).first?.made)
        #expect(try await header(adds).relation == nil)
        let numbered = Self.note("A", version: 2) { $0.identifiers = [Self.name("7")] }
        #expect(try await take(numbered) == [.changed(plain, from: 1, to: 1)])
        #expect(try await standing([adds, plain]) == ["A addended has B", "B signed adds to A"])

        func draft(_ status: NoteStatus) -> ExternalNote {
            Self.note("C") {
                $0.relations = [.replacement(of: Self.name("A"))]
                $0.status = status
            }
        }
        let waiting = try #require(try await take(draft(.draft)).first?.made)
        #expect(try await header(plain).status == .addended)
        #expect(try await take(draft(.signed)) == [.changed(waiting, from: 1, to: 1)])
        #expect(try await header(plain).status == .amended)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `a note of somebody else, in another compartment or under a number of two is not linked`()
        async throws
    {
        let names = Self.note("B") {
            $0.relations = [.replacement(of: Self.name("A", 1)), .addendum(to: Self.name("C"))]
        }
        let first = try #require(try await take(names).first?.made)
        let other = try #require(try await take(Self.note("A", 1), run: 1).first?.made)
        let closed = try #require(
            try await take(
                Self.note("C") {
                    $0.compartment = .substanceUse
                    $0.received = ReceivedRecord(as: .lawfulHolder)
                }
            ).first?.made
        )
        #expect(try await header(first).relation == nil)
        #expect(try await header(other).status == .signed)
        #expect(try await header(closed).addenda.isEmpty)
        let twice = Self.note("D") { $0.identifiers = [Self.name("9")] }
        var second = twice
        second.key = Self.name("E")
        try await take(twice, second)
        let adds = Self.note("F") { $0.relations = [.addendum(to: Self.name("9"))] }
        let made = try #require(try await take(adds).first?.made)
        #expect(try await header(made).relation == nil)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `two that come at the same time are linked, whoever is first`() async throws {
        for run in 0..<8 {
            _ = try await take([], run: run)
            let made = try await withThrowingTaskGroup(of: [ImportOutcome<NoteID>].self) { group in
                group.addTask { try await take(Self.note("A", run), run: run) }
                group.addTask {
                    try await take(
                        Self.note("B", run) { $0.relations = [.replacement(of: Self.name("A", run))] },
                        run: run
                    )
                }
                return try await group.reduce(into: []) { $0 += $1.compactMap(\.made) }
            }
            #expect(try await standing(made) == ["A amended", "B signed replaces A"])
        }
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `who finds nobody to name is found again by a key that comes later`() async throws {
        // The address is the key until a better one comes; both name the note.
        let address = Self.name("DocumentReference/1")
        func state(_ version: Int, _ key: String) -> ExternalNote {
            Self.note(key, version: version) {
                $0.address = address
                $0.sections = [ExternalSection(text: ClinicalText("Words."))]
            }
        }
        let made = try #require(try await take(state(1, "DocumentReference/1")).first?.made)
        let adds = Self.note("B") { $0.relations = [.addendum(to: Self.name("M"))] }
        let other = try #require(try await take(adds).first?.made)
        #expect(try await header(other).relation == nil)
        #expect(try await take(state(2, "M")) == [.changed(made, from: 1, to: 1)])
        #expect(try await header(other).relation == .addendum(to: made))
        #expect(try await header(made).identifiers.first == Self.name("M"))
        #expect(try await header(made).external?.key == Self.name("M"))
        // It goes again, and is not taken away.
        #expect(try await take(state(3, "DocumentReference/1")) == [.unchanged(made)])
        #expect(try await take(state(3, "M")) == [.unchanged(made)])
        #expect(try await header(made).external?.key == Self.name("M"))
        // With another one it is another document, and from then on the address alone names neither.
        let second = try #require(try await take(state(4, "L")).first?.made)
        #expect(second != made)
        let neither = try #require(try await take(state(5, "DocumentReference/1")).first?.made)
        #expect(neither != made && neither != second)
        #expect(try await practice.vault.verify().findings.isEmpty)
    }

    @Test func `states with and without the key that come together are one note`() async throws {
        let address = Self.name("DocumentReference/1")
        let states = [(1, "DocumentReference/1"), (3, "M"), (2, "DocumentReference/1")].map { version, key in
            Self.note(key, version: version) { $0.address = address }
        }
        let outcomes = try await take(states)
        let made = try #require(outcomes[1].made)
        #expect(outcomes == [.unchanged(made), .imported(made), .unchanged(made)])
        // Of somebody else it is another note.
        #expect(try await take(Self.note("L") { $0.address = address }, run: 1).first?.made != made)
        #expect(try await take(states) == states.map { _ in .unchanged(made) })
        #expect(try await practice.vault.verify().findings.isEmpty)
    }
}
