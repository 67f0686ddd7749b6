internal import ClinicalNotes

/// Why something was decided: the first of the rules that decided it, and the law that this rule cites.
struct Reason: Hashable, CustomStringConvertible {
    /// The rule's name.
    let rule: String
    /// The paragraphs.
    let citations: [String]

    /// Looks a rule up.
    init(_ rule: String, in policy: Policy) {
        self.rule = rule
        citations = policy.rules.first { $0.id.description == rule }?.citations.map(\.description) ?? []
    }

    var description: String { "\(rule) (\(citations.joined(separator: "; ")))" }
}
