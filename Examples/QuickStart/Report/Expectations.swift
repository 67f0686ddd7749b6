internal import ClinicalNotes
internal import ClinicalNotesFHIR

/// What must hold for the demonstration to have shown what it says.
struct Expectations {
    /// What does not hold, a sentence each.
    private(set) var broken: [String] = []

    /// Compares what was found with what must be.
    ///
    /// - Parameters:
    ///   - findings: What was found.
    ///   - views: What each member sees.
    ///   - weeks: What is open of each week's visit.
    ///   - input: What was read.
    ///   - entriesRefused: How many entries were refused, with their reasons.
    ///   - store: What the files show.
    init(
        _ findings: Findings,
        views: [PersonalView],
        weeks: [WeekSight],
        input: Input,
        entriesRefused: Int,
        store: StoreExamination
    ) {
        expect(
            findings.notesImported + findings.notesUnchanged + entriesRefused >= input.records.notes.count,
            "every note of the input is imported, or refused with a reason"
        )
        expect(views, weeks, psychotherapyWritten: findings.psychotherapyWritten)
        expect(
            store.canariesSought > 0 && store.canariesFoundInWords == store.canariesSought,
            "the search finds every sentence and name where it does stand"
        )
        expect(findings.canariesFoundInStore == 0, "no sentence and no name stands readable in the files")
        expect(store.verification.isIntact, "every stored value is as it was written")
        expect(findings.tamperDetected, "every flipped bit is noticed")
        expect(findings.auditVerified, "the audit log is whole, and its anchor agrees")
    }

    /// Compares what is seen at the end of a later week with what must be.
    ///
    /// - Parameters:
    ///   - deeds: What was done in the week.
    ///   - views: What each member sees.
    ///   - weeks: What is open of each week's visit.
    ///   - psychotherapyWritten: How many psychotherapy notes the therapist has.
    init(_ deeds: DeedList, views: [PersonalView], weeks: [WeekSight], psychotherapyWritten: Int) {
        for refused in deeds.refused { broken.append("everything is done: \(refused)") }
        expect(views, weeks, psychotherapyWritten: psychotherapyWritten)
    }

    private mutating func expect(
        _ views: [PersonalView],
        _ weeks: [WeekSight],
        psychotherapyWritten: Int
    ) {
        for view in views { expect(view, psychotherapyWritten: psychotherapyWritten) }
        for week in weeks.dropLast() {
            expect(week.isTakenBack, "what was open in week \(week.week) is taken back")
        }
        expect(weeks.last?.isOpen ?? false, "what the last week opened is open")
    }

    private mutating func expect(_ view: PersonalView, psychotherapyWritten: Int) {
        let id = view.member.id
        for failure in view.failures { broken.append("\(id.rawValue) gets an answer: \(failure)") }
        let (general, psychotherapy) = (view.count(.general), view.count(.psychotherapy))
        switch id {
        case .originator:
            expect(
                psychotherapy == psychotherapyWritten,
                "the originator sees all psychotherapy notes of hers"
            )
        case .patient:
            expect(psychotherapy == 1, "the patient sees the one psychotherapy note that was released")
        case .colleague, .unrelated, .billing, .partner, .parent, .privacyOfficer:
            expect(
                view.foreignPsychotherapy == 0,
                "\(id.rawValue) sees no psychotherapy note of somebody else"
            )
        }
        switch id {
        case .originator, .colleague, .billing: expect(general > 0, "\(id.rawValue) sees general notes")
        case .patient: expect(general == 2, "the patient sees the two general notes that were released")
        case .partner: expect(general == 1, "the partner sees the one general note that was released")
        case .unrelated, .parent, .privacyOfficer:
            expect(general == 0, "\(id.rawValue) sees no general notes")
        }
    }

    private mutating func expect(_ holds: Bool, _ sentence: String) {
        if !holds { broken.append(sentence) }
    }
}
