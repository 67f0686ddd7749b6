internal import ClinicalNotesCrypto
internal import ClinicalNotesModel

/// On whose word a recovery is declared.
public enum RecoveryConsent: Hashable, Sendable {
    /// On that of two people: of the practice's staff, or one of its staff and a patient who is enrolled.
    case two(RecoveryApproval, RecoveryApproval)
    /// On that of one of the staff alone, for a reason that every explanation names from then on.
    case solo(RecoveryApproval, SoloReason)

    var approvals: [RecoveryApproval] {
        switch self {
        case .two(let first, let second): [first, second]
        case .solo(let approval, _): [approval]
        }
    }

    var reason: SoloReason? {
        if case .solo(_, let reason) = self { reason } else { nil }
    }

    /// Whether it is given by people who may, with the keys that are on record for them.
    ///
    /// - Parameters:
    ///   - request: What they were asked.
    ///   - enrollments: How each of them is enrolled, if they are.
    ///   - organization: The practice's.
    /// - Returns: `false` if anybody is missing, counted twice, no longer enrolled, or signed something else.
    func isGiven(
        to request: RecoveryRequest,
        by enrollments: [PrincipalID: Enrollment],
        of organization: OrganizationID
    ) -> Bool {
        let people = approvals.map(\.principal)
        guard Set(people).count == approvals.count else { return false }
        let message = request.message
        var isStaffed = false
        for approval in approvals {
            guard let enrollment = enrollments[approval.principal], enrollment.ended == nil,
                let key = enrollment.keys?.signing, key.isValid(approval.signature, of: message)
            else { return false }
            let isStaff = enrollment.affiliation.organization == organization
            guard isStaff || enrollment.affiliation.role == .patient else { return false }
            isStaffed = isStaffed || isStaff
        }
        return isStaffed
    }
}
