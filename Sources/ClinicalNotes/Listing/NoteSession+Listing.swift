internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// The chart of a patient, with the notes of the groups that the patient belongs to; empty for who may see nothing of the
    /// patient's own record.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - filter: Which of the notes; all, if not told.
    /// - Returns: The chart; nothing is fetched before a page is.
    public func chart(of patient: PatientID, matching filter: ChartFilter = .everything) -> Chart {
        Chart(session: self, patient: patient, filter: filter)
    }

    func page(of chart: Chart, limit: Int, after: ChartCursor?) async throws -> ChartPage {
        try Self.check(limit)
        let keys = try await core.tenantKeys()
        let binding = ChartCursor.Binding(self, query: chart.query(keys), keys)
        let start = try after.map { (cursor) throws(NotesError) in try cursor.position(binding, keys) }
        return try await handOut { session, now in
            var list = try await session.possibleNotes(of: chart, at: now)
            list.position = start
            var entries: [ChartEntry] = []
            var isLast = true
            try await session.walk(&list, limit: limit + 1, at: now) { entry in
                isLast = entries.count < limit
                if isLast { entries.append(entry) }
                return isLast
            }
            let next = isLast ? nil : try session.cursor(after: entries.last, binding, keys)
            let related = try await session.relating(entries, as: list.action, at: now)
            let page = ChartPage(entries: related, next: next)
            return session.listed(
                page,
                of: chart.patient.owner,
                guards: list.guards,
                isShown: !related.isEmpty,
                at: now
            )
        }
    }

    func count(of chart: Chart) async throws -> Int {
        try await handOut { session, now in
            var list = try await session.possibleNotes(of: chart, at: now)
            var count = 0
            try await session.walk(&list, limit: 200, at: now) { _ in
                count += 1
                return true
            }
            return session.listed(
                count,
                of: chart.patient.owner,
                guards: list.guards,
                isShown: count > 0,
                at: now
            )
        }
    }

    // MARK: Deciding

    /// What of the directories this principal may see some note of, in the patient's own chart and those of the patient's
    /// groups: what the policy leaves over once the principal is folded in; the headers of the rest are never touched.
    ///
    /// Where it leaves nothing over of the patient's own, nothing more is looked up than of a patient who does not exist.
    private func possibleNotes(of chart: Chart, at now: Instant) async throws -> NoteList {
        let (patient, action) = (chart.patient, readingAction)
        func classes(
            of owner: OwnerAggregate,
            _ filter: ChartFilter,
            principal facts: FactsOfPrincipal
        ) -> NoteClasses {
            let asked = AccessCase(principal: facts, owner: owner, now: now)
            return (filter.compartments ?? Set(Compartment.allCases)).reduce(into: NoteClasses()) {
                let possible = statusClasses(of: asked.requests(action, onAllOf: $1))
                $0.insert(possible.intersection(filter.statusClasses), in: $1)
            }
        }
        let seen = try await core.view([patient.owner: []]).owners[patient.owner]?.ifRecord(of: patient)
        var facts = await factsOfPrincipal([patient], at: now)
        let own = classes(
            of: seen?.aggregate ?? OwnerAggregate(fresh: core.environment.entropy),
            .everything,
            principal: facts
        )
        guard let seen, !own.isEmpty else {
            return NoteList(views: [:], classes: [:], filter: chart.filter, action: action)
        }
        let views = try await core.chartViews(of: patient, seen: seen)
        let patients = Set(views.values.flatMap(\.aggregate.patients))
        if patients != [patient] { facts = await factsOfPrincipal(patients, at: now) }
        return NoteList(
            views: views,
            classes: views.mapValues { classes(of: $0.aggregate, chart.filter, principal: facts) },
            filter: chart.filter,
            action: action
        )
    }

    /// The classes of status in which the policy leaves over that some note may be seen.
    func statusClasses(of requests: [AccessRequest]) -> Set<NoteStatusClass> {
        requests.reduce(into: []) { classes, request in
            classes.formUnion(NoteStatusClass.selected(by: core.policy.residual(request).possible))
        }
    }

    /// Hands over the notes of a list that this principal may know of and asked for, in their order.
    ///
    /// Until `take` says `false`. At most `limit` headers are loaded at once.
    private func walk(
        _ list: inout NoteList,
        limit: Int,
        at now: Instant,
        _ take: (ChartEntry) -> Bool
    ) async throws {
        while true {
            let positions = list.next(limit)
            for entry in try await visible(positions, of: list, at: now) where !take(entry) { return }
            guard positions.count == limit, let last = positions.last else { return }
            list.position = last
        }
    }

    /// Those of the notes that this principal may see and asked for, in the order given.
    private func visible(
        _ positions: [ChartPosition],
        of list: NoteList,
        at now: Instant
    ) async throws -> [ChartEntry] {
        guard !positions.isEmpty else { return [] }
        let loaded = try await core.loadHeaders(positions.map(\.note), known: list.views)
        let facts = await factsOfPrincipal(loaded.values.flatMap(\.header.subjects), at: now)
        return positions.compactMap { position in
            // A draft may have been discarded since the directory was read; the newer directory says so.
            guard let note = loaded[position.note], mayKnow(of: note, facts, as: list.action, at: now),
                list.filter.admits(note.header)
            else { return nil }
            return ChartEntry(note.id, note.header)
        }
    }

    /// Whether the principal may know that a note exists.
    func mayKnow(
        of note: LoadedNote,
        _ facts: FactsOfPrincipal,
        as action: NoteAction,
        at now: Instant
    ) -> Bool {
        let decision = core.policy.decide(
            AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                .request(action, on: note.header, of: note.id)
        )
        return decision.effect == .permit && !decision.visibility.isEmpty
            && decision.openDuties(circumstances.discharged).isEmpty
    }

    /// The entries, naming no other note that this principal may not know of.
    func relating(
        _ entries: [ChartEntry],
        as action: NoteAction,
        at now: Instant
    ) async throws -> [ChartEntry] {
        let known = try await known(entries.compactMap { $0.relation?.note }, as: action, at: now)
        return entries.map { $0.relating(only: known) }
    }

    /// Those of the notes whose existence this principal may know of.
    func known(
        _ notes: [NoteID],
        as action: NoteAction,
        at now: Instant
    ) async throws -> Set<NoteID> {
        guard !notes.isEmpty else { return [] }
        let loaded = try await core.loadHeaders(notes)
        let facts = await factsOfPrincipal(loaded.values.flatMap(\.header.subjects), at: now)
        return Set(loaded.values.filter { mayKnow(of: $0, facts, as: action, at: now) }.map(\.id))
    }

    /// A list, or a count, to be recorded as one; where it shows something to who declared circumstances for it, somebody else
    /// reviews it.
    func listed<Answer>(
        _ answer: Answer,
        of owner: OwnerID,
        guards: [Expectation],
        isShown: Bool,
        at now: Instant
    ) -> Unrecorded<Answer> {
        let isReviewed = circumstances.areDeclared(for: purpose) && isShown
        let entry = entry(
            .list,
            readingAction,
            on: .owner(owner),
            bringing: isReviewed ? [.breakGlassAudit] : nil,
            at: now
        )
        return Unrecorded(answer, guards: guards, recordedBy: entry)
    }

    private func cursor(
        after entry: ChartEntry?,
        _ binding: ChartCursor.Binding,
        _ keys: TenantKeys
    ) throws(NotesError) -> ChartCursor? {
        guard let entry else { return nil }
        do throws(CryptoError) {
            return try ChartCursor(
                ChartPosition(
                    time: entry.period.lowerBound,
                    owner: entry.id.owner,
                    record: entry.id.record
                ),
                binding,
                keys,
                core.environment.entropy
            )
        } catch {
            throw NotesError(error)
        }
    }

    static func check(_ limit: Int) throws(NotesError) {
        guard (1...200).contains(limit) else { throw NotesError(.invalidInput, at: "limit") }
    }
}

extension IndexPage.Hit {
    var note: NoteID { NoteID(owner: key.owner, record: key.record) }
}
