internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.312(c)(1), (d): what is unfinished or withdrawn stays with its author, and nobody passes
    /// for one.
    static let integrity = [
        ThirdParty.prohibition(
            "hipaa.draft",
            "A draft is read by its author alone.",
            citing: .hipaa(312, "(c)(1)"),
            when: [.status(.draft)],
            unless: [[.that(.isAuthor), .action(.read)]]
        ),
        ThirdParty.prohibition(
            "hipaa.entered-in-error",
            "A note entered in error goes only to its author, to HHS on demand and under an order that covers it.",
            citing: .hipaa(312, "(c)(1)"),
            when: [.status(.enteredInError)],
            unless: seesWrongPatients + [
                [
                    .instrument(.courtOrder, .warrant, .grandJurySubpoena, .part2CourtOrder),
                    .that(.expresslyCovers, .mandatory),
                    .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
                ]
            ]
        ),
        ThirdParty.prohibition(
            "hipaa.wrong-patient",
            "A note on the wrong patient's chart goes to nobody but its author, the privacy officer, and HHS on demand.",
            citing: .hipaa(502, "(a)"),
            when: [.that(.wrongPatient)],
            unless: seesWrongPatients
        ),
        ThirdParty.prohibition(
            "hipaa.originator-claim",
            "Authorship is decided by the record, not by the role that somebody claims.",
            citing: .hipaa(312, "(d)"),
            when: [.role(.originator), .not(.isAuthor)]
        ),
        Everyone.duty(
            .showStatus,
            id: "hipaa.show-status",
            "That a note was amended or entered in error must be visible.",
            citing: .hipaa(526, "(c)(1)"),
            onPermit: [
                .status(.amended, .addended, .enteredInError), .lane(.thirdParty, .access, .directed),
            ]
        ),
    ]

    /// Who sees what was filed on the wrong patient's chart: whoever wrote it, whoever must find out what became of it
    /// (45 CFR 164.402), and whoever oversees that (45 CFR 160.310(c)).
    private static let seesWrongPatients: [[Condition]] = [
        [.that(.isAuthor), .action(.read, .export)],
        [.that(.wrongPatient, .inHouse), .role(Groups.office), .action(.read), .purpose(.operations)],
        [.role(.hhs), .purpose(.hhsCompliance), .instrument(.hhsDemand), .that(.mandatory)],
    ]
}
