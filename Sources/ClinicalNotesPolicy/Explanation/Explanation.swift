/// What somebody is told of a decision: plain sentences with their codes, and what else they may know of it.
///
/// Worked out when asked for, from the facts that were decided on; nothing that the audience may not know can be had of it,
/// nor does it show when printed.
public struct Explanation: Sendable {
    /// For whom it is.
    public let audience: Audience
    let decision: Decision
}

extension Explanation {
    /// Plain sentences, the most important first, each with its code.
    public var reasons: [Reason] {
        audience == .asker ? [decision.reasonForAsker] : decision.reasonsForAuditor
    }

    /// The sentences alone.
    public var sentences: [String] {
        audience == .asker ? [decision.reasonForAsker.sentence] : reasons.map(\.sentence)
    }

    /// For the asker: what can be done.
    public var remedies: [Remedy] { audience == .asker ? decision.remedies : [] }

    /// For the auditor: the three rules that came nearest to permitting, with what they lacked.
    public var nearMisses: [NearMiss] {
        audience == .asker || decision.effect == .permit ? [] : decision.nearMisses
    }

    /// The rules that decided, as far as the audience may know them.
    public var rules: [RuleID] { Array(decision.rules.prefix(knowledge.rules)) }

    /// The paragraphs that decided, as far as the audience may know them.
    public var citations: [Citation] { Array(decision.citations.prefix(knowledge.rules)) }

    /// The obligations, as far as the audience may know them.
    ///
    /// The asker of what is not settled is told those of the answer, which opens nothing.
    public var obligations: [Obligation] {
        let all = audience == .asker ? decision.obligationsOfAnswer : decision.obligations
        return all.filter(knowledge.includes)
    }

    /// The axes that would settle an undetermined decision, as far as the audience may know them.
    public var unknown: [Axis] { knowledge == .everything ? decision.unknown : [] }

    private var knowledge: Decision.Knowledge {
        audience == .asker ? decision.knowledgeOfAsker : .everything
    }
}

extension Explanation: Hashable {
    /// Whether both tell the same to the same audience.
    public static func == (one: Explanation, other: Explanation) -> Bool {
        one.audience == other.audience && one.reasons == other.reasons && one.remedies == other.remedies
            && one.nearMisses == other.nearMisses && one.rules == other.rules
            && one.citations == other.citations && one.obligations == other.obligations
            && one.unknown == other.unknown
    }

    /// Hashes the audience, the sentences and the rules.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(audience)
        hasher.combine(reasons)
        hasher.combine(rules)
    }
}

extension Explanation: CustomStringConvertible, CustomReflectable {
    /// The sentences.
    public var description: String { sentences.joined(separator: " ") }

    /// What the audience is told, and nothing of the decision behind it.
    public var customMirror: Mirror {
        Mirror(
            self,
            children: [
                "reasons": reasons, "remedies": remedies, "nearMisses": nearMisses, "rules": rules,
                "citations": citations, "obligations": obligations, "unknown": unknown,
            ] as KeyValuePairs<String, Any>
        )
    }
}
