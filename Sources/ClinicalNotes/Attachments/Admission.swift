internal import ClinicalNotesPolicy
internal import ClinicalNotesStorage

/// What a recorded decision rests on: as long as it stands, what was decided still is.
struct Admission: Hashable, Sendable {
    /// The guard of the owner.
    let owner: Expectation
    /// The guard of the principal.
    let principal: Expectation
    /// What was decided and recorded.
    let permit: Permitted

    /// What a permit opens, by which rules, and what is owed for it.
    struct Permitted: Hashable, Sendable {
        let visibility: Visibility
        let rules: [RuleID]
        let obligations: [Obligation]

        init(_ decision: Decision) {
            (visibility, rules, obligations) = (decision.visibility, decision.rules, decision.obligations)
        }
    }

    /// The guards' records.
    var keys: [RecordKey] { [owner.key, principal.key] }

    /// Whether the guards stand where they stood.
    ///
    /// - Parameters:
    ///   - found: The records of ``keys``, as they are stored now.
    ///   - newest: What the process has seen since.
    /// - Returns: `false` if it must be decided anew.
    func stands(_ found: some Collection<StoredRecord?>, _ newest: NewestSeen) -> Bool {
        let guards = [owner, principal]
        return found.count == guards.count
            && zip(guards, found).allSatisfy { $0.revision == $1?.revision ?? 0 }
            && !guards.contains(where: newest.isOutdated)
    }
}
