internal import ClinicalNotesCrypto
internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension NoteVault {
    /// Explains an entry of the audit log to who audits the practice.
    ///
    /// - Parameter position: The entry's position, as ``auditEntries(from:limit:)`` tells it.
    /// - Returns: The explanation.
    /// - Throws: ``NotesError`` with `notFound` where no entry can be read at that position.
    public func auditExplanation(at position: UInt64) async throws(NotesError) -> AuditExplanation {
        try await core.inTime {
            guard let entry = try await core.auditEntry(at: position) else {
                throw NotesError(.notFound, at: "position")
            }
            let views = try await core.view([entry.owner: [], entry.principal.owner: []]).owners
            let enrollment = views[entry.principal.owner]?.aggregate.enrollment
            let papers = views[entry.owner]?.aggregate.papers ?? []
            return AuditExplanation(
                entry: entry,
                rules: core.policy.rules.filter { entry.rules.contains($0.id.description) },
                papers: papers.filter {
                    $0.recordedAt <= entry.at && !$0.document.isOver(at: entry.at)
                        && $0.document.lets(
                            entry.principal,
                            acting: entry.role,
                            of: enrollment?.affiliation.organization,
                            in: core.organization
                        )
                },
                registrar: enrollment?.registrar,
                enrollment: enrollment?.filing,
                declarations: core.declarations.alone
            )
        }
    }
}
