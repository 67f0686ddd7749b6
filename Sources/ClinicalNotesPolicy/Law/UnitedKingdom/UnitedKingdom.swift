internal import ClinicalNotesModel

/// A small rule set of the United Kingdom: UK GDPR and the Data Protection Act 2018.
enum UnitedKingdom {
    static let package = LawPackage(
        "uk",
        version: "2018.3",
        in: .unitedKingdom,
        security,
        creating,
        papers,
        access,
        rectification,
        care,
        process,
        consent,
        refusals
    )

    /// UK GDPR art 5(1)(f), 32: nobody unverified, and authors alone change the record.
    static let security = [
        Everyone.prohibition(
            "uk.verification",
            "Identity must be verified first.",
            citing: .unitedKingdom(.ukGDPR, "art 32(1)"),
            when: [.not(.verified)]
        ),
        Everyone.duty(
            .verifyIdentity,
            id: "uk.verify-identity",
            "Who is not verified may prove who it is.",
            citing: .unitedKingdom(.ukGDPR, "art 32(1)"),
            unverified: []
        ),
        ThirdParty.prohibition(
            "uk.draft",
            "A draft is read by its author alone.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            when: [.status(.draft)],
            unless: [[.that(.isAuthor), .action(.read)]]
        ),
        ThirdParty.prohibition(
            "uk.entered-in-error",
            "A note entered in error goes only to its author and where law compels.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
            when: [.status(.enteredInError)],
            unless: [
                [.that(.isAuthor), .action(.read)],
                [
                    .that(.mandatory), .purpose(compulsory),
                    .instrument(.courtOrder, .warrant, .statute, .childAbuseStatute),
                ],
            ]
        ),
        ThirdParty.prohibition(
            "uk.wrong-patient",
            "A note on the wrong patient's chart goes to nobody but its author, whatever compels what is about the patient.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            when: [.that(.wrongPatient)],
            unless: [[.that(.isAuthor), .action(.read)]]
        ),
        ThirdParty.houseProhibition(
            "uk.house-rule",
            "A rule of the holder protects more.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            when: [.that(.houseDenies)]
        ),
        Patient.prohibition(
            "uk.portal",
            "A rule of the holder keeps this from the portal; a request for access is answered all the same.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            when: [.lane(.access), .action(.browse), .that(.houseClosesPortal)]
        ),
        RecordKeeping.permission(
            "uk.author",
            "The author edits, signs and amends.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
            when: [.that(.isAuthor, .inHouse), .action(.edit, .sign), .status(.draft)],
            [
                .that(.isAuthor, .inHouse), .action(.amend, .markEnteredInError),
                .status(.signed, .cosigned, .amended, .addended),
            ],
            [.that(.isAuthor, .inHouse, .wrongPatient), .action(.markEnteredInError)],
            [.that(.isAuthor, .inHouse), .action(.setSharing)]
        ),
        RecordKeeping.permission(
            "uk.author-unavailable",
            "A supervisor or the privacy officer withdraws a note whose author can no longer act.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
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
        RecordKeeping.reason(
            "uk.record-kept",
            "The record is protected: only its author changes it, and nothing of it is lost.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            onDenial: [.action(NoteAction.allCases.filter { !Groups.papers.contains($0) })]
        ),
        Everyone.duty(
            .showStatus,
            id: "uk.show-status",
            "That a note was amended or entered in error must be visible.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(d)"),
            onPermit: [
                .status(.amended, .addended, .enteredInError), .lane(.thirdParty, .access, .directed),
            ]
        ),
    ]

    /// For what law compels a disclosure.
    static let compulsory: [PurposeOfUse] = [.requiredByLaw, .judicialProceeding, .lawEnforcement]

