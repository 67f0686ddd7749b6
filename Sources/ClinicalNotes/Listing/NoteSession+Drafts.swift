internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    private static let loadedAtOnce = 200

    /// The principal's own unsigned drafts, newest first.
    ///
    /// They are found through the store's index, which nothing but a verification vouches for, and every one is loaded to
    /// order them.
    ///
    /// - Parameter limit: How many at the most, 1 to 200.
    /// - Returns: The drafts.
    /// - Throws: ``NotesError``.
    public func drafts(limit: Int = 50) async throws(NotesError) -> [ChartEntry] {
        try await core.inTime { try await ownDrafts(limit) }
    }

    private func ownDrafts(_ limit: Int) async throws -> [ChartEntry] {
        try Self.check(limit)
        return try await handOut { session, now in
            let action = NoteAction.read
            let drafts = try await session.ownDrafts(at: now)
            let facts = await session.factsOfPrincipal(drafts.flatMap(\.header.subjects), at: now)
            var guards: [OwnerID: Expectation] = [:]
            var entries: [ChartEntry] = []
            for draft in drafts where entries.count < limit {
                guards[draft.id.owner] = guards[draft.id.owner] ?? draft.view.guardExpectation
                if session.mayKnow(of: draft, facts, as: action, at: now) {
                    entries.append(ChartEntry(draft.id, draft.header))
                }
            }
            let related = try await session.relating(entries, as: action, at: now)
            return session.listed(
                related,
                of: principal.owner,
                guards: guards.sorted { $0.key < $1.key }.map(\.value),
                isShown: !related.isEmpty,
                at: now
            )
        }
    }

    /// The principal's drafts, whoever they are about, newest first; none if the policy leaves none over.
    private func ownDrafts(at now: Instant) async throws -> [LoadedNote] {
        let facts = await factsOfPrincipal([], at: now)
        let requests = Compartment.allCases.map { facts.requestToReadOwnDraft(in: $0, at: now) }
        guard statusClasses(of: requests).contains(.draft) else { return [] }
        let pseudonym = try await core.tenantKeys().draftsPseudonym(principal)
        var listed: Set<NoteID> = []
        try await core.scan(.header, .pseudonym([pseudonym])) { listed.insert($0.note) }
        var drafts: [LoadedNote] = []
        var rest = listed.sorted()[...]
        while !rest.isEmpty {
            let loaded = try await core.loadHeaders(Array(rest.prefix(Self.loadedAtOnce))).values
            rest = rest.dropFirst(Self.loadedAtOnce)
            guard loaded.allSatisfy({ $0.header.originators.contains(principal) }) else {
                throw NotesError(.tampered, at: "index")
            }
            // One may have been signed or discarded since the scan.
            drafts += loaded.filter { $0.header.status == .draft }
        }
        return drafts.sorted { $0.position > $1.position }
    }
}
