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
    ///   - input: What was read.
    ///   - entriesRefused: How many entries were refused, with their reasons.
    ///   - store: What the files show.
    init(
        _ findings: Findings,
        views: [PersonalView],
        input: Input,
        entriesRefused: Int,
        store: StoreExamination
    ) {
        expect(
            findings.notesImported + entriesRefused >= input.records.notes.count,
            "every note of the input is imported, or refused with a reason"
        )
        for view in views { expect(view, psychotherapyWritten: findings.psychotherapyWritten) }
        expect(
            store.canariesSought > 0 && store.canariesFoundInWords == store.canariesSought,
            "the search finds every sentence and name where it does stand"
        )
        expect(findings.canariesFoundInStore == 0, "no sentence and no name stands readable in the files")
        expect(store.verification.isIntact, "every stored value is as it was written")
        expect(findings.tamperDetected, "every flipped bit is noticed")
        expect(findings.auditVerified, "the audit log is whole, and its anchor agrees")
    }

    private mutating func expect(_ view: PersonalView, psychotherapyWritten: Int) {
        let id = view.member.id
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
