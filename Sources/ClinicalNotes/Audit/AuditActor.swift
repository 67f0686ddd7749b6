internal import ClinicalNotesModel

/// Who acts, as an audit entry names them.
struct AuditActor {
    let principal: PrincipalID
    let role: PrincipalRole
    let purpose: PurposeOfUse
    /// What was declared, as codes.
    var declared: [String] = []

    /// The practice itself, through its host.
    static func practice(_ tenant: TenantID) -> AuditActor {
        AuditActor(principal: tenant.principal, role: .administrator, purpose: .operations)
    }

    /// An entry about something that this actor did, or was refused.
    func entry(
        _ event: AuditEntry.Event,
        _ action: NoteAction,
        on target: AuditTarget,
        outcome: AuditEntry.Outcome = .permitted,
        rules: [String] = [],
        duties: [AuditEntry.Duty] = [],
        at now: Instant
    ) -> AuditEntry {
        AuditEntry(
            at: now,
            event: event,
            principal: principal,
            role: role,
            purpose: purpose,
            action: action,
            owner: target.owner,
            record: target.record,
            revision: target.revision,
            outcome: outcome,
            rules: rules,
            duties: duties,
            declared: declared,
            epoch: target.epoch,
            count: 1,
            change: nil
        )
    }
}
