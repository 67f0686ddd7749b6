import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("Two practices that differ in hidden notes alone")
struct TwoWorldsTests {
    enum Asker: CaseIterable {
        case colleague, patient, billing, outsider
    }

    /// A practice with five visible notes, and with hidden notes between them or without.
    struct World {
        let clinic: Clinic
        let rivera: Clinic.Staff
        let okafor: Clinic.Staff
        let clerk: Clinic.Staff
        let outsider: Clinic.Staff
        let ana: Clinic.Patient
        let asker: Asker
        var visible: [NoteID] = []
        /// Guessed identifiers: of hidden notes, where there are some.
        var guesses: [NoteID] = []
        var names: [NoteID: String] = [:]

        init(hidden: Bool, asker: Asker) async throws {
            clinic = try await Clinic(entropy: .seeded(11))
            rivera = try await clinic.staff("Rivera")
            okafor = try await clinic.staff("Okafor")
            clerk = try await clinic.staff("Clerk", .billing)
            outsider = try await clinic.staff("Court", .court, outside: true)
            ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
            self.asker = asker
            let desk = try await clinic.desk(rivera)
            for number in 0..<5 {
                try await hide(hidden, number, desk)
                clinic.clock.advance(by: .seconds(60))
                let note = try await desk.signed("Visible \(number)", about: ana.id, key: "visible-\(number)")
                try await desk.release(note, to: ana.id, idempotencyKey: "release-\(number)")
                visible.append(note)
                names[note] = "visible \(number)"
            }
            try await hide(hidden, 5, desk)
            for (number, guess) in guesses.enumerated() { names[guess] = "guess \(number)" }
        }

        /// Writes what the asker is not to know of: psychotherapy and drafts from everybody else, and what is not
        /// released from the patient.
        private mutating func hide(_ hidden: Bool, _ number: Int, _ desk: NoteSession) async throws {
            guard hidden else {
                for guess in 0..<3 {
                    let random = Bytes16(high: UInt64(number * 3 + guess), low: 77)
                    guesses.append(NoteID(owner: ana.id.owner, record: RecordID(random)))
                }
                return
            }
            guesses.append(
                try await desk.analysed("Hidden \(number)", about: ana.id, key: "hidden-\(number)")
            )
            guesses.append(
                try await desk.draft(
                    FreeText("Hidden draft"),
                    about: [ana.id],
                    idempotencyKey: "draft-\(number)"
                )
            )
            guard asker == .patient else {
                guesses.append(
                    try await desk.draft(
                        PsychotherapyNote(themes: ["Hidden"]),
                        about: [ana.id],
                        idempotencyKey: "own-\(number)"
                    )
                )
                return
            }
            guesses.append(
                try await desk.signed("Hidden signed", about: ana.id, key: "withheld-\(number)")
            )
        }

        func session() async throws -> NoteSession {
            switch asker {
            case .colleague: try await clinic.desk(okafor)
            case .patient: try await clinic.portal(ana)
            case .billing: try await clinic.desk(clerk, .payment)
            case .outsider: try await clinic.desk(outsider, .judicialProceeding)
            }
        }

        private func told(_ entry: ChartEntry) -> String {
            "\(names[entry.id] ?? "unknown") \(entry.status) \(entry.compartment) \(entry.originators)"
                + " \(entry.period) \(String(describing: entry.relation))"
        }

        /// Everything that the asker is told, whatever the asker tries.
        func transcript() async throws -> [String] {
            let session = try await session()
            var lines = try await charts(session)
            for note in visible { lines.append(await session.outcome(of: note)) }
            for guess in guesses { lines.append(await session.outcome(of: guess)) }
            let several = try await session.read(visible + guesses)
            lines.append("several: \(several.keys.map { names[$0] ?? "unknown" }.sorted())")
            lines.append("drafts: \(try await session.drafts(limit: 200).map(told))")
            // One of each kind of hidden note.
            for guess in guesses.prefix(3) { lines += await attempts(session, guess) }
            lines += try await charts(session)
            return lines
        }

        private func charts(_ session: NoteSession) async throws -> [String] {
            let chart = session.chart(of: ana.id)
            var lines: [String] = []
            for limit in [1, 2, 3, 5, 6, 200] {
                var cursor: ChartCursor?
                repeat {
                    let page = try await chart.page(limit: limit, after: cursor)
                    cursor = page.next
                    let cursorLength = cursor?.description.count ?? 0
                    lines.append("page of \(limit): \(page.map(told)), cursor \(cursorLength)")
                } while cursor != nil
            }
            lines.append(await refusal { _ = try await chart.page(limit: 0) } ?? "permitted")
            lines.append("count \(try await chart.count())")
            let filters =
                Compartment.allCases.map { ChartFilter(compartments: [$0]) }
                + NoteStatus.allCases.map { ChartFilter(statuses: [$0]) }
                + [PsychotherapyNote.template.kind, FreeText.template.kind].map {
                    ChartFilter(kinds: [$0])
                }
                + [
                    ChartFilter(originators: [rivera.id]),
                    ChartFilter(period: Practice.start..<clinic.clock.now),
                ]
            for (number, filter) in filters.enumerated() {
                let filtered = session.chart(of: ana.id, matching: filter)
                let count = try await filtered.count()
                lines.append("filter \(number): \(try await filtered.page().map(told)), \(count)")
            }
            for word in ["words", "e", "hidden"] {
                lines.append("search for \(word): \(try await chart.search(for: word).map(told))")
            }
            return lines
        }

