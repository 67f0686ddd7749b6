import ClinicalNotesModel
import ClinicalNotesStorage
import TestSupport
import Testing

@testable import ClinicalNotes

@Suite("A chart")
struct ChartListTests {
    private static let day: Int64 = 86_400_000

    let store: WatchedStore
    let clinic: Clinic
    let rivera: Clinic.Staff
    let okafor: Clinic.Staff
    let clerk: Clinic.Staff
    let ana: Clinic.Patient

    /// Two therapists' notes of ten days, kept apart and not, in every state, some released.
    init() async throws {
        store = WatchedStore()
        clinic = try await Clinic(store: store)
        rivera = try await clinic.staff("Rivera")
        okafor = try await clinic.staff("Okafor")
        clerk = try await clinic.staff("Clerk", .billing)
        ana = try await clinic.patient("Ana", seenBy: rivera, okafor)
        for number in 0..<10 {
            let desk = try await clinic.desk(number % 3 == 2 ? okafor : rivera)
            let begun = Self.morning(number)
            let key = "note-\(number)"
            let note =
                number % 4 == 1
                ? try await desk.draft(
                    PsychotherapyNote(impressions: ClinicalText("Cradle \(number)")),
                    about: [ana.id],
                    period: begun..<begun,
                    idempotencyKey: IdempotencyKey(key)
                )
                : try await desk.draft(
                    FreeText(ClinicalText("Sleeps better, day \(number)")),
                    about: [ana.id],
                    period: begun..<begun,
                    idempotencyKey: IdempotencyKey(key)
                )
            guard number < 8 else { continue }
            try await desk.sign(note, idempotencyKey: IdempotencyKey("\(key)-sign"))
            if number % 2 == 0 {
                try await desk.release(note, to: ana.id, idempotencyKey: IdempotencyKey("\(key)-release"))
            }
            if number == 6 {
                try await desk.enterInError(
                    note,
                    as: .wrongContent,
                    reason: "Wrong",
                    idempotencyKey: IdempotencyKey("\(key)-error")
                )
            }
        }
    }

    private static func morning(_ number: Int) -> Instant {
        Instant(milliseconds: Practice.start.milliseconds + Int64(number) * day)
    }

    private func readers() async throws -> [(name: String, session: NoteSession)] {
        [
            ("Rivera", try await clinic.desk(rivera)), ("Okafor", try await clinic.desk(okafor)),
            ("Ana", try await clinic.portal(ana)), ("billing", try await clinic.desk(clerk, .payment)),
            ("Rivera for payment", try await clinic.desk(rivera, .payment)),
        ]
    }

    private var filters: [ChartFilter] {
        [
            .everything, ChartFilter(period: Self.morning(2)..<Self.morning(5)),
            ChartFilter(period: Self.morning(3)..<Self.morning(3)),
            ChartFilter(kinds: [FreeText.template.kind]), ChartFilter(kinds: []),
            ChartFilter(statuses: [.draft]), ChartFilter(statuses: [.signed, .enteredInError]),
            ChartFilter(compartments: [.psychotherapy]),
            ChartFilter(compartments: [.general], originators: [okafor.id]),
            ChartFilter(
                period: Self.morning(0)..<Self.morning(8),
                kinds: [PsychotherapyNote.template.kind],
                statuses: [.signed],
                compartments: [.general, .psychotherapy],
                originators: [rivera.id, okafor.id]
            ),
        ]
    }

    private func admits(_ filter: ChartFilter, _ entry: ChartEntry) -> Bool {
        (filter.period?.contains(entry.period.lowerBound) ?? true)
            && (filter.kinds?.contains(entry.kind) ?? true)
            && (filter.statuses?.contains(entry.status) ?? true)
            && (filter.compartments?.contains(entry.compartment) ?? true)
            && (filter.originators.map { !$0.isDisjoint(with: entry.originators) } ?? true)
    }

    @Test("hands out and counts what a filter admits of the whole, in pages of any size")
    func filtered() async throws {
        var handedOut = 0
        for (name, session) in try await readers() {
            let whole = try await session.chart(of: ana.id).page(limit: 200).entries
            for filter in filters {
                let chart = session.chart(of: ana.id, matching: filter)
                let expected = whole.filter { admits(filter, $0) }
                for limit in [1, 3, 200] {
                    var entries: [ChartEntry] = []
                    var cursor: ChartCursor?
                    repeat {
                        let page = try await chart.page(limit: limit, after: cursor)
                        #expect(page.count == limit || page.next == nil)
                        entries += page.entries
                        cursor = page.next
                    } while cursor != nil
                    #expect(entries == expected, "\(name), \(filter), pages of \(limit)")
                    handedOut += entries.count
                }
                #expect(try await chart.count() == expected.count, "\(name), \(filter)")
            }
        }
        #expect(handedOut > 100)
    }

