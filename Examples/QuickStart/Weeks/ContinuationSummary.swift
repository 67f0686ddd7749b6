internal import ClinicalNotes

/// What another week came to, in the form that `--continue --json` prints.
struct ContinuationSummary: Encodable {
    /// What somebody could not be shown, because of the store.
    struct Failure: Encodable {
        let id: Member.ID
        let error: String
    }

    /// Which week it was.
    let week: Int
    /// What was done in it, in this order, and what was refused.
    let deeds: [Deed]
    /// What each of the eight sees at its end.
    let people: [Findings.Person]
    let failures: [Failure]
    /// What is open of each week's visit.
    let weeks: [WeekSight]

    init(_ continuation: Continuation) {
        week = continuation.week.number
        deeds = continuation.deeds.deeds
        people = continuation.views.map { Findings.Person($0) }
        failures = continuation.views.flatMap { view in
            view.failures.map { Failure(id: view.member.id, error: "\($0)") }
        }
        weeks = continuation.weeks
    }

    /// The same, to be read.
    var text: String {
        """
        Week \(week):
        \(deeds.map { "  \($0.deed.rawValue): \($0.error ?? "done")" }.joined(separator: "\n"))

        What eight people see now, who list every chart and ask for every note:

        \(table)

        What is open of the visit of each week:

        \(visits)
        """
    }

    private var table: String {
        let heading = Table.row("", "general", "psychotherapy", "released")
        let rows = people.map { person in
            Table.row(
                person.id.rawValue,
                "\(person.general)",
                "\(person.psychotherapy)",
                "\(person.released)"
            )
        }
        return ([heading] + rows + failures.map { "\($0.id.rawValue): \($0.error)" })
            .joined(separator: "\n")
    }

    private var visits: String {
        weeks.map { week in
            let open = [
                ("the patient sees the summary", week.patientSeesSummary),
                ("the patient sees the analysis", week.patientSeesAnalysis),
                ("the consultant reads the analysis", week.consultantReadsAnalysis),
                ("the helper is let in", week.helperIsLetIn),
            ]
            .filter(\.1).map(\.0)
            return "  week \(week.week): summary \(week.status?.rawValue ?? "missing"); "
                + (open.isEmpty ? "nothing is open" : open.joined(separator: ", "))
        }
        .joined(separator: "\n")
    }
}
