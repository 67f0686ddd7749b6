internal import ClinicalNotesModel

extension NoteHeader {
    /// What vouches for it that the note is its author's.
    var vouching: Vouching {
        if let origin {
            return confirmedAuthors.isEmpty ? .importer(origin) : .confirmed(by: confirmedAuthors, origin)
        }
        return status == .draft ? .unsigned : .author
    }

    /// Whether somebody said that the principal wrote the note, and the principal has not yet.
    func awaitsConfirmation(by principal: PrincipalID) -> Bool {
        if claimedCoauthors.contains(principal) { return true }
        // Who imported it has said so already, and is not the second one to vouch for it.
        guard let origin, origin.by != principal else { return false }
        return originators.contains(principal) && !confirmedAuthors.contains(principal)
    }

    /// The principal says to have written the note: a named co-author is an originator from then on.
    mutating func confirmAuthorship(by principal: PrincipalID) {
        guard awaitsConfirmation(by: principal) else { return }
        if claimedCoauthors.contains(principal) {
            claimedCoauthors.removeAll { $0 == principal }
            originators.append(principal)
        }
        if let origin, origin.by != principal { confirmedAuthors.append(principal) }
    }
}
