internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    private static let harm = Citation.unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 paras 2, 5")
    private static let opinion = Citation.unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 para 6")
    private static let subjectAccess = Citation.unitedKingdom(.ukGDPR, "art 15(1)-(3)")
    private static let others = Citation.unitedKingdom(.ukGDPR, "art 15(4)")
    private static let reply = Citation.unitedKingdom(.ukGDPR, "art 12(4)")
    private static let accuracy = Citation.unitedKingdom(.ukGDPR, "art 5(1)(d)")
    private static let confidentiality = Citation.unitedKingdom(.ukGDPR, "art 5(1)(f)")
    private static let security = Citation.unitedKingdom(.ukGDPR, "art 32(1)")
    private static let care = Citation.unitedKingdom(.ukGDPR, "art 9(2)(h)")
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
        .permit(
            restingOn: flag,
            brings: [.breakGlassAudit, .recordReason],
            "uk.\(flag)-is-reviewed",
            "What opens because somebody declares it is reviewed afterwards: \(flag).",
            care
        )
    }

    private static let record: [Statement] = [
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
        .always(
            "uk.court-order",
            "What a court or an enactment compels is disclosed, whatever the host says.",
            process,
            Region.compelled([
                .action(Region.content), .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder), .that(.expresslyCovers, .mandatory),
            ]),
            Region.compelled([
                .action(Region.content), .purpose(.requiredByLaw), .instrument(.statute, .childAbuseStatute),
                .that(.mandatory),
            ])
        ),
        .always(
            "uk.explicit-consent",
            "What the patient explicitly consented to is opened.",
            .unitedKingdom(.ukGDPR, "art 9(2)(a)"),
            Region.open([.action(Region.content), .that(.agreedByAll)])
        ),
        .always(
            "uk.rectification",
            "Patients may have what is inaccurate rectified.",
            rectification,
            Region.asking([.action(.requestAmendment)])
        ),
        .always(
            "uk.supplementary-statement",
            "Patients may complete a note by a statement of their own.",
            rectification,
            Region.asking([.action(.annotate), .purpose(.amendmentRequest)])
        ),
        .never(
            "uk.entered-in-error",
            "What was entered in error goes to its author and where law compels, to nobody else.",
            accuracy,
            Region.thirdParty([.status(.enteredInError)]),
            unless: [[.that(.isAuthor), .action(.read)], Self.compelled]
        ),
        .always(
            "uk.emergency",
            "A clinician of the holder reads in an emergency with a recorded reason.",
            care,
            Region.open([
                .action(.read), .that(.inHouse, .treatmentNeeded, .reasonRecorded), .role(Region.clinicians),
                .purpose(.emergencyTreatment), .compartment(.general),
            ])
        ),
        .always(
            "uk.vital-interests",
            "A provider elsewhere is sent what saves somebody who cannot consent.",
            .unitedKingdom(.ukGDPR, "art 9(2)(c)"),
            Region.open([
                .action(.disclose), .that(.treatmentNeeded, .consentUnobtainable), .not(.inHouse),
                .role(.clinicianOtherOrg), .purpose(.emergencyTreatment), .compartment(.general),
            ])
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
                [.action(.requestAmendment, .annotate), .that(.standing, .patientIsSubject)],
            ]
        ),
        .never(
            "uk.signed-is-kept",
            "Nothing signed is deleted or overwritten.",
            accuracy,
            [.action(.delete)],
            [.action(.edit, .sign), .status(.signed, .cosigned, .amended, .addended, .enteredInError)]
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
        .never(
            "uk.serious-harm",
            "What would cause serious harm is kept.",
            harm,
            [.lane(.access), .that(.holdDenies)]
        ),
        .never(
            "uk.standing",
            "Without standing nobody has the patient's access.",
            subjectAccess,
            [.lane(.access), .not(.standing)]
        ),
        .always(
            "uk.author",
            "The author edits, signs, amends and withdraws.",
            accuracy,
            Region.author([.action(.edit, .sign), .status(.draft)]),
            Region.author([.action(.amend, .markEnteredInError), Region.finished]),
            Region.author([.action(.setSharing)])
        ),
        .always(
            "uk.access",
            "The patient gets everything but what a serious-harm opinion keeps; no psychotherapy exception.",
            subjectAccess,
            Region.asking([.lane(.access), .action(Region.content), .not(.holdDenies)])
        ),
        .always(
            "uk.browse",
            "Patients browse what was released.",
            subjectAccess,
            Region.asking([
                .lane(.access), .action(.browse), .that(.released), Region.finished,
                .not(.holdDenies, .houseClosesPortal),
            ])
        ),
        .never(
            "uk.portal-rule",
            "What a rule of the host keeps from the portal is not shown there.",
            subjectAccess,
            [.lane(.access), .action(.browse), .that(.houseClosesPortal)]
        ),
        .always(
            "uk.author-reads",
            "The author reads the own note.",
            care,
            Region.open([.action(.read), .that(.inHouse, .isAuthor), .purpose(.treatment, .documentation)])
        ),
        .always(
            "uk.care-team",
            "The care team reads the general record to treat.",
            care,
            Region.open([
                .action(.read), .that(.inHouse, .careTeam), .role(Region.clinicians), .purpose(.treatment),
                .compartment(.general),
            ])
        ),
    ]
}
