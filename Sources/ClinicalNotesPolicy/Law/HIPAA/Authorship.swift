internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.312(c)(1): the author writes; signed text is never overwritten or deleted.
    static let authorship = [
        RecordKeeping.permission(
            "hipaa.edit-draft",
            "The author edits a draft.",
            citing: .hipaa(312, "(c)(1)"),
            when: [.action(.edit), .that(.isAuthor, .inHouse), .status(.draft)]
        ),
        RecordKeeping.permission(
            "hipaa.sign-draft",
            "The author signs a draft.",
            citing: .hipaa(312, "(c)(1)"),
            .hipaa(312, "(d)"),
            when: [.action(.sign), .that(.isAuthor, .inHouse), .status(.draft)]
        ),
        RecordKeeping.permission(
            "hipaa.discard-draft",
            "The author discards a draft.",
            citing: .hipaa(312, "(c)(1)"),
            obligations: [.recordReason],
            when: [.action(.delete), .that(.isAuthor, .inHouse), .status(.draft)]
        ),
        RecordKeeping.permission(
            "hipaa.amend",
            "The author amends a signed note by adding to it.",
            citing: .hipaa(526, "(c)(1)"),
            .hipaa(312, "(c)(1)"),
            obligations: [.appendNotOverwrite],
            when: [
                .action(.amend), .that(.isAuthor, .inHouse), .status(.signed, .cosigned, .amended, .addended),
            ]
        ),
        RecordKeeping.permission(
            "hipaa.annotate-own",
            "The author adds a remark beside a signed note.",
            citing: .hipaa(312, "(c)(1)"),
            obligations: [.appendNotOverwrite],
            when: [
                .action(.annotate), .that(.isAuthor, .inHouse),
                .status(.signed, .cosigned, .amended, .addended),
                .not(.asksForSelf),
            ],
            unless: [[.role(.patient, .personalRepresentative, .parent)]]
        ),
        RecordKeeping.permission(
            "hipaa.mark-entered-in-error",
            "The author withdraws a signed note; it is kept.",
            citing: .hipaa(312, "(c)(1)"),
            obligations: [.recordReason, .appendNotOverwrite],
            when: [
                .action(.markEnteredInError), .that(.isAuthor, .inHouse),
                .status(.signed, .cosigned, .amended, .addended),
            ],
            [.action(.markEnteredInError), .that(.isAuthor, .inHouse, .wrongPatient)]
        ),
        RecordKeeping.permission(
            "hipaa.mark-entered-in-error-in-place",
            "A supervisor or the privacy officer withdraws a note whose author can no longer act; it is kept.",
            citing: .hipaa(312, "(c)(1)"),
            obligations: [.recordReason, .appendNotOverwrite],
            when: [
                .action(.markEnteredInError), .role([.supervisor] + Groups.office),
                .that(.inHouse, .authorUnavailable), .not(.isAuthor),
                .status(.signed, .cosigned, .amended, .addended),
            ],
            [
                .action(.markEnteredInError), .role([.supervisor] + Groups.office),
                .that(.inHouse, .authorUnavailable, .wrongPatient), .not(.isAuthor),
            ]
        ),
        RecordKeeping.permission(
            "hipaa.set-sharing",
            "The author sets what the portal shows of a record the patient may have.",
            citing: .hipaa(502, "(a)(1)(i)"),
            when: [
                .action(.setSharing), .that(.isAuthor, .inHouse),
                .compartment(.general, .substanceUse),
            ],
            unless: [[.status(.enteredInError)]]
        ),
        RecordKeeping.permission(
            "hipaa.open-psychotherapy",
            "Only the originator opens a psychotherapy or counseling note to the patient.",
            citing: .hipaa(508, "(a)(2)"),
            obligations: [.recordOriginatorDecision],
            when: [
                .action(.setSharing), .that(.isAuthor, .inHouse),
                .compartment(.psychotherapy, .substanceUseCounseling),
            ],
            unless: [[.status(.enteredInError)]]
        ),
        RecordKeeping.duty(
            .appendNotOverwrite,
            id: "hipaa.signed-is-kept",
            "Signed text is added to, never overwritten.",
            citing: .hipaa(312, "(c)(1)"),
            onDenial: [
                .action(.edit), .that(.isAuthor), .status(.signed, .cosigned, .amended, .addended),
            ]
        ),
        RecordKeeping.reason(
            "hipaa.not-the-originator",
            "Only its originator writes in a psychotherapy note, or opens it.",
            citing: .hipaa(508, "(a)(2)"),
            onDenial: [.action(Groups.authoring), .compartment(.psychotherapy), .not(.isAuthor)]
        ),
        RecordKeeping.reason(
            "hipaa.integrity",
            "The record is protected: only its author changes it, and signed text is neither overwritten nor destroyed.",
            citing: .hipaa(312, "(c)(1)"),
            onDenial: [.action(Groups.authoring)],
            [
                .action(.annotate),
                .role(
                    PrincipalRole.allCases.filter {
                        ![.patient, .personalRepresentative, .parent].contains($0)
                    }
                ),
            ]
        ),
    ]

    /// 45 CFR 164.506(c)(1), 164.508(a)(2)(i)(B): a supervisor signs beside the author.
    static let cosigning = [
        RecordKeeping.permission(
            "hipaa.cosign",
            "A supervisor of the holder who is not the author cosigns a signed note.",
            citing: .hipaa(506, "(c)(1)"),
            .hipaa(501),
            obligations: [.appendNotOverwrite, .minimumNecessary],
            when: [
                .action(.cosign), .role(.supervisor), .that(.inHouse), .not(.isAuthor),
                .status(.signed, .amended, .cosigned, .addended), .compartment(.general),
            ]
        ),
        RecordKeeping.permission(
            "hipaa.cosign-in-training",
            "A supervisor cosigns a psychotherapy note only in the holder's own training program.",
            citing: .hipaa(508, "(a)(2)(i)(B)"),
            obligations: [.appendNotOverwrite, .minimumNecessary],
            when: [
                .action(.cosign), .role(.supervisor), .that(.inHouse, .ownTrainingProgram), .not(.isAuthor),
                .status(.signed, .amended, .cosigned, .addended), .compartment(.psychotherapy),
                .purpose(.training),
            ]
        ),
    ]
}
