internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Who files, confirms, lists and revokes papers, who imports, attests, enrolls, registers and begins notes, for a privacy
/// officer.
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
        "- **reviewed**: at once, with the reason on record, and somebody looks at it afterwards.",
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
            [.neither, .gains].flatMap { stance in kinds.map { PaperQuestion(.recordDirective, $0, stance) } }
        )
        let confirming = section(
            "Confirming: `confirm-directive`",
            PaperQuestion.Stance.allCases.flatMap { stance in
                kinds.map { PaperQuestion(.confirmDirective, $0, stance) }
            }
        )
        let listing = section(
            "Listing: `list-directives`",
            PaperQuestion.Stance.allCases.flatMap { stance in
                ([nil] + kinds.map(Optional.some)).map { PaperQuestion(.listDirectives, $0, stance) }
            },
            note: "The first column is the list as a whole; each paper on it is decided by its own column."
        )
        let revoking = section(
            "Revoking: `revoke-directive`",
            [.neither, .gains].flatMap { stance in kinds.map { PaperQuestion(.revokeDirective, $0, stance) } }
        )
        let importing = section(
            "Importing: `import`",
            [.neither, .gains].map { PaperQuestion(.importRecords, nil, $0) },
            note: "Gains who would be named as an author."
        )
        let attesting = section(
            "Attesting authorship: `attest`",
            [
                PaperQuestion(.attest, nil, .filed), PaperQuestion(.attest, nil, .filed, isAuthor: true),
                PaperQuestion(.attest, nil, .gainsAndFiled), PaperQuestion(.attest, nil, .gains),
                PaperQuestion(.attest, nil, .neither),
            ],
            note: "Gains who would be named as an author."
        )
        let enrolling = section(
            "Enrolling, and certifying keys: `enroll`",
            [.filed, .neither, .gains].map { PaperQuestion(.enroll, nil, $0) },
            note: "Gains whose keys they are."
        )
        let registering = section(
            "Registering: `register`",
            [.neither, .gains].map { PaperQuestion(.register, nil, $0) },
            note: "A new patient is put on record, whoever it is."
        )
        let updating = section(
            "Changing what is known of a person: `update-person`",
            [.neither, .gains].map { PaperQuestion(.updatePerson, nil, $0) },
            note: "Also that patients are joined in a group. Gains who sees more by what would be on record."
        )
        let beginning = section(
            "Beginning a note: `create`",
            PaperQuestion.Emergency.allCases.map {
                PaperQuestion(.create, isAuthor: true, emergency: $0)
            },
            note: "Of the own authorship, in the chart of the patient to whom the relation is."
        )
        return signing + confirming + listing + revoking + importing + attesting + enrolling + registering
            + updating + beginning.dropLast()
    }
}

extension PaperPage {
    /// The tables of one action, one for each way of standing to it, and the rules that permit.
    private func section(_ title: String, _ questions: [PaperQuestion], note: String? = nil) -> [String] {
        var lines = ["## \(title)", ""]
        if let note { lines += [note, ""] }
        var rules: [RuleID] = []
        var headings: [String?] = []
        for question in questions where !headings.contains(question.heading) {
            headings.append(question.heading)
        }
        for heading in headings {
            let asked = questions.filter { $0.heading == heading }
            if let heading { lines += ["### \(heading)", ""] }
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
    private func rows(_ questions: [PaperQuestion], _ rules: inout [RuleID]) -> [String] {
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

    private func answer(_ person: PaperPerson, _ question: PaperQuestion, _ rules: inout [RuleID]) -> String {
        let decision = policy.decide(person.request(question))
        guard decision.effect == .permit else { return "-" }
        if let rule = decision.rules.first, !rules.contains(rule) { rules.append(rule) }
        if decision.obligations.contains(.awaitConfirmation) { return "waits" }
        return decision.obligations.contains(.breakGlassAudit) ? "reviewed" : "yes"
    }
}
