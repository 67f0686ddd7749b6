internal import ClinicalNotes

/// Who sees how many notes, and the rules and paragraphs why.
struct Table: CustomStringConvertible {
    let views: [PersonalView]
    let notes: [NoteID: Compartment]
    let reasons: Reasons

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
        let decisions = Compartment.allCases.flatMap { compartment in
            why(view.member, compartment, .permitted) + why(view.member, compartment, .refused)
        }
        return ([row, "  \(view.member.role)"] + decisions).joined(separator: "\n")
    }

    private func share(_ view: PersonalView, _ compartment: Compartment) -> String {
        "\(view.count(compartment)) of \(notes.values.count { $0 == compartment })"
    }

    private func why(_ member: Member, _ compartment: Compartment, _ outcome: AuditEntry.Outcome) -> [String]
    {
        let head = "\(outcome == .permitted ? "sees" : "no  ") \(compartment.words)"
        return reasons.why(member, compartment, outcome).map { reason in
            "    \(Self.padded(head, to: 20)) \(reason)"
        }
    }

    /// A line of columns.
    static func row(_ cells: String...) -> String {
        zip(cells, [16, 12, 16, 0]).map { padded($0, to: $1) }.joined()
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension Compartment {
    fileprivate var words: String {
        switch self {
        case .general: "general"
        case .psychotherapy: "psychotherapy"
        case .substanceUse: "substance use"
        case .substanceUseCounseling: "counseling"
        }
    }
}
