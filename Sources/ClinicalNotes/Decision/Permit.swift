internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// The vault's leave to open notes: cannot be copied, and opens nothing but what was decided.
///
/// Minted by ``Judge`` alone. Content is handed out only for a ``RecordedPermit``, which exists only once the
/// audit entries are durable.
struct Permit: ~Copyable {
    let decisions: [NoteID: Decision]

    fileprivate init(_ decisions: [NoteID: Decision]) { self.decisions = decisions }

    func decision(for note: NoteID) -> Decision? { decisions[note] }
}

/// A permit whose audit entries are durable.
struct RecordedPermit: ~Copyable {
    let decisions: [NoteID: Decision]

    fileprivate init(_ permit: consuming Permit) { decisions = permit.decisions }
}

/// What the policy decided about some notes.
struct Judgment: ~Copyable {
    let permit: Permit
    /// Denied, or not settled for want of facts.
    let denied: [NoteID: Decision]
    /// Permitted, but something must be done before.
    let blocked: [NoteID: Decision]
}

/// The only place where a permit comes from: a permitting decision of the policy.
enum Judge {
    /// What the policy decides about each note, and leave to open those that are permitted.
    ///
    /// - Parameters:
    ///   - requests: The questions.
    ///   - policy: The law.
    ///   - discharged: What was already done of the duties that must come before opening.
    ///   - isWanted: Whether a note that is permitted is to be opened, considering what that brings.
    /// - Returns: The permit, and what it leaves out.
    static func judge(
        _ requests: [NoteID: AccessRequest],
        by policy: Policy,
        discharged: Set<Obligation>,
        opening isWanted: (Decision) -> Bool = { _ in true }
    ) -> Judgment {
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
        return Judgment(permit: Permit(permitted), denied: denied, blocked: blocked)
    }

    /// Turns a permit into a recorded one by the commit that records it.
    ///
    /// - Parameters:
    ///   - permit: The permit.
    ///   - commit: Makes the audit entries durable; `false` if what was decided on has moved.
    /// - Returns: The recorded permit, or `nil` if it must be decided again.
    /// - Throws: What `commit` throws; then nothing may be handed out.
    static func record(
        _ permit: consuming Permit,
        by commit: () async throws(VaultError) -> Bool
    ) async throws(VaultError) -> RecordedPermit? {
        guard try await commit() else { return nil }
        return RecordedPermit(permit)
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