        /// Every call that names a note, with a guessed name.
        private func attempts(_ session: NoteSession, _ note: NoteID) async -> [String] {
            let (patient, text) = (ana.id, FreeText("x"))
            let hold = Hold(
                note: note,
                patient: patient,
                ground: .endangerLifeOrPhysicalSafety,
                determinedBy: .licensedProfessional,
                by: session.principal,
                at: Practice.start,
                individualized: true,
                treatingRelationship: true,
                expires: nil
            )
            let name = names[note] ?? "unknown"
            let calls: [(String, () async throws -> Void)] = [
                ("export", { _ = try await session.export(note) }),
                ("requested", { _ = try await session.readRequested(note) }),
                ("edit", { try await session.edit(note, text, idempotencyKey: "a \(name)") }),
                ("sign", { try await session.sign(note, idempotencyKey: "b \(name)") }),
                ("cosign", { try await session.cosign(note, idempotencyKey: "c \(name)") }),
                ("amend", { try await session.amend(note, text, idempotencyKey: "d \(name)") }),
                ("addend", { _ = try await session.addend(note, text, idempotencyKey: "e \(name)") }),
                ("annotate", { _ = try await session.annotate(note, "x", idempotencyKey: "f \(name)") }),
                (
                    "error",
                    {
                        try await session.enterInError(
                            note,
                            as: .wrongContent,
                            reason: "x",
                            idempotencyKey: "g \(name)"
                        )
                    }
                ),
                ("discard", { try await session.discard(note, reason: "x", idempotencyKey: "h \(name)") }),
                ("release", { try await session.release(note, to: patient, idempotencyKey: "i \(name)") }),
                (
                    "withhold",
                    { try await session.withhold(note, from: patient, idempotencyKey: "j \(name)") }
                ),
                ("hold", { try await session.place(hold, idempotencyKey: "k \(name)") }),
                ("lift", { try await session.lift(hold, idempotencyKey: "l \(name)") }),
                ("holds", { _ = try await session.holds(on: note) }),
                (
                    "grant",
                    {
                        try await session.grantKey(
                            of: note,
                            to: session.principal,
                            for: .treatment,
                            idempotencyKey: "m \(name)"
                        )
                    }
                ),
            ]
            var lines: [String] = []
            for (call, attempt) in calls { lines.append("\(call): \(await refusal(attempt) ?? "permitted")") }
            return lines
        }
    }

    @Test("answer alike to whatever is tried", arguments: Asker.allCases)
    func indistinguishable(asker: Asker) async throws {
        // What a patient may have and comment on by right is told openly; that is left to the test of requests.
        let byRight = ["requested", "export", "annotate"]
        func comparable(_ lines: [String]) -> [String] {
            guard asker == .patient else { return lines }
            return lines.filter { line in !byRight.contains { line.hasPrefix($0) } }
        }
        let plain = comparable(try await World(hidden: false, asker: asker).transcript())
        let full = comparable(try await World(hidden: true, asker: asker).transcript())
        for (left, right) in zip(plain, full) where left != right {
            Issue.record("without hidden notes: \(left)\nwith hidden notes: \(right)")
        }
        #expect(plain.count == full.count)
        #expect(plain.contains { $0.contains("visible 4") } == (asker != .outsider))
    }

    @Test("differ for somebody who may see the hidden notes")
    func control() async throws {
        var lines: [[String]] = []
        for hidden in [false, true] {
            let world = try await World(hidden: hidden, asker: .colleague)
            let author = try await world.clinic.desk(world.rivera)
            lines.append(try await author.chart(of: world.ana.id).page().map { "\($0.compartment)" })
        }
        #expect(lines[0] != lines[1])
    }

    @Test("give the same cursors' meaning while hidden notes are written")
    func cursorsAcrossHiddenWrites() async throws {
        let world = try await World(hidden: false, asker: .colleague)
        let chart = try await world.session().chart(of: world.ana.id)
        let whole = try await chart.page().map(\.id)
        let first = try await chart.page(limit: 2)
        let desk = try await world.clinic.desk(world.rivera)
        for number in 0..<9 {
            _ = try await desk.analysed("Late \(number)", about: world.ana.id, key: "late-\(number)")
        }
        let rest = try await chart.page(limit: 2, after: first.next)
        #expect(first.map(\.id) + rest.map(\.id) == Array(whole.prefix(4)))
    }
}
