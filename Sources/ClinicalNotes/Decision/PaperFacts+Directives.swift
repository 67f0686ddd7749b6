internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension PaperFacts {
    /// A paper that somebody would put on record, as the policy judges it.
    ///
    /// - Parameters:
    ///   - document: The paper.
    ///   - session: Who files it.
    ///   - selves: In whose place that person could act too.
    init(recording document: DirectiveDocument, by session: NoteSession, or selves: Selves) {
        self.init(
            kind: .known(document.paperKind),
            benefits: .known(document.opens(for: session, or: selves, filing: true)),
            filedBySelf: .known(true)
        )
    }

    /// What somebody would do with a paper that is on record.
    init(
        _ action: NoteAction,
        _ directive: Directive,
        by session: NoteSession,
        or selves: Selves
    ) {
        let document = directive.document
        self.init(
            kind: .known(document.paperKind),
            benefits: .known(
                action == .revokeDirective
                    ? document.keepsOut(session, or: selves)
                    : document.opens(for: session, or: selves, filing: false)
            ),
            filedBySelf: .known(
                directive.recordedBy == session.principal || selves.principals.contains(directive.recordedBy)
            )
        )
    }

    /// A paper that is not on record.
    static let nobodys = PaperFacts(kind: .unknown, benefits: .unknown, filedBySelf: .unknown)
}

extension DirectiveDocument {
    fileprivate var paperKind: PaperKind {
        switch self {
        case .authorization: .authorization
        case .part2Consent: .part2Consent
        case .generalConsent: .generalConsent
        case .accessDirective: .accessDirective
        case .restriction: .restriction
        case .representation: .representation
        case .legalProcess: .legalProcess
        }
    }

    /// Whether somebody sees less by a restriction than without it.
    fileprivate func keepsOut(_ session: NoteSession, or selves: Selves) -> Bool {
        guard case .restriction(let restriction) = self else { return false }
        let affiliations = session.affiliations(with: selves)
        return restriction.blocksRoles.isEmpty
            || restriction.blocksRoles.contains { role in
                affiliations.contains { $0.role.mayAct(as: role) }
            }
    }

    /// Whether somebody may see more by the paper than without it.
    ///
    /// Whose office it is to keep the papers gains nothing by a general consent, nor by confirming what a colleague filed for the
    /// practice as a whole: somebody must.
    fileprivate func opens(
        for session: NoteSession,
        or selves: Selves,
        filing isFiling: Bool
    ) -> Bool {
        let practice = session.core.organization
        guard named(in: practice).isDisjoint(with: selves.principals.union([session.principal])) else {
            return true
        }
        return session.affiliations(with: selves).contains { affiliation in
            let isOffice = affiliation.role.keepsPapers && (!isFiling || paperKind == .generalConsent)
            return opened(by: practice).contains { party in
                switch party {
                case .principal: false
                case .role(let role): affiliation.role.mayAct(as: role)
                case .organization(let organization): organization == affiliation.organization && !isOffice
                }
            }
        }
    }

    /// To whom it opens something.
    fileprivate func opened(by practice: OrganizationID) -> Set<Party> {
        switch self {
        case .authorization(let document): document.recipients
        case .part2Consent(let document): document.recipients
        case .accessDirective(let document): document.recipients
        case .legalProcess(let document): document.recipients
        // It names nobody: what it permits, it permits the practice.
        case .generalConsent: [.organization(practice)]
        case .restriction: []
        case .representation(let document):
            document.nonRecognition?.isComplete == true ? [] : [.principal(document.representative)]
        }
    }
}

extension DirectiveDocument {
    /// Whether it opens something to a principal, by name, role or organization.
    func lets(
        _ principal: PrincipalID,
        acting role: PrincipalRole,
        of organization: OrganizationID?,
        in practice: OrganizationID
    ) -> Bool {
        opened(by: practice).contains { $0.names(principal, acting: role, of: organization) }
    }

    /// Whether it opens something to people whom it does not name.
    fileprivate func opensToSeveral(in practice: OrganizationID) -> Bool {
        opened(by: practice).contains { $0.principals.isEmpty }
    }

    /// The people whom it opens something to by name.
    fileprivate func named(in practice: OrganizationID) -> Set<PrincipalID> {
        opened(by: practice).reduce(into: []) { $0.formUnion($1.principals) }
    }
}

extension Party {
    /// The one whom it names by name, if it does.
    fileprivate var principals: Set<PrincipalID> {
        if case .principal(let named) = self { [named] } else { [] }
    }
}

/// In whose place somebody could act beside their own.
struct Selves {
    /// Of those who were asked about.
    var principals: Set<PrincipalID> = []
    /// As what, by the ids that are linked to hers.
    var affiliations: [Enrollment.Affiliation] = []

    /// In nobody else's, as far as was looked.
    static let none = Selves()

    var isEmpty: Bool { principals.isEmpty && affiliations.isEmpty }
}

extension NoteSession {
    /// As what somebody acts, in this session or another.
    fileprivate func affiliations(with selves: Selves) -> [Enrollment.Affiliation] {
        [state.current.enrollment.affiliation] + selves.affiliations
    }

    /// Those among whom a paper names, and who filed it, in whose place this person could act: her other principals, and who is
    /// on record by her word alone.
    ///
    /// As what she acts by linked ids is looked up only where it counts, so that a damaged one keeps nobody from revoking; and it
    /// does not for patients about their own record, who sign for themselves.
    func selves(
        for action: NoteAction,
        among document: DirectiveDocument,
        filedBy filer: PrincipalID? = nil
    ) async throws(NotesError) -> Selves {
        let named = document.named(in: core.organization).subtracting([principal])
        let others = named.union([filer].compactMap { $0 }).subtracting([principal])
        let selves = try await core.selves(of: principal, among: others)
        let unvouched = try await core.unvouched(by: principal, among: named)
        let counts =
            action == .revokeDirective ? document.keepsOut : document.opensToSeveral(in: core.organization)
        let isOwn = document.subjects == [principal.patient]
        let linked = try await core.aggregates(of: counts && !isOwn ? state.current.linked : []).values
        return Selves(
            principals: selves.union(unvouched),
            affiliations: linked.compactMap(\.enrollment).filter { $0.ended == nil }.map(\.affiliation)
        )
    }
}

extension PrincipalRole {
    /// Whether people of this role keep the practice's papers: its privacy office and its administration.
    var keepsPapers: Bool { self == .operations || self == .administrator }
}
