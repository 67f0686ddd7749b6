internal import ClinicalNotesPolicy
internal import PeerWorkload

/// The answer to one request of the peers' workload.
struct PeerAnswer {
    /// What other engines say, who know nothing but yes and no.
    enum Decision: String, Decodable {
        case allow = "Allow"
        case deny = "Deny"
    }

    let decision: Decision
    let rules: Set<String>
    let unknown: [String]

    /// Nothing is allowed that is not permitted; a missing fact determines no rule.
    init(_ decision: RuleBookDecision) {
        self.decision = decision.effect == .permit ? .allow : .deny
        rules = decision.effect == .undetermined ? [] : Set(decision.rules.map(\.description))
        unknown = decision.unknown.map(\.description)
    }

    /// The answer as a line; what is unknown only where that decides.
    func json(id: JSONValue) -> JSONValue {
        var members: [String: JSONValue] = [
            "id": id, "decision": .string(decision.rawValue), "rules": .strings(rules.sorted()),
        ]
        if !unknown.isEmpty { members["unknown"] = .strings(unknown) }
        return .object(members)
    }

    func agrees(with expected: ExpectedAnswers.Answer?) -> Bool {
        decision == expected?.decision && rules == expected?.rules
    }
}
