internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// The chart of a patient, with the notes of the groups that the patient belongs to.
    ///
    /// - Parameter patient: The patient.
    /// - Returns: The chart; nothing is fetched before a page is.
    public func chart(of patient: PatientID) -> Chart { Chart(session: self, patient: patient) }

    /// The principal's own unsigned drafts, newest first.
    ///
    /// - Parameter limit: How many at the most, 1 to 200.
    /// - Returns: The drafts.
    /// - Throws: ``VaultError``.
    public func drafts(limit: Int = 50) async throws -> [ChartEntry] {
        try Self.check(limit)
        let keys = try await core.tenantKeys()
        let found = try await core.scan(
            IndexQuery(
                tenant: core.tenant,
                collection: .header,
                predicate: .pseudonym([keys.draftsPseudonym(principal)]),
                order: .descending,
                limit: limit
            )
        )
        return try await handOut { session, now in
            let visible = try await session.visible(found.hits, as: .read, keys, at: now)
            return (visible.entries, visible.guards, principal.owner)
        }
    }

    func page(of patient: PatientID, limit: Int, after: ChartCursor?) async throws -> ChartPage {
        try Self.check(limit)
        let keys = try await core.tenantKeys()
        let binding = ChartCursor.Binding(self, query: patient.bytes.bytes, keys)
        let start = try after.map { (cursor) throws(VaultError) in try cursor.position(binding, keys) }
        var next: ChartCursor?
        let entries = try await handOut { session, now in
            next = nil
            let (possible, owners) = try await session.possibleNotes(of: patient, keys, at: now)
            var collected = Visible(guards: owners)
            guard possible != .nothing else { return ([], owners, patient.owner) }
            var position = start
            scanning: while true {
                let page = try await core.scan(
                    IndexQuery(
                        tenant: core.tenant,
                        collection: .header,
                        predicate: possible,
                        order: .descending,
                        after: position,
                        limit: limit + 1
                    )
                )
                let found = try await session.visible(page.hits, as: readingAction, keys, at: now)
                collected.guards.merge(found.guards) { _, newer in newer }
                for entry in found.entries {
                    guard collected.entries.count < limit else {
                        next = try cursor(after: collected.entries.last, binding, keys)
                        break scanning
                    }
                    collected.entries.append(entry)
                }
                guard page.hasMore, let last = page.hits.last else { break }
                position = last.position
            }
            return (collected.entries, collected.guards, patient.owner)
        }
        return ChartPage(entries: entries, next: next)
    }

    // MARK: Deciding

    private struct Visible {
        var entries: [ChartEntry] = []
        var guards: [OwnerID: Expectation] = [:]
    }

    /// What of the index this principal may see some note of, in the patient's own chart and those of the patient's
    /// groups: what the policy leaves over once the principal is folded in; the rest is never scanned.
    private func possibleNotes(
        of patient: PatientID,
        _ keys: TenantKeys,
        at now: Instant
    ) async throws -> (predicate: IndexPredicate, guards: [OwnerID: Expectation]) {
        guard let own = try await core.view([patient.owner: []]).owners[patient.owner] else {
            return (.nothing, [:])
        }
        let groups = Dictionary(uniqueKeysWithValues: own.aggregate.groups.map { ($0.owner, Set<UInt32>()) })
        var views = groups.isEmpty ? [:] : try await core.view(groups).owners
        views[patient.owner] = own
        let facts = await factsOfPrincipal(views.values.flatMap(\.aggregate.patients), at: now)
        var charts: [Set<UInt8>: Set<Bytes16>] = [:]
        for view in views.values {
            let asked = AccessCase(principal: facts, owner: view.aggregate, now: now)
            for compartment in Compartment.allCases {
                let classes = asked.requests(readingAction, onAllOf: compartment)
                    .reduce(into: Set<UInt8>()) { classes, request in
                        classes.formUnion(StatusClass.selected(by: core.policy.residual(request).possible))
                    }
                charts[classes, default: []].insert(keys.chartPseudonym(view.owner, compartment))
            }
        }
        return (.charts(charts), views.mapValues(\.guardExpectation))
    }

    /// Those of the notes that this principal may see, in the order given.
    private func visible(
        _ hits: [IndexPage.Hit],
        as action: NoteAction,
        _ keys: TenantKeys,
        at now: Instant
    ) async throws -> Visible {
        let loaded = try await core.loadHeaders(hits.map(\.note))
        let facts = await factsOfPrincipal(loaded.values.flatMap(\.header.subjects), at: now)
        var result = Visible()
        for hit in hits {
            let id = hit.note
            // A draft may have been discarded since the scan.
            guard let note = loaded[id] else { continue }
            guard keys.mayList(note.header, of: id.owner, by: hit.entry) else {
                throw VaultError(.tampered, at: "index")
            }
            result.guards[id.owner] = note.view.guardExpectation
            let request = AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                .request(action, on: note.header, of: id)
            let decision = core.policy.decide(request)
            if decision.effect == .permit, !decision.visibility.isEmpty,
                decision.openDuties(circumstances.discharged).isEmpty
            {
                result.entries.append(ChartEntry(id, note.header))
            }
        }
        let known = try await known(result.entries.compactMap { $0.relation?.note }, as: action, at: now)
        result.entries = result.entries.map { $0.relating(only: known) }
        return result
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
        return Set(
            loaded.values.filter { note in
                let request = AccessCase(principal: facts, owner: note.view.aggregate, now: now)
                    .request(action, on: note.header, of: note.id)
                let decision = core.policy.decide(request)
                return decision.effect == .permit && !decision.visibility.isEmpty
                    && decision.openDuties(circumstances.discharged).isEmpty
            }.map(\.id)
        )
    }

    /// Hands entries out once their audit entry is durable and nothing that was decided on has moved.
    private func handOut(
        _ collect: (NoteSession, Instant) async throws -> ([ChartEntry], [OwnerID: Expectation], OwnerID)
    ) async throws -> [ChartEntry] {
        for _ in 0..<16 {
            let session = pinned()
            let now = core.now
            let keys = try await core.tenantKeys()
            let (entries, guards, owner) = try await collect(session, now)
            let entry = self.entry(.list, readingAction, owner: owner, epoch: 0, at: now)
            let recorded = try await core.commitReading(
                guards.values.sorted { $0.key < $1.key } + [session.state.current.guardExpectation],
                [try core.append(entry, keys)]
            )
            if recorded { return entries }
            try await refreshStanding()
        }
        throw VaultError(.conflict)
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

extension IndexPredicate {
    /// Notes of some charts, each with the classes of status in which a note may be seen.
    fileprivate static func charts(_ charts: [Set<UInt8>: Set<Bytes16>]) -> IndexPredicate {
        let terms = charts.filter { !$0.key.isEmpty }.map { classes, pseudonyms -> IndexPredicate in
            classes == StatusClass.all
                ? .pseudonym(pseudonyms) : .and([.pseudonym(pseudonyms), .statusClass(classes)])
        }
        return terms.count > 1 ? .or(terms) : terms.first ?? .nothing
    }
}

extension IndexPage.Hit {
    var note: NoteID { NoteID(owner: key.owner, record: key.record) }
    var position: IndexQuery.Position {
        IndexQuery.Position(time: entry.time, owner: key.owner, record: key.record)
    }
}
