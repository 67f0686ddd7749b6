internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What patients, therapists, designated third parties and auditors read of typical answers, for a privacy officer and for who
/// translates the sentences.
struct ExplanationPage {
    let policy: Policy

    static func text(of policy: Policy) -> String {
        let page = ExplanationPage(policy: policy)
        let scenes = NoteScene.all.enumerated().flatMap { page.section($0.offset + 1, $0.element) }
        return (introduction + codes + scenes.dropLast()).joined(separator: "\n")
    }

    private static let introduction = [
        "# What people read", "",
        "Made by `notes-compliance handbook explanations`; do not edit. Not legal advice.", "",
        "Whoever asks reads one plain sentence, and what can be done about it. Nothing that they may not know of is in it: where",
        "something is hidden, the answer is the one that is given where nothing is. Who audits reads every rule that decided, with its",
        "law, and the three rules that came nearest to permitting. Each sentence has a stable code, in `NotesError.refusal`, in",
        "`AccessResponse.Denial` and in the answers of `notes-compliance decide --explain`, so that a host can translate it.",
        "",
        "The situations below ask the rules of the United States, with no rules of a house.", "",
    ]

    private static var codes: [String] {
        let remedies: [Remedy] = [
            .verifyIdentity, .authorization(purpose: .treatment), .review, .requestAccess, .recordReason,
            .joinCareTeam, .readInstead,
        ]
        return ["## The sentences for who asks", "", "| code | says |", "| --- | --- |"]
            + (Reason.forAskers + [.onceDone([.legalReview])]).map { "| `\($0.code)` | \($0.sentence) |" }
            + [
                "", "The last one is of the vault, and names what must come first.", "",
                "| remedy | says |", "| --- | --- |",
            ]
            + remedies.map { "| `\($0.code)` | \($0.sentence) |" } + [""]
    }

    private func section(_ number: Int, _ scene: NoteScene) -> [String] {
        let decided = scene.asks.map { (ask: $0, decision: policy.decide($0.request)) }
        let askers = decided.map { ask, decision in
            let told = decision.explanation(for: .asker)
            let words = told.sentences + told.remedies.map { "*\($0.sentence)*" }
            let codes = told.reasons.map(\.code) + told.remedies.map(\.code)
            return row([
                "\(ask.who) \(ask.words)", decision.effect.rawValue, words.joined(separator: " "),
                named(codes),
            ])
        }
        let auditor = decided.map { ask, decision in
            let told = decision.explanation(for: .auditor)
            let misses = told.nearMisses.map(Self.words).joined(separator: "; ")
            let words = told.sentences + (misses.isEmpty ? [] : ["*Nearest: \(misses).*"])
            return row([
                "auditor, of the \(ask.who)", decision.effect.rawValue, words.joined(separator: " "),
                named(told.reasons.map(\.code)),
            ])
        }
        return [
            "## \(number). \(scene.title)", "", "| who | answer | reads | code |",
            "| --- | --- | --- | --- |",
        ]
            + askers + auditor + [""]
    }

    private func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

    private func named(_ codes: [ReasonCode]) -> String {
        codes.map { "`\($0)`" }.joined(separator: " ")
    }

    private static func words(_ miss: NearMiss) -> String {
        let lacking = miss.lacking.map(\.words).joined(separator: ", ")
        let against = miss.against.map(\.words).joined(separator: ", ")
        let closing = miss.closedBy.map { "`\($0)`" }.joined(separator: ", ")
        let told =
            (lacking.isEmpty ? [] : ["lacks: \(lacking)"])
            + (against.isEmpty ? [] : ["against it: \(against)"])
            + (closing.isEmpty ? [] : ["closed by \(closing)"])
        return "`\(miss.rule)` " + told.joined(separator: ", ")
    }
}
