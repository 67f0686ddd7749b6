internal import ClinicalNotesModel

extension RecordImport {
    /// Who the authors are, as the host says or by an identifier.
    func resolvedAuthors() async throws(NotesError) -> [ExternalAuthor: ResolvedAuthor] {
        var resolved: [ExternalAuthor: ResolvedAuthor] = [:]
        for author in Set(records.notes.flatMap(\.authors)) {
            do throws(NotesError) {
                resolved[author] = try await resolve(author)
            } catch  where error.code == .tampered {
                resolved[author] = .unreadable
            }
        }
        return resolved
    }

    private func resolve(_ author: ExternalAuthor) async throws(NotesError) -> ResolvedAuthor {
        try await core.inTime {
            if let principal = author.principal { return try await enrolled(principal) }
            let owners = try await core.owners(identifiedBy: author.identifiers)
            let staff = owners.filter { $0.value.aggregate.staff != nil }.keys
            // Who could be either of two is neither.
            guard staff.count == 1, let owner = staff.first else { return .attested }
            return try await enrolled(owner.principal)
        }
    }

    private func enrolled(_ principal: PrincipalID) async throws(NotesError) -> ResolvedAuthor {
        do throws(NotesError) {
            let snapshot = try await core.snapshot(of: principal)
            // An originator is a clinician of the practice; of others the name is attested.
            guard snapshot.enrollment.affiliation.organization == core.organization,
                EnrollmentKind(snapshot.enrollment.affiliation.role) == .clinician
            else { return .attested }
            return .enrolled(
                EnrolledAuthor(
                    principal: principal,
                    snapshot: snapshot,
                    isImporter: try await !core.selves(of: session.principal, among: [principal]).isEmpty
                )
            )
        } catch  where [.notEnrolled, .unconfirmed].contains(error.code) {
            return .attested
        }
    }
}