    /// UK GDPR art 15 and DPA 2018 Sch 3 Pt 2: access, and the serious harm test.
    static let access = [
        Patient.permission(
            "uk.access",
            "Patients, and those in their place, may see what is about them.",
            citing: .unitedKingdom(.ukGDPR, "art 15(1)-(3)"),
            obligations: [.respond30Days],
            when: [
                .lane(.access), .action(Groups.content), .that(.standing, .patientIsSubject),
                .not(.holdDenies),
            ]
        ),
        Patient.permission(
            "uk.browse",
            "Patients browse what was released to them.",
            citing: .unitedKingdom(.ukGDPR, "art 15(1)-(3)"),
            when: [
                .lane(.access), .action(.browse), .that(.standing, .patientIsSubject, .released),
                .status(.signed, .cosigned, .amended, .addended), .not(.holdDenies),
            ]
        ),
        Patient.duty(
            .writtenDenial,
            .releaseRemainder,
            id: "uk.denial",
            "A denial is given in writing, and everything else is given.",
            citing: .unitedKingdom(.ukGDPR, "art 12(4)"),
            onDenial: [.action(Groups.content), .that(.standing, .patientIsSubject, .holdDenies)]
        ),
        Patient.duty(
            .writtenDenial,
            id: "uk.parent-denial",
            "A parent who is refused gets the denial in writing.",
            citing: .unitedKingdom(.ukGDPR, "art 12(4)"),
            onDenial: [.action(Groups.content), .that(.parentRefused, .patientIsSubject)]
        ),
        Patient.duty(
            .redactOtherSubjects,
            id: "uk.redact-others",
            "What is about other people is removed first.",
            citing: .unitedKingdom(.ukGDPR, "art 15(4)"),
            onPermit: [.that(.severalSubjects, .segmentable)],
            unless: [[.that(.coSubjectsAuthorized)]]
        ),
        Patient.duty(
            .redactHeldPart,
            id: "uk.redact-held",
            "What is held is removed; everything else is given.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 paras 2, 5"),
            onPermit: [.that(.holdOnPart)]
        ),
        Patient.duty(
            .writtenDenial,
            id: "uk.held-part-denial",
            "That a part is held is said in writing.",
            citing: .unitedKingdom(.ukGDPR, "art 12(4)"),
            onPermit: [.that(.holdOnPart), .action(Groups.content)]
        ),
        Patient.reason(
            "uk.serious-harm-from-a-part",
            "A part would be likely to cause serious harm to physical or mental health.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 paras 2, 5"),
            onPermit: [.that(.holdOnPart)]
        ),
        Patient.reason(
            "uk.others-removed",
            "What is about other people is removed; everything else is given.",
            citing: .unitedKingdom(.ukGDPR, "art 15(4)"),
            onPermit: [.that(.severalSubjects, .segmentable)],
            unless: [[.that(.coSubjectsAuthorized)]]
        ),
        Patient.reason(
            "uk.serious-harm",
            "Access would be likely to cause serious harm to physical or mental health.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 paras 2, 5"),
            onDenial: [.that(.holdDenies, .standing, .patientIsSubject)]
        ),
        Patient.reason(
            "uk.opinion-out-of-date",
            "The opinion on serious harm is older than the law allows.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 para 6"),
            onPermit: [.that(.holdExpired)]
        ),
        Patient.reason(
            "uk.child",
            "A child of twelve or more who understands asks as an adult does.",
            citing: .unitedKingdom(.dataProtectionAct2018, "s 208"),
            onPermit: [.that(.asksForSelf, .childAsks)]
        ),
        Patient.reason(
            "uk.parent-refused",
            "What a child told in confidence, or alone, is not given to the parent.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 3 Pt 2 para 4"),
            onDenial: [.that(.parentRefused)],
            unless: [[.that(.parentRefusedByStateLaw)]]
        ),
        Patient.reason(
            "uk.parent-refused-by-house-rule",
            "A rule of the holder keeps the parent out.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            onDenial: [.that(.parentRefusedByStateLaw)]
        ),
        Patient.reason(
            "uk.no-standing",
            "Only the patient, or somebody in the patient's place, has this right.",
            citing: .unitedKingdom(.ukGDPR, "art 15(1)-(3)"),
            onDenial: [.not(.standing)],
            [.not(.patientIsSubject)],
            [.lane(.directed)],
            [.action(.deidentify)]
        ),
    ]

    /// UK GDPR art 16: what is inaccurate is rectified, what is incomplete is completed by a statement.
    static let rectification = [
        RecordKeeping.permission(
            "uk.rectification",
            "Patients, and those in their place, may have what is inaccurate about them rectified.",
            citing: .unitedKingdom(.ukGDPR, "art 16"),
            .unitedKingdom(.ukGDPR, "art 12(3)"),
            obligations: [.respond30Days],
            when: [.action(.requestAmendment), .that(.standing, .patientIsSubject)]
        ),
        RecordKeeping.permission(
            "uk.supplementary-statement",
            "Patients, and those in their place, may complete a note by a statement of their own.",
            citing: .unitedKingdom(.ukGDPR, "art 16"),
            obligations: [.appendNotOverwrite],
            when: [
                .action(.annotate), .purpose(.amendmentRequest), .that(.standing, .patientIsSubject),
            ]
        ),
        RecordKeeping.reason(
            "uk.rectification-refused",
            "Only the patient, or somebody in the patient's place, may have a note rectified.",
            citing: .unitedKingdom(.ukGDPR, "art 16"),
            onDenial: [.action(.requestAmendment)]
        ),
    ]

    /// UK GDPR art 9(2)(h), (3): care by those under a duty of secrecy; art 9(2)(c): vital interests.
    static let care = [
        ThirdParty.permission(
            "uk.author-use",
            "The author reads the own note.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(h)"),
            when: [
                .action(.read), .that(.inHouse, .isAuthor),
                .purpose(.treatment, .emergencyTreatment, .documentation),
            ]
        ),
        ThirdParty.permission(
            "uk.direct-care",
            "The care team reads the general record to treat.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(h)"),
            obligations: [.minimumNecessary],
            when: [
                .action(.read), .that(.inHouse, .careTeam), .not(.isAuthor), .role(Groups.clinicians),
                .purpose(.treatment), .compartment(.general),
            ]
        ),
        ThirdParty.permission(
            "uk.emergency",
            "A clinician of the holder reads in an emergency, with a recorded reason.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(h)"),
            obligations: [.breakGlassAudit, .recordReason, .minimumNecessary],
            when: [
                .action(.read), .that(.inHouse, .treatmentNeeded, .reasonRecorded), .role(Groups.clinicians),
                .purpose(.emergencyTreatment), .compartment(.general),
            ]
        ),
        ThirdParty.permission(
            "uk.vital-interests",
            "A provider elsewhere is sent what is needed to save somebody who cannot consent.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(c)"),
            obligations: [.recordReason, .minimumNecessary],
            when: [
                .action(.disclose), .that(.treatmentNeeded, .consentUnobtainable), .not(.inHouse),
                .role(Groups.outsideProviders), .purpose(.emergencyTreatment), .compartment(.general),
            ]
        ),
    ]

    /// UK GDPR art 6(1)(c), 9(2)(f) and DPA 2018 Sch 2 Pt 1 para 5: what a court or an enactment compels.
    static let process = [
        ThirdParty.compulsion(
            "uk.court-order",
            "An order of a court compels it.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 5"),
            .unitedKingdom(.ukGDPR, "art 9(2)(f)"),
            obligations: [.limitToOrder],
            when: compelled(
                .purpose(.judicialProceeding, .requiredByLaw),
                .instrument(.courtOrder),
                .that(.expresslyCovers)
            ),
            compelled(
                .purpose(.lawEnforcement),
                .instrument(.courtOrder, .warrant),
                .that(.expresslyCovers),
                .role(Groups.officials)
            )
        ),
        ThirdParty.compulsion(
            "uk.enactment",
            "An enactment compels it.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 5"),
            .unitedKingdom(.ukGDPR, "art 6(1)(c)"),
            obligations: [.limitToLaw],
            when: compelled(.purpose(.requiredByLaw), .instrument(.statute, .childAbuseStatute))
        ),
        ThirdParty.duty(
            .legalReview,
            id: "uk.process-reviewed",
            "Counsel looks at an order first.",
            citing: .unitedKingdom(.dataProtectionAct2018, "Sch 2 Pt 1 para 5"),
            onPermit: [.purpose(compulsory), .instrument(.courtOrder, .warrant)]
        ),
    ]

    /// UK GDPR art 9(2)(a), 7: explicit consent.
    static let consent = [
        ThirdParty.permission(
            "uk.explicit-consent",
            "The patient consented explicitly.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(a)"),
            .unitedKingdom(.ukGDPR, "art 7(1)"),
            obligations: [.limitToAuthorization],
            when: agreed(.that(.agreed), .not(.severalSubjects)),
            agreed(.that(.agreedByAll))
        )
    ]

    /// Why nothing opened a note.
    static let refusals = [
        ThirdParty.reason(
            "uk.no-basis",
            "There is no legal basis for this.",
            citing: .unitedKingdom(.ukGDPR, "art 9(1)"),
            onDenial: []
        )
    ]

    private static func compelled(_ conditions: Condition...) -> [Condition] {
        [.action(Groups.content), .that(.mandatory)] + conditions
    }

    private static func agreed(_ condition: Condition...) -> [Condition] {
        [.action(Groups.content)] + condition
    }
}
