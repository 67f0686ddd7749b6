internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

/// Every statement that is proven, for a privacy officer.
enum StatementPage {
    static func text(of policy: Policy) -> String {
        let statements = policy.statements
        let lines = [
            "# What is proven", "",
            "Made by `notes-compliance handbook statements`; do not edit.", "",
            "What opens and what never does is stated from the law, not from the rules; what a reason cites and a duty brings is written a",
            "second time, case by case, in the words that the rules have for facts. All of it is proven of the rules by",
            "`notes-compliance prove`: for every combination of facts, with the host's own rules left free, so that it holds",
            "whatever a practice adds. All combinations of the facts stand in one decision diagram; that no missing fact opens is",
            "proven in a second one, for every set of missing facts. Nothing is sampled. What is *not* proven but tested: that the",
            "facts are computed from a request as they should be.", "",
            "What reasons cite and duties bring is one statement for each paragraph and each obligation: the cases in which the law",
            "asks for it are written down one by one, and most statements say that there is no other. What a permission itself",
            "cites and brings is told by the table of [the rules](Rules.md).", "",
            "\(statements.count) statements.", "",
            "| statement | says | law |", "| --- | --- | --- |",
        ]
        return (lines + statements.map { "| `\($0.id)` | \($0.sentence) | \($0.citation) |" })
            .joined(separator: "\n")
    }
}
