internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.526, 164.528: amendment, the patient's own words, the accounting.
    static let amendment: [Statement] = [
        .always(
            "amendment.may-be-asked",
            "The patient may ask to amend what the holder wrote and the patient may see.",
            .hipaa(526, "(a)(1)"),
            Region.asking([
                .action(.requestAmendment), .not(.draftClosed, .createdElsewhere, .protectedFromPatient),
                .not(.compiledForProceeding, .holdDenies),
            ])
        ),
        .never(
            "amendment.draft",
            "A draft by which nobody decided is not in the designated record set, so not amended on request.",
            .hipaa(526, "(a)(2)(ii)"),
            [.action(.requestAmendment), .that(.draftClosed)]
        ),
        .always(
            "amendment.disagreement",
            "The patient may add a statement of disagreement, to any note.",
            .hipaa(526, "(d)(2)"),
            Region.asking([.action(.annotate), .purpose(.amendmentRequest)])
        ),
        .always(
            "amendment.own-words",
            "The patient may add words beside a note that the patient may read.",
            .hipaa(524, "(a)(1)"),
            Region.asking([
                .action(.annotate), .that(.asksForSelf),
                .not(.draftClosed, .protectedFromPatient, .compiledForProceeding, .holdDenies),
            ]),
            Region.asking([
                .action(.annotate), .that(.asksForSelf, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .compiledForProceeding, .holdDenies),
            ]),
            Region.asking([.action(.annotate), .that(.asksForSelf, .houseOpensForPatient)])
        ),
        .always(
            "accounting.may-be-asked",
            "The patient may have an accounting of disclosures.",
            .hipaa(528, "(a)(1)"),
            Region.asking([.action(.requestAccounting)])
        ),
        .never(
            "amendment.own-record",
            "Nobody without standing uses these rights, and nobody about another's note.",
            .hipaa(526, "(a)(1)"),
            [.action(.requestAmendment, .requestAccounting, .annotate), .not(.standing)],
            [.action(.requestAmendment, .requestAccounting, .annotate), .not(.patientIsSubject)],
            unless: [
                [.action(.annotate), .that(.isAuthor, .inHouse), Region.finished, .role(Region.others)]
            ]
        ),
        .never(
            "amendment.not-available",
            "What is not available for inspection is not amended on request.",
            .hipaa(526, "(a)(2)(iii)"),
            [.action(.requestAmendment), .that(.protectedFromPatient)],
            [.action(.requestAmendment), .that(.compiledForProceeding)],
            [.action(.requestAmendment), .that(.holdDenies)]
        ),
        .never(
            "amendment.created-elsewhere",
            "What another wrote is amended there.",
            .hipaa(526, "(a)(2)(i)"),
            [.action(.requestAmendment), .that(.createdElsewhere)]
        ),
    ]
}