    @Test("counts for each reader the notes that this reader can read")
    func counted() async throws {
        let all = try await clinic.desk(rivera).chart(of: ana.id).page(limit: 200).map(\.id)
        let others = try await clinic.desk(okafor).chart(of: ana.id).page(limit: 200).map(\.id)
        for (name, session) in try await readers() {
            let readable = try await session.read(Array(Set(all + others))).count
            #expect(try await session.chart(of: ana.id).count() == readable, "\(name)")
        }
        #expect(all.count > others.count && !others.isEmpty)
    }

    @Test("is recorded before its count is handed out")
    func recorded() async throws {
        let session = try await clinic.desk(okafor)
        let before = try await clinic.audit().filter { $0.event == .list }.count
        _ = try await session.chart(of: ana.id).count()
        #expect(try await clinic.audit().filter { $0.event == .list }.count == before + 1)
    }

    @Test("goes on only under the filter that it began with")
    func cursor() async throws {
        let session = try await clinic.desk(rivera)
        let whole = session.chart(of: ana.id)
        let signed = session.chart(of: ana.id, matching: ChartFilter(statuses: [.signed, .draft]))
        let same = session.chart(of: ana.id, matching: ChartFilter(statuses: [.draft, .signed]))
        let next = try #require(try await signed.page(limit: 1).next)
        #expect(try await same.page(limit: 1, after: next).count == 1)
        await #expect(throws: NotesError(.cursorInvalid, at: "after")) {
            _ = try await whole.page(limit: 1, after: next)
        }
        let first = try #require(try await whole.page(limit: 1).next)
        await #expect(throws: NotesError(.cursorInvalid, at: "after")) {
            _ = try await signed.page(limit: 1, after: first)
        }
    }

    @Test("asks the index for nothing, and loads no header but of what the policy and the filter leave over")
    func selected() async throws {
        let whole = try await clinic.desk(rivera).chart(of: ana.id).page(limit: 200).entries
        let filter = ChartFilter(
            period: Self.morning(2)..<Self.morning(7),
            statuses: [.signed],
            compartments: [.general]
        )
        let session = try await clinic.desk(rivera)
        store.forget()
        let found = try await session.chart(of: ana.id, matching: filter).page().map(\.id)
        #expect(store.queries.isEmpty)
        #expect(store.headersFetched == Set(found.map(\.record)))
        #expect(found == whole.filter { admits(filter, $0) }.map(\.id) && found.count == 3)
    }

    @Test("touches nothing but heads where the policy closes everything, whatever the notes are")
    func nothingPossible() async throws {
        let billing = try await clinic.desk(clerk, .payment)
        let psychotherapy = ChartFilter(compartments: [.psychotherapy])
        store.forget()
        #expect(try await billing.chart(of: ana.id, matching: psychotherapy).count() == 0)
        #expect(store.queries.isEmpty && store.headersFetched.isEmpty)
        let desk = try await clinic.desk(rivera)
        #expect(try await !desk.drafts().isEmpty)
        #expect(store.queries.count == 1)
        clinic.directory.doubt(rivera.id)
        store.forget()
        #expect(try await desk.drafts().isEmpty)
        #expect(try await desk.chart(of: ana.id).count() == 0)
        #expect(store.queries.isEmpty && store.headersFetched.isEmpty)
    }

    @Test("fetches a directory page once, and again only when it changed")
    func pagesFetchedOnce() async throws {
        let session = try await clinic.desk(rivera)
        let chart = session.chart(of: ana.id)
        let before = try await chart.page()
        store.forget()
        #expect(try await chart.page().entries == before.entries)
        #expect(store.fetched.allSatisfy { $0.collection != .directory })
        let note = try await session.signed("One more", about: ana.id, key: "more")
        store.forget()
        #expect(try await chart.page().map(\.id).contains(note))
        #expect(store.fetched.count { $0.collection == .directory } == 1)
        clinic.vault.core.caches.removeAll()
        store.forget()
        #expect(try await chart.page().count == before.count + 1)
        #expect(store.fetched.contains { $0.collection == .directory })
    }

    @Test("stands in no index but for drafts, which tells neither whose they are, nor status, nor time")
    func indexed() async throws {
        let keys = try await clinic.vault.core.tenantKeys()
        let hits = try await clinic.store.scan(
            IndexQuery(
                tenant: clinic.tenant,
                collection: .header,
                predicate: .all,
                order: .ascending,
                limit: 1_000
            ),
            by: .never
        ).hits
        let authors = Set([rivera, okafor].map { keys.draftsPseudonym($0.id) })
        #expect(Set(hits.map(\.entry.pseudonym)) == authors)
        #expect(hits.allSatisfy { $0.entry.statusClass == 0 && $0.entry.time.milliseconds == 0 })
        #expect(hits.count == 2)
    }
}
