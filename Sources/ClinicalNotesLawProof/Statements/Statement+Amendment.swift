internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.526, 164.528: amendment, the patient's own words, the accounting.
    static let amendment: [Statement] =
        [
            .always(
                "amendment.may-be-asked",
                "The patient may ask to amend what the holder wrote and the patient may see.",
                .hipaa(526, "(a)(1)"),
                Region.asking([
                    .action(.requestAmendment), .not(.draftClosed, .createdElsewhere, .protectedFromPatient),
                    .not(.compiledForProceeding, .holdDenies),
                ])
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
                beside([.not(.draftClosed, .protectedFromPatient, .compiledForProceeding, .holdDenies)]),
                beside([
                    .that(.openedByOriginator, .coSubjectsAuthorized),
                    .not(.draftClosed, .compiledForProceeding, .holdDenies),
                ]),
                beside([.that(.houseOpensForPatient)])
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
                [.action(Region.rights), .not(.standing)],
                [.action(Region.rights), .not(.patientIsSubject)],
                unless: [
                    [.action(.annotate), .that(.isAuthor, .inHouse), Region.finished, .role(Region.others)]
                ]
            ),
        ]
        + Frame(.action(.requestAmendment)).never([
            (
                "amendment.draft",
                "A draft by which nobody decided is not in the designated record set, so not amended on request.",
                .hipaa(526, "(a)(2)(ii)"), [.that(.draftClosed)]
            ),
            (
                "amendment.not-available", "What is not available for inspection is not amended on request.",
                .hipaa(526, "(a)(2)(iii)"),
                .either([.that(.protectedFromPatient)], [.that(.compiledForProceeding)], [.that(.holdDenies)])
            ),
            (
                "amendment.created-elsewhere", "What another wrote is amended there.",
                .hipaa(526, "(a)(2)(i)"), [.that(.createdElsewhere)]
            ),
        ])

    private static func beside(_ conditions: [Condition]) -> [Condition] {
        Region.asking([.action(.annotate), .that(.asksForSelf)] + conditions)
    }
}
