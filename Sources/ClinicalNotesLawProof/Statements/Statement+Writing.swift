internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.514(h)(1), 164.312(c), (d): who is verified, what is unfinished or withdrawn.
    static let verification: [Statement] = [
        .never(
            "verification.nobody-unverified",
            "An unverified person gets nothing.",
            .hipaa(514, "(h)(1)"),
            [.not(.verified)]
        ),
        .never(
            "draft.author-only",
            "A draft is read by its author alone.",
            .hipaa(312, "(c)(1)"),
            Region.thirdParty([.status(.draft)]),
            unless: [[.that(.isAuthor), .action(.read)]]
        ),
        .never(
            "error.closed",
            "A note entered in error goes to its author, to HHS and under an order that covers it, to nobody else.",
            .hipaa(312, "(c)(1)"),
            Region.thirdParty([.status(.enteredInError)]),
            unless: [
                [.that(.isAuthor), .action(.read, .export)], Region.demanded,
                [
                    .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
                    .that(.expresslyCovers, .mandatory),
                ],
            ]
        ),
        .never(
            "originator.by-record",
            "Authorship is decided by the record, not by the role that somebody claims.",
            .hipaa(312, "(d)"),
            Region.thirdParty([.role(.originator), .not(.isAuthor)])
        ),
    ]

    /// 45 CFR 164.312(c)(1), 164.526(c): writing and keeping the record.
    static let writing: [Statement] = [
        .never(
            "record.author-only",
            "Nobody but the author writes, signs, discards, amends or sets what the portal shows.",
            .hipaa(312, "(c)(1)"),
            [.action(.create, .edit, .sign, .amend, .delete, .markEnteredInError, .setSharing)],
            unless: [[.that(.isAuthor, .inHouse)]]
        ),
        .never(
            "record.signed-is-kept",
            "Signed text is never overwritten, signed again or deleted, by anybody.",
            .hipaa(312, "(c)(1)"),
            [
                .action(.edit, .sign, .delete),
                .status(.signed, .cosigned, .amended, .addended, .enteredInError),
            ]
        ),
        .never(
            "record.cosigned-by-supervisors",
            "Only a supervisor of the holder who is not the author cosigns.",
            .hipaa(506, "(c)(1)"),
            [.action(.cosign)],
            unless: [[.role(.supervisor), .that(.inHouse), .not(.isAuthor), Region.finished]]
        ),
        .never(
            "record.protected-cosign-in-training",
            "A psychotherapy or counseling note is cosigned only in the holder's own training.",
            .hipaa(508, "(a)(2)(i)(B)"),
            [.action(.cosign), Region.protected],
            unless: [[.purpose(.training), .that(.ownTrainingProgram)]]
        ),
        .never(
            "record.counseling-cosign-within-the-program",
            "A counseling note is cosigned only within the program that wrote it.",
            .part2(31, "(b)(1)(i)(B)"),
            [.action(.cosign), .compartment(.substanceUseCounseling)],
            unless: [[.that(.part2Personnel, .fromProgram)]]
        ),
        .never(
            "record.protected-opened-by-originator",
            "Only the originator opens a psychotherapy or counseling note to the patient.",
            .hipaa(508, "(a)(2)"),
            [.action(.setSharing), Region.protected],
            unless: [[.that(.isAuthor, .inHouse)]]
        ),
        .always(
            "record.edit",
            "The author edits a draft.",
            .hipaa(312, "(c)(1)"),
            Region.author([.action(.edit), .status(.draft)])
        ),
        .always(
            "record.sign",
            "The author signs a draft.",
            .hipaa(312, "(d)"),
            Region.author([.action(.sign), .status(.draft)])
        ),
        .always(
            "record.discard",
            "The author discards a draft.",
            .hipaa(312, "(c)(1)"),
            Region.author([.action(.delete), .status(.draft)])
        ),
        .always(
            "record.amend",
            "The author amends a signed note.",
            .hipaa(526, "(c)(1)"),
            Region.author([.action(.amend), Region.finished])
        ),
        .always(
            "record.annotate",
            "The author adds a remark beside a signed note.",
            .hipaa(312, "(c)(1)"),
            Region.author([.action(.annotate), Region.finished, .role(Region.others)])
        ),
        .always(
            "record.withdraw",
            "The author withdraws a signed note.",
            .hipaa(312, "(c)(1)"),
            Region.author([.action(.markEnteredInError), Region.finished])
        ),
        .always(
            "record.cosign",
            "A supervisor of the holder cosigns a general note.",
            .hipaa(506, "(c)(1)"),
            [
                .action(.cosign), .role(.supervisor), .that(.verified, .inHouse), .not(.isAuthor),
                Region.finished, .compartment(.general),
            ]
        ),
        .always(
            "record.cosign-in-program",
            "A supervisor of a program cosigns its record.",
            .part2(12, "(c)(3)"),
            [
                .action(.cosign), .role(.supervisor), .that(.verified, .inHouse, .part2Personnel),
                .not(.isAuthor), Region.finished, .compartment(.substanceUse),
            ]
        ),
        .always(
            "record.cosign-in-training",
            "A supervisor cosigns a psychotherapy note in the holder's own training.",
            .hipaa(508, "(a)(2)(i)(B)"),
            [
                .action(.cosign), .role(.supervisor), .that(.verified, .inHouse, .ownTrainingProgram),
                .not(.isAuthor), Region.finished, .compartment(.psychotherapy), .purpose(.training),
            ]
        ),
        .always(
            "record.cosign-counseling-in-training",
            "A supervisor cosigns a counseling note in the program's own training.",
            .part2(31, "(b)(1)(i)(B)"),
            [
                .action(.cosign), .role(.supervisor), .that(.verified, .inHouse, .ownTrainingProgram),
                .that(.part2Personnel, .fromProgram), .not(.isAuthor), Region.finished,
                .compartment(.substanceUseCounseling), .purpose(.training),
            ]
        ),
        .always(
            "record.set-sharing",
            "The author sets what the portal shows.",
            .hipaa(502, "(a)(1)(i)"),
            Region.author([.action(.setSharing), Region.finished, .compartment(.general, .substanceUse)])
        ),
        .always(
            "record.open-protected",
            "The originator opens a psychotherapy or counseling note to the patient.",
            .hipaa(508, "(a)(2)"),
            Region.author([.action(.setSharing), Region.finished, Region.protected])
        ),
    ]
}
