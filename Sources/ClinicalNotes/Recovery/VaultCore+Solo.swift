internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesStorage

extension [RecoveryDeclaration] {
    /// Whether the practice is declared to have one person, and nobody joined since.
    ///
    /// An end ends what was declared before it; no clock is believed for which came first.
    var isSolo: Bool {
        count { $0.kind == .soloPractice } > count { $0.kind == .soloPracticeEnd }
    }
}

extension VaultCore {
    private static let lookedAtOnce = 400

    /// How long who left still counts: nobody ends the others' enrollments and is alone the same day.
    private static let leaving = Duration.seconds(30 * 86_400)

    /// Whether a principal is the only one of the practice's staff, apart from others that are known to be the same person's.
    func isAlone(_ principal: PrincipalID) async throws(NotesError) -> Bool {
        var after: RecordKey?
        while true {
            let start = after
            let (isAlone, last) = try await inTime {
                let rows = try await list(
                    owner: nil,
                    collection: .owner,
                    after: start,
                    limit: Self.lookedAtOnce
                )
                let owners = rows.map(\.key).filter { $0 == records($0.owner).head }.map(\.owner)
                let colleagues = try await staff(among: owners)
                let selves = try await provenSelves(of: principal, among: colleagues)
                return (colleagues == selves, rows.last?.key)
            }
            guard isAlone else { return false }
            guard let last else { return true }
            after = last
        }
    }

    /// Those of some owners who are staff of the practice, confirmed or not, or left a short while ago.
    private func staff(among owners: [OwnerID]) async throws(NotesError) -> Set<PrincipalID> {
        let now = now
        let views = try await view(Dictionary(owners.map { ($0, []) }) { first, _ in first }).owners
        return Set(
            views.values.filter { view in
                guard view.aggregate.staff != nil, let enrollment = view.aggregate.enrollment else {
                    return false
                }
                let hasLeft = enrollment.ended.map { $0 + Self.leaving <= now } ?? false
                return !hasLeft && enrollment.affiliation.organization == organization
            }
            .map { PrincipalID($0.owner.bytes) }
        )
    }

    /// Holds the commit to it that the practice has one person, and that this is the one; its entries say so.
    ///
    /// - Throws: ``NotesError`` with `notSolo` where that is not declared, no longer true, or another's declaration.
    func requireSolo(of principal: PrincipalID, in transaction: inout Transaction) async throws(NotesError) {
        let (all, expectation) = try await declared()
        let declaration = all.last { $0.kind == .soloPractice }
        let declarers = Set(declaration?.approvers ?? [])
        guard all.isSolo, let declaration, try await !provenSelves(of: principal, among: declarers).isEmpty,
            try await !staff(among: [principal.owner]).isEmpty
        else { throw NotesError(.notSolo, at: "practice") }
        transaction.expect(expectation)
        transaction.declared = declaration.codes.filter { $0.hasPrefix("solo-") }
    }

    /// Ends what the practice's one person declared, where somebody else joins her in the same commit; who let them in is on record.
    ///
    /// Where nothing is declared, the commit holds only if nothing was until then.
    func endSolo(
        for person: Person,
        _ affiliation: Enrollment.Affiliation,
        by actor: AuditActor,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        guard affiliation.organization == organization else { return }
        let (all, expectation) = try await declared()
        transaction.expect(expectation)
        guard all.isSolo, let declaration = all.last(where: { $0.kind == .soloPractice }) else { return }
        let declarers = try await view(
            Dictionary(declaration.approvers.map { ($0.owner, []) }) { first, _ in first }
        ).owners
        guard !declarers.values.contains(where: { $0.aggregate.staff?.isProven(person) ?? false }) else {
            return
        }
        try await endSolo(declaration, by: actor, in: &transaction)
    }

    /// Ends what the practice's one person declared.
    func endSolo(
        _ declaration: RecoveryDeclaration,
        by actor: AuditActor,
        in transaction: inout Transaction
    ) async throws(NotesError) {
        try await begin(practice, in: &transaction)
        let ended = RecoveryDeclaration(
            .soloPracticeEnd,
            at: transaction.now,
            by: declaration.approvers,
            alone: nil
        )
        try transaction.change(practice) { (editor) throws(CryptoError) in try editor.store(ended) }
        transaction.record(
            actor.entry(ended.kind.event, .edit, on: .owner(practice), at: transaction.now)
                .declaring(ended.codes)
        )
    }
}
