internal import ClinicalNotesCrypto
public import ClinicalNotesModel
internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

extension NoteSession {
    /// Tells an author who can read a note, and why.
    ///
    /// Everybody whom the host names, and everybody on record of the note, is asked about as if they opened a
    /// session now, for each purpose and without anything declared; the answer is as of one moment, and recorded.
    ///
    /// - Parameter note: A note of this principal's own.
    /// - Returns: The readers.
    /// - Throws: ``NotesError`` with `notFound` for a note that is not there or not the principal's own;
    ///   `refused` where the principal may not read it.
    public func audience(of note: NoteID) async throws(NotesError) -> Readership {
        var answers = HostAnswers()
        return try await handOut { session, now in
            let found = try await core.loadHeaders([note])[note]
            let (loaded, decision) = try await session.require(readingAction, on: note, found, at: now) {
                $0.originators.contains(principal)
            }
            let search = ReadershipSearch(session: session, note: loaded, now: now)
            return Unrecorded(
                try await search.readership(&answers),
                guards: [loaded.view.guardExpectation],
                recordedBy: session.entry(
                    .list,
                    readingAction,
                    on: .note(loaded),
                    decision: decision,
                    at: now
                )
            )
        }
    }
}

/// What the host said, which is asked once however often a search begins anew.
private struct HostAnswers {
    var directory: Fact<[PrincipalID]>?
    var people: [PrincipalID: FactsOfPrincipal] = [:]
}

/// Asks the policy about one person after the other.
private struct ReadershipSearch {
    let session: NoteSession
    let note: LoadedNote
    let now: Instant

    private static let share = 200

    private var core: VaultCore { session.core }

    func readership(_ answers: inout HostAnswers) async throws -> Readership {
        let directory: Fact<[PrincipalID]>
        if let known = answers.directory {
            directory = known
        } else {
            directory = await core.relationships.principals(at: now)
            answers.directory = directory
        }
        let candidates = Set(directory.value ?? []).union(onRecord).sorted()
        var views: [OwnerID: OwnerView] = [:]
        for start in stride(from: 0, to: candidates.count, by: Self.share) {
            let share = candidates[start..<min(start + Self.share, candidates.count)]
            let wanted = Dictionary(uniqueKeysWithValues: share.map { ($0.owner, Set<UInt32>()) })
            views.merge(try await core.view(wanted).owners) { _, newer in newer }
        }
        var readers: [Reader] = []
        for candidate in candidates {
            guard let view = views[candidate.owner], let enrollment = view.aggregate.enrollment,
                enrollment.ended == nil
            else { continue }
            let snapshot = SessionState.Snapshot(enrollment, view)
            let permissions = await permissions(of: candidate, snapshot, &answers)
            guard !permissions.isEmpty else { continue }
            readers.append(Reader(principal: candidate, permissions: permissions, key: key(of: candidate)))
        }
        let facts = await session.factsOfPrincipal(note.header.subjects, at: now)
        let asked = AccessCase(principal: facts, owner: note.view.aggregate, now: now)
            .request(session.readingAction, on: note.header, of: note.id)
        return Readership(
            readers: readers,
            classes: core.policy.readers(of: asked),
            isDirectoryKnown: directory != .unknown,
            declarations: core.declarations.alone
        )
    }

    /// Everybody whom the note's own records name.
    private var onRecord: Set<PrincipalID> {
        var people = Set(note.header.originators + note.header.cosignatures.map(\.principal))
        people.formUnion(note.header.subjects.map { .patient($0) })
        people.formUnion(note.view.aggregate.slots.compactMap(\.reader))
        for filed in note.view.aggregate.directives { people.formUnion(filed.directive.document.people) }
        return people
    }

    private func key(of reader: PrincipalID) -> Reader.Key {
        guard note.header.compartment.custody == .granted else { return .keyService }
        return note.isOpen(to: reader, at: now) ? .held : .missing
    }

    private func permissions(
        of candidate: PrincipalID,
        _ snapshot: SessionState.Snapshot,
        _ answers: inout HostAnswers
    ) async -> [Reader.Permission] {
        func session(_ purpose: PurposeOfUse, _ role: PrincipalRole) -> NoteSession {
            NoteSession(
                core: core,
                state: SessionState(snapshot, keyring: nil),
                principal: candidate,
                purpose: purpose,
                role: role,
                circumstances: .ordinary
            )
        }
        let certified = snapshot.enrollment.affiliation.role
        let known: FactsOfPrincipal
        if let answered = answers.people[candidate] {
            known = answered
        } else {
            known = await session(.treatment, certified).factsOfPrincipal(note.header.subjects, at: now)
            answers.people[candidate] = known
        }
        var found: [Reader.Permission] = []
        for role in PrincipalRole.allCases where certified.mayAct(as: role) {
            // One question a role: what differs between purposes and actions is put in below.
            var asked = AccessCase(
                principal: known.acting(in: session(.treatment, role)),
                owner: note.view.aggregate,
                now: now
            )
            .request(.read, on: note.header, of: note.id)
            for purpose in PurposeOfUse.allCases {
                asked.purpose = .known(purpose)
                // A patient browses, and may also request access: two questions.
                let reading = session(purpose, role).readingAction
                for action in reading == .browse ? [NoteAction.browse, .read] : [reading] {
                    asked.action = .known(action)
                    let decision = core.policy.decide(asked)
                    guard decision.effect == .permit, !decision.visibility.isEmpty else { continue }
                    add(action, role, purpose, decision, to: &found)
                }
            }
        }
        return found
    }

    private func add(
        _ action: NoteAction,
        _ role: PrincipalRole,
        _ purpose: PurposeOfUse,
        _ decision: Decision,
        to found: inout [Reader.Permission]
    ) {
        let rules = decision.rules
        let before = decision.openDuties([])
        let known = found.firstIndex {
            $0.action == action && $0.role == role && $0.rules == rules && $0.obligations == before
        }
        found.append(
            Reader.Permission(
                action: action,
                role: role,
                purposes: (known.map { found[$0].purposes } ?? []) + [purpose],
                obligations: before,
                sentence: rules.first.flatMap(core.policy.sentence(of:)) ?? "",
                rules: rules,
                citations: decision.citations
            )
        )
        if let known { found.remove(at: known) }
    }
}

extension DirectiveDocument {
    /// The people whom a document names as somebody who may read.
    fileprivate var people: Set<PrincipalID> {
        let parties: Set<Party>
        switch self {
        case .authorization(let document): parties = document.recipients
        case .part2Consent(let document): parties = document.recipients
        case .accessDirective(let document): parties = document.recipients
        case .legalProcess(let document): parties = document.recipients
        case .representation(let document): return [document.representative]
        case .generalConsent, .restriction: parties = []
        }
        return Set(
            parties.compactMap { party in
                if case .principal(let id) = party { id } else { nil }
            }
        )
    }
}
