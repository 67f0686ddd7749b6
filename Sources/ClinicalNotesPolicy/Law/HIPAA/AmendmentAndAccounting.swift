internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.526: the patient asks for an amendment, disagrees, adds words of their own.
    static let amendment = [
        RecordKeeping.permission(
            "hipaa.request-amendment",
            "The patient may ask for an amendment of what the holder wrote and the patient may see.",
            citing: .hipaa(526, "(a)(1)"),
            .hipaa(526, "(b)(2)"),
            obligations: [.respond60Days],
            when: [
                .action(.requestAmendment), .that(.standing, .patientIsSubject),
                .not(.draftClosed, .createdElsewhere, .protectedFromPatient),
                .not(.compiledForProceeding, .holdDenies),
            ]
        ),
        RecordKeeping.permission(
            "hipaa.statement-of-disagreement",
            "The patient may add a statement of disagreement.",
            citing: .hipaa(526, "(d)(2)"),
            .hipaa(526, "(d)(4)"),
            obligations: [.appendNotOverwrite],
            when: [
                .action(.annotate), .purpose(.amendmentRequest), .that(.standing, .patientIsSubject),
            ]
        ),
        RecordKeeping.permission(
            "hipaa.annotate",
            "The patient may add words of their own beside a note that the patient may read now.",
            citing: .hipaa(524, "(a)(1)"),
            .hipaa(526, "(d)(2)"),
            obligations: [.appendNotOverwrite],
            when: [
                .action(.annotate), .that(.asksForSelf, .patientIsSubject),
                .not(.draftClosed, .protectedFromPatient, .compiledForProceeding, .holdDenies),
            ],
            [
                .action(.annotate),
                .that(.asksForSelf, .patientIsSubject, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .compiledForProceeding, .holdDenies),
            ],
            [.action(.annotate), .that(.asksForSelf, .patientIsSubject, .houseOpensForPatient)]
        ),
        RecordKeeping.duty(
            .notifyRecipients,
            id: "hipaa.amendment-told",
            "An accepted amendment is told to those who were named or may rely on the note.",
            citing: .hipaa(526, "(c)(3)"),
            onPermit: [.action(.amend), .purpose(.amendmentRequest)]
        ),
        RecordKeeping.duty(
            .writtenDenial,
            id: "hipaa.amendment-denial",
            "A refused amendment is refused in writing.",
            citing: .hipaa(526, "(d)(1)"),
            onDenial: [.action(.requestAmendment), .that(.standing, .patientIsSubject)]
        ),
        RecordKeeping.reason(
            "hipaa.amendment-created-elsewhere",
            "The holder did not write the note.",
            citing: .hipaa(526, "(a)(2)(i)"),
            onDenial: [.action(.requestAmendment), .that(.standing, .patientIsSubject, .createdElsewhere)]
        ),
        RecordKeeping.reason(
            "hipaa.amendment-draft",
            "A draft is not part of the designated record set until somebody decides by it.",
            citing: .hipaa(526, "(a)(2)(ii)"),
            onDenial: [.action(.requestAmendment), .that(.standing, .patientIsSubject, .draftClosed)]
        ),
        RecordKeeping.reason(
            "hipaa.amendment-not-available",
            "What is not available for inspection cannot be amended at the patient's request.",
            citing: .hipaa(526, "(a)(2)(iii)"),
            onDenial: [.action(.requestAmendment), .that(.protectedFromPatient)],
            [.action(.requestAmendment), .that(.compiledForProceeding)],
            [.action(.requestAmendment), .that(.holdDenies)]
        ),
        RecordKeeping.reason(
            "hipaa.amendment-no-standing",
            "Only the patient, or somebody in the patient's place, may ask for an amendment.",
            citing: .hipaa(526, "(a)(1)"),
            onDenial: [.action(.requestAmendment), .not(.standing)],
            [.action(.requestAmendment), .not(.patientIsSubject)]
        ),
        RecordKeeping.reason(
            "hipaa.annotation-psychotherapy",
            "A patient adds words to a psychotherapy note only once it is opened.",
            citing: .hipaa(524, "(a)(1)(i)"),
            onDenial: [.action(.annotate), .that(.asksForSelf, .protectedFromPatient)]
        ),
        RecordKeeping.reason(
            "hipaa.annotation-refused",
            "A patient adds words only to notes that the patient may read.",
            citing: .hipaa(524, "(a)(1)"),
            onDenial: [.action(.annotate)]
        ),
    ]

    /// 45 CFR 164.528: the accounting of disclosures.
    static let accounting = [
        RecordKeeping.permission(
            "hipaa.accounting",
            "The patient may have an accounting of disclosures.",
            citing: .hipaa(528, "(a)(1)"),
            .hipaa(528, "(c)(1)"),
            obligations: [.respond60Days],
            when: [.action(.requestAccounting), .that(.standing, .patientIsSubject)]
        ),
        RecordKeeping.reason(
            "hipaa.accounting-refused",
            "Only the patient, or somebody in the patient's place, may have an accounting.",
            citing: .hipaa(528, "(a)(1)"),
            onDenial: [.action(.requestAccounting)]
        ),
    ]
}
