package import ClinicalNotesModel

extension Policy {
    /// Who may read a note now: every role, purpose and relation that is permitted, with the reason.
    ///
    /// The whole space of principals is searched, none of it sampled: a fact about the principal is asked for
    /// only where it decides. Principals are taken to be verified, to have no role of the host's own and not to
    /// be suspected of abuse.
    ///
    /// - Parameters:
    ///   - request: The note, its patient and what is on record; its principal, purpose and action are left
    ///     out of account.
    ///   - actions: What counts as reading.
    /// - Returns: The classes, as wide as their reasons let them be; somebody may read exactly if one of them fits.
    package func readers(
        of request: AccessRequest,
        by actions: [NoteAction] = [.read, .browse, .disclose]
    ) -> [ReaderClass] {
        var found = ReaderSearch(policy: self, request: request)
        for role in PrincipalRole.allCases {
            for action in actions {
                for purpose in PurposeOfUse.allCases { found.search(action, role, purpose) }
            }
        }
        return found.classes
    }
}
