internal import ClinicalNotesModel

/// A small rule set of the United Kingdom: UK GDPR and the Data Protection Act 2018.
enum UnitedKingdom {
    static let package = LawPackage(
        "uk",
        version: "2018.2",
        in: .unitedKingdom,
        security,
        creating,
        papers,
        access,
        care
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
        ThirdParty.houseProhibition(
            "uk.house-rule",
            "A rule of the holder protects more.",
            citing: .unitedKingdom(.ukGDPR, "art 5(1)(f)"),
            when: [.that(.houseDenies)]
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
            [.that(.isAuthor, .inHouse), .action(.setSharing)]
        ),
        RecordKeeping.reason(
            "uk.record-kept",
            "The record is protected from unauthorised change and loss.",
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
            "uk.no-standing",
            "Only the patient, or somebody in the patient's place, has this right.",
            citing: .unitedKingdom(.ukGDPR, "art 15(1)-(3)"),
            onDenial: [.not(.standing)],
            [.not(.patientIsSubject)],
            [.lane(.directed)],
            [.action(.deidentify)]
        ),
    ]

    /// UK GDPR art 9(2)(h), (3): care by those under a duty of secrecy.
    static let care = [
        ThirdParty.permission(
            "uk.author-use",
            "The author reads the own note.",
            citing: .unitedKingdom(.ukGDPR, "art 9(2)(h)"),
            when: [.action(.read), .that(.inHouse, .isAuthor), .purpose(.treatment, .documentation)]
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
        ThirdParty.reason(
            "uk.no-basis",
            "There is no legal basis for this.",
            citing: .unitedKingdom(.ukGDPR, "art 9(1)"),
            onDenial: []
        ),
    ]
}
