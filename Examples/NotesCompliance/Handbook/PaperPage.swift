internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Who files, confirms, lists and revokes papers, who imports, attests and enrolls, for a privacy officer.
struct PaperPage {
    private let policy: Policy

    static func text(of policy: Policy) -> String {
        let page = PaperPage(policy: policy)
        return (introduction + page.sections).joined(separator: "\n")
    }

    private static let introduction = [
        "# Papers, authorship and keys",
        "",
        "Made by `notes-compliance handbook papers`; do not edit. Not legal advice.", "",
        "Nobody lets themselves in: what opens something is put on record by somebody who does not gain by it, or waits",
        "until somebody else confirms it. The tables ask the rules of the United States, with no rules of a house, about every",
        "role and every way of standing to holder and patient; roles with the same answers share a row, and whoever is not",
        "named may not. Everybody is verified; a parent's child is nine years old and consented to nothing alone.",
        "",
        "- **yes**: at once.",
        "- **waits**: put on record, and opens nothing until somebody else confirms it.",
        "- **-**: not.", "",
        "*Gains* means that the one who acts, or a role or an organization they act for, may see more by it. A paper that only",
        "keeps somebody out never waits: nobody gains by a restriction, but by its end. [The rules](Rules.md) have each rule with",
        "its law; [What is proven](Statements.md) has what holds of all of them, such as `papers.own-paper-waits`.",
        "",
    ]

    private var sections: [String] {
        let kinds = PaperKind.allCases
        let signing = section(
            "Filing: `record-directive`",
            [.neither, .gains].flatMap { stance in kinds.map { Question(.recordDirective, $0, stance) } }
        )
        let confirming = section(
            "Confirming: `confirm-directive`",
            Stance.allCases.flatMap { stance in kinds.map { Question(.confirmDirective, $0, stance) } }
        )
        let listing = section(
            "Listing: `list-directives`",
            Stance.allCases.flatMap { stance in
                ([nil] + kinds.map(Optional.some)).map { Question(.listDirectives, $0, stance) }
            },
            note: "The first column is the list as a whole; each paper on it is decided by its own column."
        )
        let revoking = section(
            "Revoking: `revoke-directive`",
            [.neither, .gains].flatMap { stance in kinds.map { Question(.revokeDirective, $0, stance) } }
        )
        let importing = section(
            "Importing: `import`",
            [.neither, .gains].map { Question(.importRecords, nil, $0) },
            note: "Gains who would be named as an author."
        )
        let attesting = section(
            "Attesting authorship: `attest`",
            [
                Question(.attest, nil, .filed), Question(.attest, nil, .filed, isAuthor: true),
                Question(.attest, nil, .gainsAndFiled), Question(.attest, nil, .gains),
                Question(.attest, nil, .neither),
            ],
            note: "Gains who would be named as an author."
        )
        let enrolling = section(
            "Certifying keys: `enroll`",
            [.neither, .gains].map { Question(.enroll, nil, $0) },
            note: "Gains whose keys they are."
        )
        return signing + confirming + listing + revoking + importing + attesting + enrolling.dropLast()
    }
}

extension PaperPage {
    /// How somebody stands to what they act on.
    private enum Stance: CaseIterable, Hashable {
        case neither, gains, filed, gainsAndFiled

        static let allCases: [Stance] = [.neither, .gains, .filed]

        var benefits: Bool { self == .gains || self == .gainsAndFiled }
        var filed: Bool { self == .filed || self == .gainsAndFiled }
    }

    /// One column of a table.
    private struct Question: Hashable {
        let action: NoteAction
        let kind: PaperKind?
        let stance: Stance
        let isAuthor: Bool

        init(_ action: NoteAction, _ kind: PaperKind?, _ stance: Stance, isAuthor: Bool = false) {
            self.action = action
            self.kind = kind
            self.stance = stance
            self.isAuthor = isAuthor
        }

        /// How the rows of the same stance are headed.
        var heading: String {
            switch (action, stance) {
            case (.importRecords, .neither): "Under others' names"
            case (.importRecords, _): "Under one's own name"
            case (.attest, .neither): "Vouches for who says to have written"
            case (.attest, .filed):
                isAuthor ? "An author names somebody else" : "Who is no author names somebody else"
            case (.attest, .gains): "Whom somebody else named confirms it"
            case (.attest, _): "Names oneself"
            case (.enroll, .neither): "Keys of somebody else"
            case (.enroll, _): "One's own keys"
            case (_, .neither): "Neither gains nor filed it"
            case (_, .gains): "Gains"
            case (_, .filed): "Filed it, and does not gain"
            case (_, .gainsAndFiled): "Filed it, and gains"
            }
        }

        var column: String { kind?.rawValue ?? (action == .listDirectives ? "the list" : "may") }
    }

    /// The tables of one action, one for each way of standing to it, and the rules that permit.
    private func section(_ title: String, _ questions: [Question], note: String? = nil) -> [String] {
        var lines = ["## \(title)", ""]
        if let note { lines += [note, ""] }
        var rules: [RuleID] = []
        var headings: [String] = []
        for question in questions where !headings.contains(question.heading) {
            headings.append(question.heading)
        }
        for heading in headings {
            let asked = questions.filter { $0.heading == heading }
            lines += ["### \(heading)", ""]
            let table = rows(asked, &rules)
            if table.isEmpty {
                lines += ["Nobody.", ""]
            } else {
                let columns = ["who"] + asked.map(\.column)
                lines.append("| \(columns.joined(separator: " | ")) |")
                lines.append("|" + String(repeating: " --- |", count: columns.count))
                lines += table
                lines.append("")
            }
        }
        let names = rules.map { "`\($0)`" }.joined(separator: ", ")
        return lines + ["Permitted by: \(names).", ""]
    }

    /// A row for everybody with the same answers; nobody who may nothing.
    private func rows(_ questions: [Question], _ rules: inout [RuleID]) -> [String] {
        var people: [[String]: [PaperPerson]] = [:]
        var order: [[String]] = []
        for person in PaperPerson.all {
            let answers = questions.map { answer(person, $0, &rules) }
            guard answers.contains(where: { $0 != "-" }) else { continue }
            if people[answers] == nil { order.append(answers) }
            people[answers, default: []].append(person)
        }
        return order.flatMap { answers in
            PaperPerson.Relation.allCases.compactMap { relation -> String? in
                let roles = (people[answers] ?? []).filter { $0.relation == relation }.map(\.role)
                if roles.isEmpty { return nil }
                let who = "\(Self.words(roles, in: relation)), \(relation.words)"
                return "| " + ([who] + answers).joined(separator: " | ") + " |"
            }
        }
    }

    /// The roles, or that it is all who can have the relation.
    private static func words(_ roles: [PrincipalRole], in relation: PaperPerson.Relation) -> String {
        let all = PaperPerson.all.filter { $0.relation == relation }.map(\.role)
        return roles == all ? "every role" : roles.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }

    private func answer(_ person: PaperPerson, _ question: Question, _ rules: inout [RuleID]) -> String {
        let paper = PaperFacts(
            kind: .known(question.kind),
            benefits: .known(question.stance.benefits),
            filedBySelf: .known(question.stance.filed)
        )
        let decision = policy.decide(
            person.request(question.action, paper, isAuthor: question.isAuthor)
        )
        guard decision.effect == .permit else { return "-" }
        if let rule = decision.rules.first, !rules.contains(rule) { rules.append(rule) }
        return decision.obligations.contains(.awaitConfirmation) ? "waits" : "yes"
    }
}
