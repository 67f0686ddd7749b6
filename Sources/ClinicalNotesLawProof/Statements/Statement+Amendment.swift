internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.526, 164.528: amendment, the patient's own words, the accounting.
    static let amendment: [Statement] = [
        .always(
            "amendment.may-be-asked",
            "The patient may ask to amend what the holder wrote and the patient may see.",
            .hipaa(526, "(a)(1)"),
            Region.asking(
                .action(.requestAmendment),
                .not(.draftClosed, .createdElsewhere, .protectedFromPatient),
                .not(.compiledForProceeding, .holdDenies)
            )
        ),
        .never(
            "amendment.draft",
            "A draft by which nobody decided is not in the designated record set, so not amended on request.",
            .hipaa(526, "(a)(2)(ii)"),
            [.action(.requestAmendment), .that(.draftClosed)]
        ),
        .denial(
            cites: "amendment.refused-draft",
            "A refusal names the ground: a draft.",
            .hipaa(526, "(a)(2)(ii)"),
            Region.asking(.action(.requestAmendment), .that(.draftClosed))
        ),
        .always(
            "amendment.disagreement",
            "The patient may add a statement of disagreement, to any note.",
            .hipaa(526, "(d)(2)"),
            Region.asking(.action(.annotate), .purpose(.amendmentRequest))
        ),
        .always(
            "amendment.own-words",
            "The patient may add words beside a note that the patient may read.",
            .hipaa(524, "(a)(1)"),
            Region.asking(
                .action(.annotate),
                .that(.asksForSelf),
                .not(.draftClosed, .protectedFromPatient, .compiledForProceeding, .holdDenies)
            ),
            Region.asking(
                .action(.annotate),
                .that(.asksForSelf, .openedByOriginator, .coSubjectsAuthorized),
                .not(.draftClosed, .compiledForProceeding, .holdDenies)
            ),
            Region.asking(.action(.annotate), .that(.asksForSelf, .houseOpensForPatient))
        ),
        .always(
            "accounting.may-be-asked",
            "The patient may have an accounting of disclosures.",
            .hipaa(528, "(a)(1)"),
            Region.asking(.action(.requestAccounting))
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
        .permit(
            brings: .respond60Days,
            "amendment.clock",
            "A request to amend or to account runs against a clock of sixty days.",
            .hipaa(526, "(b)(2)"),
            [.action(.requestAmendment, .requestAccounting)]
        ),
        .permit(
            brings: .notifyRecipients,
            "amendment.told",
            "An accepted amendment is told to those who rely on the note.",
            .hipaa(526, "(c)(3)"),
            [.action(.amend), .purpose(.amendmentRequest)]
        ),
        .denial(
            brings: .writtenDenial,
            "amendment.refused-in-writing",
            "A refused amendment is refused in writing.",
            .hipaa(526, "(d)(1)"),
            Region.asking(.action(.requestAmendment))
        ),
        .denial(
            cites: "amendment.refused-elsewhere",
            "A refusal names the ground: written elsewhere.",
            .hipaa(526, "(a)(2)(i)"),
            Region.asking(.action(.requestAmendment), .that(.createdElsewhere))
        ),
        .denial(
            cites: "amendment.refused-unavailable",
            "A refusal names the ground: not available.",
            .hipaa(526, "(a)(2)(iii)"),
            [.action(.requestAmendment), .that(.protectedFromPatient)],
            [.action(.requestAmendment), .that(.compiledForProceeding)],
            [.action(.requestAmendment), .that(.holdDenies)]
        ),
        .denial(
            cites: "amendment.refused-standing",
            "A refusal names the ground: no standing.",
            .hipaa(526, "(a)(1)"),
            [.action(.requestAmendment), .not(.standing)],
            [.action(.requestAmendment), .not(.patientIsSubject)]
        ),
        .denial(
            cites: "annotation.refused-psychotherapy",
            "A refusal names the ground: a psychotherapy note.",
            .hipaa(524, "(a)(1)(i)"),
            [.action(.annotate), .that(.asksForSelf, .protectedFromPatient)]
        ),
        .denial(
            cites: "annotation.refused",
            "A refusal to add words cites the right they come with.",
            .hipaa(524, "(a)(1)"),
            [.action(.annotate)]
        ),
        .denial(
            cites: "accounting.refused",
            "A refused accounting cites whose right it is.",
            .hipaa(528, "(a)(1)"),
            [.action(.requestAccounting)]
        ),
    ]
}
