internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// The vault's leave to open notes: cannot be copied, and opens nothing but what was decided.
///
/// Minted by ``evaluate(_:by:discharged:opening:)`` alone. What was opened under it is ``Unrecorded`` until it is on record.
struct Permit: ~Copyable {
    let decisions: [NoteID: Decision]

    private init(_ decisions: [NoteID: Decision]) { self.decisions = decisions }
}

extension Permit {
    /// What the policy decided about some notes.
    struct Evaluation: ~Copyable {
        let permit: Permit
        /// Denied, or not settled for want of facts.
        let denied: [NoteID: Decision]
        /// Permitted, but something must be done before.
        let blocked: [NoteID: Decision]
    }

    /// What the policy decides about each note, and leave to open those that are permitted.
    ///
    /// - Parameters:
    ///   - requests: The questions.
    ///   - policy: The law.
    ///   - discharged: What was already done of the duties that must come before opening.
    ///   - isWanted: Whether a note that is permitted is to be opened, considering what that brings.
    /// - Returns: The permit, and what it leaves out.
    static func evaluate(
        _ requests: [NoteID: AccessRequest],
        by policy: Policy,
        discharged: Set<Obligation>,
        opening isWanted: (Decision) -> Bool = { _ in true }
    ) -> Evaluation {
        var permitted: [NoteID: Decision] = [:]
        var denied: [NoteID: Decision] = [:]
        var blocked: [NoteID: Decision] = [:]
        for (note, request) in requests {
            let decision = policy.decide(request)
            if decision.effect != .permit {
                denied[note] = decision
            } else if request.action == .known(.browse), decision.visibility.isEmpty {
                // The portal shows nothing of it, so it is as absent there as a note that does not exist.
                continue
            } else if decision.openDuties(discharged).isEmpty {
                if isWanted(decision) { permitted[note] = decision }
            } else {
                blocked[note] = decision
            }
        }
        return Evaluation(permit: Permit(permitted), denied: denied, blocked: blocked)
    }
}

extension Decision {
    /// The duties that must still come before opening.
    ///
    /// Removing identifiers cannot be declared: this library hands out
    /// what was written.
    func openDuties(_ discharged: Set<Obligation>) -> [Obligation] {
        obligations.filter { duty in
            duty.timing == .before && (duty == .deidentifyFirst || !discharged.contains(duty))
        }
    }
}
