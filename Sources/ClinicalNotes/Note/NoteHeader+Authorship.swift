internal import ClinicalNotesModel

extension NoteHeader {
    /// What vouches for it that the note is its author's.
    var vouching: Vouching {
        if let refiling, !originators.contains(refiling.by) {
            return .refiled(by: refiling.by, at: refiling.at)
        }
        guard let origin else { return status == .draft ? .unsigned : .author }
        let confirmed = Set(confirmations.map(\.author))
        let areAll = !originators.isEmpty && confirmed.isSuperset(of: originators)
        return areAll ? .confirmed(confirmations, origin) : .importer(origin)
    }

    /// Whether somebody else said that the principal wrote the note, and the principal has not yet.
    func awaitsConfirmation(by principal: PrincipalID) -> Bool {
        if claims.contains(where: { $0.author == principal && !$0.isOwn }) { return true }
        // Who imported it has said so already, and is not the second one to vouch for it.
        guard let origin, origin.by != principal, originators.contains(principal) else { return false }
        return !confirmations.contains { $0.author == principal }
    }

    /// Those others who say that the principal wrote the note.
    func saying(of principal: PrincipalID) -> Set<PrincipalID> {
        let named = claims.filter { $0.author == principal && !$0.isOwn }.map(\.by)
        return Set(named + [origin?.by].compactMap { $0 }).subtracting([principal])
    }

    /// Whether the principal says to have written the note, and nobody else does yet.
    func awaitsVouching(for principal: PrincipalID) -> Bool {
        claims.contains { $0.author == principal && $0.isOwn }
    }

    /// The principal says to have written what others say: a named co-author is an originator from then on.
    mutating func confirmAuthorship(by principal: PrincipalID) {
        guard awaitsConfirmation(by: principal) else { return }
        confirmAuthorship(AuthorshipClaim(author: principal, by: principal))
    }

    /// Somebody gives the second word that the author wrote it.
    mutating func confirmAuthorship(_ confirmation: AuthorshipClaim) {
        claims.removeAll { $0.author == confirmation.author }
        if !originators.contains(confirmation.author) { originators.append(confirmation.author) }
        confirmations.append(confirmation)
    }
}
