internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let harm = Citation.unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 paras 2, 5")
    private static let subjectAccess = Citation.unitedKingdom(.ukGDPR, "art 15(1)-(3)")
    private static let accuracy = Citation.unitedKingdom(.ukGDPR, "art 5(1)(d)")
    private static let confidentiality = Citation.unitedKingdom(.ukGDPR, "art 5(1)(f)")
    private static let security = Citation.unitedKingdom(.ukGDPR, "art 32(1)")
    private static let care = Citation.unitedKingdom(.ukGDPR, "art 9(2)(h)")
    private static let consent = Citation.unitedKingdom(.ukGDPR, "art 9(2)(a)")
    private static let vital = Citation.unitedKingdom(.ukGDPR, "art 9(2)(c)")
    private static let ban = Citation.unitedKingdom(.ukGDPR, "art 9(1)")

    private static let process = Citation.unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 5")
    private static let rectification = Citation.unitedKingdom(.ukGDPR, "art 16")

    /// What a court or an enactment compels.
    private static let compelled: [Condition] = [
        .purpose(.requiredByLaw, .judicialProceeding, .lawEnforcement), .that(.mandatory),
        .instrument(.courtOrder, .warrant, .statute, .childAbuseStatute),
    ]

    private static let instructed = Citation.unitedKingdom(.ukGDPR, "art 32(4)")

    /// UK GDPR and the Data Protection Act 2018.
    static let unitedKingdom =
        record + creating("uk", (accuracy, instructed, care)) + emergencies
        + papers("uk.papers", .unitedKingdom) + joining(OutcomeCase.unitedKingdom, prefix: "uk.")

    /// What somebody declares in an emergency opens only with its review.
    private static let emergencies: [Statement] = [
        Flag.treatmentNeeded, .consentUnobtainable, .reasonRecorded,
    ].map { flag in
        Statement(
            .permitRestingBrings(flag, [.breakGlassAudit, .recordReason]),
            "uk.\(flag)-is-reviewed",
            "What opens because somebody declares it is reviewed afterwards: \(flag).",
            care
        )
    }

    private static let record = kept + ofPatients + opened + compels

    private static let kept: [Statement] =
        [
            .never("uk.nobody-unverified", "An unverified person gets nothing.", security, [.not(.verified)]),
            .never(
                "uk.drafts",
                "A draft is read by its author alone.",
                confidentiality,
                Region.thirdParty([.status(.draft)]),
                unless: [[.that(.isAuthor), .action(.read)]]
            ),
            .never(
                "uk.host",
                "What the host closes to third parties stays closed, save what law compels.",
                confidentiality,
                Region.thirdParty([.that(.houseDenies)]),
                unless: [Self.compelled]
            ),
            .never(
                "uk.entered-in-error",
                "What was entered in error goes to its author and where law compels, to nobody else.",
                accuracy,
                Region.thirdParty([.status(.enteredInError)]),
                unless: [[.that(.isAuthor), .action(.read)], Self.compelled]
            ),
            .never(
                "uk.wrong-patient",
                "What stands on the wrong patient's chart goes to its author, to nobody else.",
                confidentiality,
                [.that(.wrongPatient), .lane(.thirdParty, .access, .directed)],
                unless: [[.that(.isAuthor), .action(.read)]]
            ),
            .never(
                "uk.rectification-of-ones-own",
                "Nobody without standing has a note rectified.",
                rectification,
                [.action(.requestAmendment), .not(.standing)],
                [.action(.requestAmendment), .not(.patientIsSubject)]
            ),
            .never(
                "uk.authors-write",
                "Nobody but the author writes; patients ask for rectification, and add a statement.",
                accuracy,
                [.lane(.recordKeeping), .action(Region.withNotes)],
                unless: [
                    [.that(.isAuthor, .inHouse)],
                    [.action(.markEnteredInError)] + Region.setsRight,
                    [.action(.requestAmendment, .annotate), .that(.standing, .patientIsSubject)],
                ]
            ),
            .never(
                "uk.signed-is-kept",
                "Nothing signed is deleted or overwritten.",
                accuracy,
                [.action(.delete)],
                [.action(.edit, .sign), Region.onRecord]
            ),
            .never(
                "uk.third-parties",
                "Nobody but author and care team reads for others than the patient, save by consent, in an emergency or where law compels.",
                ban,
                Region.thirdParty(),
                unless: [
                    [.that(.inHouse, .isAuthor)], [.that(.inHouse, .careTeam)], [.that(.agreed)],
                    [.that(.agreedByAll)], Self.compelled,
                    [.purpose(.emergencyTreatment), .that(.treatmentNeeded, .inHouse, .reasonRecorded)],
                    [.purpose(.emergencyTreatment), .that(.treatmentNeeded, .consentUnobtainable)],
                ]
            ),
        ]
        + Frame(.lane(.access)).never([
            ("uk.serious-harm", "What would cause serious harm is kept.", harm, [.that(.holdDenies)]),
            (
                "uk.standing", "Without standing nobody has the patient's access.", subjectAccess,
                [.not(.standing)]
            ),
            (
                "uk.portal-rule", "What a rule of the host keeps from the portal is not shown there.",
                subjectAccess, [.action(.browse), .that(.houseClosesPortal)]
            ),
        ])

    private static let ofPatients = Frame(Region.asking()).always([
        (
            "uk.access",
            "The patient gets everything but what a serious-harm opinion keeps; no psychotherapy exception.",
            subjectAccess, [.lane(.access), Region.seeing, .not(.holdDenies)]
        ),
        (
            "uk.browse", "Patients browse what was released.", subjectAccess,
            [
                .lane(.access), .action(.browse), .that(.released), Region.finished,
                .not(.holdDenies, .houseClosesPortal),
            ]
        ),
        (
            "uk.rectification", "Patients may have what is inaccurate rectified.", rectification,
            [.action(.requestAmendment)]
        ),
        (
            "uk.supplementary-statement", "Patients may complete a note by a statement of their own.",
            rectification, [.action(.annotate), .purpose(.amendmentRequest)]
        ),
    ])

    private static let opened = Frame(Region.open()).always([
        (
            "uk.explicit-consent", "What the patient explicitly consented to is opened.", consent,
            [Region.seeing, .that(.agreedByAll)]
        ),
        (
            "uk.emergency", "A clinician of the holder reads in an emergency with a recorded reason.", care,
            [
                .action(.read), .that(.inHouse, .treatmentNeeded, .reasonRecorded), .role(Region.clinicians),
                .purpose(.emergencyTreatment), .compartment(.general),
            ]
        ),
        (
            "uk.vital-interests", "A provider elsewhere is sent what saves somebody who cannot consent.",
            vital,
            [
                .action(.disclose), .that(.treatmentNeeded, .consentUnobtainable), .not(.inHouse),
                .role(.clinicianOtherOrg), .purpose(.emergencyTreatment), .compartment(.general),
            ]
        ),
        (
            "uk.author-reads", "The author reads the own note.", care,
            [.action(.read), .that(.inHouse, .isAuthor), .purpose(.treatment, .documentation)]
        ),
        (
            "uk.care-team", "The care team reads the general record to treat.", care,
            [
                .action(.read), .that(.inHouse, .careTeam), .role(Region.clinicians), .purpose(.treatment),
                .compartment(.general),
            ]
        ),
    ])

    private static let compels: [Statement] = [
        .always(
            "uk.court-order",
            "What a court or an enactment compels is disclosed, whatever the host says.",
            process,
            Region.compelled([
                Region.seeing, .that(.mandatory), .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder), .that(.expresslyCovers),
            ]),
            Region.compelled([
                Region.seeing, .that(.mandatory), .purpose(.requiredByLaw),
                .instrument(.statute, .childAbuseStatute),
            ])
        ),
        .always(
            "uk.author",
            "The author edits, signs, amends and withdraws.",
            accuracy,
            Region.author([.action(.edit, .sign), .status(.draft)]),
            Region.author([.action(.amend, .markEnteredInError), Region.finished]),
            Region.author([.action(.markEnteredInError), .that(.wrongPatient)]),
            Region.author([.action(.setSharing)])
        ),
        .always(
            "uk.author-reads-withdrawn",
            "The author reads what was withdrawn, also what stands on the wrong patient's chart.",
            care,
            [
                .lane(.thirdParty), .action(.read), .that(.verified, .inHouse, .isAuthor),
                .status(.enteredInError), .purpose(.treatment, .documentation), .not(.houseDenies),
            ]
        ),
        .always(
            "uk.author-gone",
            "A supervisor or the privacy officer withdraws what an author who is gone signed.",
            accuracy,
            Region.setsRight + [
                .action(.markEnteredInError), .that(.verified), .not(.isAuthor), Region.finished,
            ],
            Region.setsRight + [
                .action(.markEnteredInError), .that(.verified, .wrongPatient), .not(.isAuthor),
            ]
        ),
    ]
}
