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
            "originator.by-record",
            "Authorship is decided by the record, not by the role that somebody claims.",
            .hipaa(312, "(d)"),
            Region.thirdParty([.role(.originator), .not(.isAuthor)])
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
                [.that(.isAuthor), .action(.read, .export)], Region.demanded, Region.privacyOfficer,
                [
                    .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
                    .that(.expresslyCovers, .mandatory),
                ],
            ]
        ),
        .always(
            "error.author-reads",
            "The author reads what was withdrawn, also what stands on the wrong patient's chart.",
            .hipaa(506, "(c)(1)"),
            withdrawn([
                .that(.isAuthor), .action(.read, .export), .purpose(.treatment, .documentation),
                .role(Region.unclaimed),
            ])
        ),
        .always(
            "error.officer-reads",
            "Operations staff read what stands on the wrong patient's chart, to assess what came of it.",
            .hipaa(506, "(c)(1)"),
            withdrawn(Region.privacyOfficer + [.role(.operations)])
        ),
        .never(
            "error.wrong-patient",
            "What stands on the wrong patient's chart goes to its author, the privacy officer and HHS alone: not to the patient, by no paper and no order.",
            .hipaa(502, "(a)"),
            [.that(.wrongPatient), .lane(.thirdParty, .access, .directed)],
            [
                .that(.wrongPatient), .action(Region.rights),
                .role(.patient, .personalRepresentative, .parent),
            ],
            unless: [
                [.that(.isAuthor), .action(.read, .export)], Region.demanded, Region.privacyOfficer,
                // About the record as a whole.
                [.action(.requestAccounting)],
            ]
        ),
    ]

    /// A general note that was entered in error, within the holder, where nobody restricted or closed it.
    private static func withdrawn(_ conditions: [Condition]) -> [Condition] {
        [.lane(.thirdParty), .that(.verified, .inHouse), .status(.enteredInError), .compartment(.general)]
            + [.not(.houseDenies, .paidInFullBlocks, .agreedBlocks)] + conditions
    }

    /// 45 CFR 164.312(c)(1), 164.526(c): writing and keeping the record.
    static let writing: [Statement] = kept + written + inPlaceOfAuthor + cosigned

    /// What nobody is left to set right would stay on the wrong chart for ever.
    private static let inPlaceOfAuthor = Frame(
        Region.setsRight + [.action(.markEnteredInError), .that(.verified), .not(.isAuthor)]
    ).always([
        (
            "record.author-gone",
            "A supervisor or the privacy officer withdraws what an author who is gone signed.",
            .hipaa(312, "(c)(1)"), [Region.finished]
        ),
        (
            "record.author-gone-wrong-patient", "They take what is withdrawn off the wrong patient's chart.",
            .hipaa(312, "(c)(1)"), [.that(.wrongPatient)]
        ),
    ])

    private static let kept: [Statement] = [
        .never(
            "record.author-only",
            "Nobody but the author writes, signs, discards, amends, sets what the portal shows or opens a protected note.",
            .hipaa(312, "(c)(1)"),
            [.action(.create, .edit, .sign, .amend, .delete, .markEnteredInError, .setSharing)],
            unless: [[.that(.isAuthor, .inHouse)], [.action(.markEnteredInError)] + Region.setsRight]
        ),
        .never(
            "record.signed-is-kept",
            "Signed text is never overwritten, signed again or deleted, by anybody.",
            .hipaa(312, "(c)(1)"),
            [.action(.edit, .sign, .delete), Region.onRecord]
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
    ]

    private static let written = Frame(Region.author()).always([
        (
            "record.draft", "The author edits, signs and discards a draft.", .hipaa(312, "(c)(1)"),
            [.action(.edit, .sign, .delete), .status(.draft)]
        ),
        (
            "record.signed",
            "The author amends and withdraws a signed note, sets what the portal shows, and opens a protected note to the patient.",
            .hipaa(526, "(c)(1)"), [.action(.amend, .markEnteredInError, .setSharing), Region.finished]
        ),
        (
            "record.wrong-patient", "The author takes a withdrawn note off the wrong patient's chart.",
            .hipaa(312, "(c)(1)"), [.action(.markEnteredInError), .that(.wrongPatient)]
        ),
        (
            "record.annotate", "The author adds a remark beside a signed note.", .hipaa(312, "(c)(1)"),
            [.action(.annotate), Region.finished, .role(Region.others)]
        ),
    ])

    private static let cosigned = Frame(
        .action(.cosign),
        .role(.supervisor),
        .that(.verified, .inHouse),
        .not(.isAuthor),
        Region.finished
    ).always([
        (
            "record.cosign", "A supervisor of the holder cosigns a general note.", .hipaa(506, "(c)(1)"),
            [.compartment(.general)]
        ),
        (
            "record.cosign-in-program", "A supervisor of a program cosigns its record.", .part2(12, "(c)(3)"),
            [.that(.part2Personnel), .compartment(.substanceUse)]
        ),
        (
            "record.cosign-in-training",
            "A supervisor cosigns a psychotherapy note in the holder's own training, a counseling note in the program's.",
            .hipaa(508, "(a)(2)(i)(B)"),
            .either(
                [.purpose(.training), .that(.ownTrainingProgram), .compartment(.psychotherapy)],
                [
                    .purpose(.training), .that(.ownTrainingProgram, .part2Personnel, .fromProgram),
                    .compartment(.substanceUseCounseling),
                ]
            )
        ),
    ])
}
