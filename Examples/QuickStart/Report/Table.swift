internal import ClinicalNotes

/// Who sees how many notes, and the rules and paragraphs why.
struct Table: CustomStringConvertible {
    let views: [PersonalView]
    let notes: [NoteID: Compartment]
    let reasons: Reasons
    let policy: Policy

    var description: String {
        let heading = Self.row("", "general", "psychotherapy", "released")
        return ([heading] + views.map(lines)).joined(separator: "\n")
    }

    private func lines(_ view: PersonalView) -> String {
        let row = Self.row(
            view.member.id.rawValue,
            share(view, .general),
            share(view, .psychotherapy),
            view.member.browses ? "\(view.released)" : "-"
        )
        let reasons = Compartment.allCases.flatMap { compartment in
            [AuditEntry.Outcome.permitted, .refused].flatMap { why(view.member, compartment, $0) }
        }
        return ([row, "    " + view.member.role] + reasons).joined(separator: "\n")
    }

    private func share(_ view: PersonalView, _ compartment: Compartment) -> String {
        "\(view.count(compartment)) of \(notes.values.count { $0 == compartment })"
    }

    private func why(_ member: Member, _ compartment: Compartment, _ outcome: AuditEntry.Outcome) -> [String] {
        let verb = outcome == .permitted ? "sees" : "does not see"
        return reasons.why(member, compartment, outcome).map { reason in
            "      \(verb) \(compartment.rawValue): \(reason.cited(by: policy))"
        }
    }

    private static func row(_ cells: String...) -> String {
        let widths = [16, 12, 16, 8]
        return zip(cells, widths).map { cell, width in
            cell + String(repeating: " ", count: max(1, width - cell.count))
        }
        .joined()
    }
}
