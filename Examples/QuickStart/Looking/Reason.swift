internal import ClinicalNotes

/// A rule that decided what a member sees, as the audit log has it.
struct Reason: Hashable {
    /// The rules that decided together, the first one first.
    let rules: [String]

    /// Each rule with the paragraphs that it cites.
    func cited(by policy: Policy) -> String {
        rules.map { rule in
            let law = policy.rules.first { $0.id.description == rule }?.citations.map(\.description) ?? []
            return law.isEmpty ? rule : "\(rule) (\(law.joined(separator: "; ")))"
        }
        .joined(separator: ", ")
    }
}
