internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// The chart of a patient, with the notes of the groups that the patient belongs to.
    ///
    /// - Parameters:
    ///   - patient: The patient.
    ///   - filter: Which of the notes; all, if not told.
    /// - Returns: The chart; nothing is fetched before a page is.
    public func chart(of patient: PatientID, matching filter: ChartFilter = .everything) -> Chart {
        Chart(session: self, patient: patient, filter: filter)
    }

    /// The principal's own unsigned drafts, newest first.
    ///
    /// - Parameter limit: How many at the most, 1 to 200.
    /// - Returns: The drafts.
    /// - Throws: ``VaultError``.
    public func drafts(limit: Int = 50) async throws -> [ChartEntry] {
        try await core.inTime {
            try Self.check(limit)
            let keys = try await core.tenantKeys()
            return try await handOut(about: principal.owner) { session, now in
                var list = NoteList(predicate: try await session.possibleDrafts(keys, at: now))
                var entries: [ChartEntry] = []
                try await session.walk(&list, limit: limit, keys, at: now) { entry in
                    entries.append(entry)
                    return entries.count < limit
                }
                return (try await session.relating(entries, as: list.action, at: now), list.guards)
            }
        }
    }

    func page(of chart: Chart, limit: Int, after: ChartCursor?) async throws -> ChartPage {
        try Self.check(limit)
        let keys = try await core.tenantKeys()
        let binding = ChartCursor.Binding(self, query: chart.query(keys), keys)
        let start = try after.map { (cursor) throws(VaultError) in try cursor.position(binding, keys) }
        return try await handOut(about: chart.patient.owner) { session, now in
            var list = try await session.possibleNotes(of: chart, keys, at: now)
            list.position = start
            var entries: [ChartEntry] = []
            var isLast = true
            try await session.walk(&list, limit: limit + 1, keys, at: now) { entry in
                isLast = entries.count < limit
                if isLast { entries.append(entry) }
                return isLast
            }
            let next = isLast ? nil : try session.cursor(after: entries.last, binding, keys)
            let related = try await session.relating(entries, as: list.action, at: now)
            return (ChartPage(entries: related, next: next), list.guards)
        }
    }

    func count(of chart: Chart) async throws -> Int {
        let keys = try await core.tenantKeys()
        return try await handOut(about: chart.patient.owner) { session, now in
            var list = try await session.possibleNotes(of: chart, keys, at: now)
            var count = 0
            try await session.walk(&list, limit: 200, keys, at: now) { _ in
                count += 1
                return true
            }
            return (count, list.guards)
        }
    }

    // MARK: Deciding

    /// What the store is asked for, where to go on, and what was decided on so far.
    private struct NoteList {
        var predicate: IndexPredicate
        var filter = ChartFilter.everything
        var action = NoteAction.read
        var position: IndexQuery.Position?
        var guards: [OwnerID: Expectation] = [:]
    }

    /// What of the index this principal may see some note of, in the patient's own chart and those of the patient's
    /// groups: what the policy leaves over once the principal is folded in; the rest is never scanned.
    private func possibleNotes(
        of chart: Chart,
        _ keys: TenantKeys,
        at now: Instant
    ) async throws -> NoteList {
        var list = NoteList(predicate: .nothing, filter: chart.filter, action: readingAction)
        guard let own = try await core.view([chart.patient.owner: []]).owners[chart.patient.owner] else {
            return list
        }
        let groups = Dictionary(uniqueKeysWithValues: own.aggregate.groups.map { ($0.owner, Set<UInt32>()) })
        var views = groups.isEmpty ? [:] : try await core.view(groups).owners
        views[chart.patient.owner] = own
        let facts = await factsOfPrincipal(views.values.flatMap(\.aggregate.patients), at: now)
        var lists: [Set<UInt8>: Set<Bytes16>] = [:]
        for view in views.values {
            let asked = AccessCase(principal: facts, owner: view.aggregate, now: now)
            for compartment in chart.filter.compartments ?? Set(Compartment.allCases) {
                let possible = statusClasses(of: asked.requests(list.action, onAllOf: compartment))
                lists[possible.intersection(chart.filter.statusClasses), default: []]
                    .insert(keys.chartPseudonym(view.owner, compartment))
            }
        }
        list.predicate = chart.filter.narrowing(.lists(lists))
        list.guards = views.mapValues(\.guardExpectation)
        return list
    }

    /// The same of the principal's own drafts, whoever they are about.
    private func possibleDrafts(_ keys: TenantKeys, at now: Instant) async throws -> IndexPredicate {
        let facts = await factsOfPrincipal([], at: now)
        let possible = statusClasses(
            of: Compartment.allCases.map { facts.requestToReadOwnDraft(in: $0, at: now) }
        )
        return .lists([possible.intersection([StatusClass.draft]): [keys.draftsPseudonym(principal)]])
    }

    /// The classes of status in which the policy leaves over that some note may be seen.
    private func statusClasses(of requests: [AccessRequest]) -> Set<UInt8> {
        requests.reduce(into: []) { classes, request in
            classes.formUnion(StatusClass.selected(by: core.policy.residual(request).possible))
        }
    }

    /// Hands over the notes of a list that this principal may know of and asked for, in their order.
    ///
    /// Until `take` says `false`; what was decided on is added to the list. The store is asked for `limit` entries at
    /// once at the most.
    private func walk(
        _ list: inout NoteList,
        limit: Int,
        _ keys: TenantKeys,
        at now: Instant,
        _ take: (ChartEntry) -> Bool
    ) async throws {
        while list.predicate != .nothing {
            let page = try await core.scan(
                IndexQuery(
                    tenant: core.tenant,
                    collection: .header,
                    predicate: list.predicate,
                    order: .descending,
                    after: list.position,
                    limit: limit
                )
            )
            for entry in try await visible(page.hits, of: &list, keys, at: now) where !take(entry) { return }
            guard page.hasMore, let last = page.hits.last else { return }
            list.position = last.position
        }
    }

    /// Those of the notes that this principal may see and asked for, in the order given.
    private func visible(
        _ hits: [IndexPage.Hit],
        of list: inout NoteList,
        _ keys: TenantKeys,
        at now: Instant
    ) async throws -> [ChartEntry] {
        let loaded = try await core.loadHeaders(hits.map(\.note))
        let facts = await factsOfPrincipal(loaded.values.flatMap(\.header.subjects), at: now)
        var entries: [ChartEntry] = []
        for hit in hits {
            // A draft may have been discarded since the scan.
            guard let note = loaded[hit.note] else { continue }
            guard keys.mayList(note.header, of: note.id.owner, by: hit.entry) else {
                throw VaultError(.tampered, at: "index")
            }
            list.guards[note.id.owner] = note.view.guardExpectation
            if mayKnow(of: note, facts, as: list.action, at: now), list.filter.admits(note.header) {
                entries.append(ChartEntry(note.id, note.header))
            }
        }
        return entries
    }

    /// Whether the principal may know that a note exists.
    private func mayKnow(
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
    private func relating(
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

    /// Hands a list, or a count, out once its audit entry is durable and nothing that was decided on has moved.
    private func handOut<Answer>(
        about owner: OwnerID,
        _ collect: (NoteSession, Instant) async throws -> (Answer, [OwnerID: Expectation])
    ) async throws -> Answer {
        var contention = Contention(core)
        defer { contention.end() }
        while true {
            let session = pinned()
            let now = core.now
            let keys = try await core.tenantKeys()
            let (answer, guards) = try await collect(session, now)
            let entry = self.entry(.list, readingAction, owner: owner, epoch: 0, at: now)
            let recorded = try await core.commitReading(
                guards.values.sorted { $0.key < $1.key } + [session.state.current.guardExpectation],
                [try core.append(entry, keys)]
            )
            if recorded { return answer }
            try await contention.overtaken()
            try await refreshStanding()
        }
    }

    private func cursor(
        after entry: ChartEntry?,
        _ binding: ChartCursor.Binding,
        _ keys: TenantKeys
    ) throws(VaultError) -> ChartCursor? {
        guard let entry else { return nil }
        do throws(CryptoError) {
            return try ChartCursor(
                IndexQuery.Position(
                    time: entry.period.lowerBound,
                    owner: entry.id.owner,
                    record: entry.id.record
                ),
                binding,
                keys,
                core.environment.entropy
            )
        } catch {
            throw VaultError(error)
        }
    }

    private static func check(_ limit: Int) throws(VaultError) {
        guard (1...200).contains(limit) else { throw VaultError(.invalidInput, at: "limit") }
    }
}

extension IndexPage.Hit {
    var note: NoteID { NoteID(owner: key.owner, record: key.record) }
    var position: IndexQuery.Position {
        IndexQuery.Position(time: entry.time, owner: key.owner, record: key.record)
    }
}
