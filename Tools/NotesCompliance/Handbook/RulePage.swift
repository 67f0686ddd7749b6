internal import ClinicalNotesPolicy

/// Every rule for a privacy officer: what it says, what it does, and where the law says so.
enum RulePage {
    private static let packages = [
        ("hipaa", "HIPAA: 45 CFR parts 160 and 164"), ("house", "House rules and law of states"),
        ("part2", "Substance use disorder records: 42 CFR part 2"),
        ("information-blocking", "Information blocking: 45 CFR part 171"),
        ("uk", "United Kingdom: UK GDPR and Data Protection Act 2018"),
    ]
    private static let states: [HouseRules] = [.california, .illinois, .newYork, .texas]

    static func text(of policy: Policy) -> String {
        var lines = [
            "# The rules", "",
            "Made by `notes-compliance handbook rules`; do not edit. Not legal advice: whether a rule fits your practice is for",
            "your counsel to say.", "",
            "A rule *permits*, *compels* (permits what no house rule can block), *prohibits* (whatever permits), *narrows* (lets the",
            "host's own rules close what law permits but does not compel), *obliges* (brings the duties named) or *explains* (names",
            "the paragraph that decided). What nothing permits is denied. [Statements](Statements.md) tells what is proven of all of",
            "them together.", "", "Version: `\(policy.version)`", "",
        ]
        var left = policy.rules
        for (prefix, title) in packages {
            let rules = left.filter { $0.package == prefix }
            left.removeAll { $0.package == prefix }
            if !rules.isEmpty { lines += section(title, rules) }
        }
        if !left.isEmpty { lines += section("Other rules", left) }
        for state in states {
            let law = policy.adding(state)
            let added = law.rules.suffix(state.rules.count)
            lines += section("Overlay `\(state.name)`, version \(state.version)", Array(added))
        }
        return lines.dropLast().joined(separator: "\n")
    }

    private static func section(_ title: String, _ rules: [RuleSummary]) -> [String] {
        var lines = ["## \(title)", "", "\(rules.count) rules.", ""]
        for direction in RuleDirection.allCases {
            let members = rules.filter { $0.direction == direction }
            guard !members.isEmpty else { continue }
            lines += [
                "### \(direction.title)", "", "| rule | says | does | law |", "| --- | --- | --- | --- |",
            ]
            lines += members.map(\.row)
            lines.append("")
        }
        return lines
    }
}

extension RuleSummary {
    fileprivate var package: String { String(id.description.prefix { $0 != "." }) }

    fileprivate var row: String {
        let duties = obligations.map { "`\($0.rawValue)`" }.joined(separator: " ")
        let does = duties.isEmpty ? effect.rawValue : "\(effect.rawValue): \(duties)"
        let law = citations.map(\.description).joined(separator: "; ") + (forCounsel ? " (for counsel)" : "")
        return "| `\(id)` | \(sentence) | \(does) | \(law) |"
    }
}

extension RuleDirection {
    fileprivate var title: String {
        switch self {
        case .thirdParty: "Use inside and disclosure outside"
        case .patient: "The patient's own record"
        case .representative: "Somebody in the patient's place"
        case .recordKeeping: "Writing and keeping the record"
        case .everyone: "Everybody"
        }
    }
}
