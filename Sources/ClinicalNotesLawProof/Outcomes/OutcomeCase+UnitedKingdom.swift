internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension OutcomeCase {
    /// UK GDPR and the Data Protection Act 2018: what a decision names.
    static let unitedKingdom: [OutcomeCase] =
        unitedKingdomCitations + unitedKingdomDuties + creating(gdpr("art 32(4)"))
        + creating(emergency: gdpr("art 9(2)(h)"))
        + papers(.unitedKingdom) + waiting(.unitedKingdom)

    private static let unitedKingdomCitations: [OutcomeCase] = [
        .refusal(gdpr("art 16"), [.action(.requestAmendment)]),
        .refusal(
            act("Sch 3 Pt 2 para 4"),
            [own, .that(.parentRefused), .not(.parentRefusedByStateLaw)],
            amongOthers: true
        ),
        .refusal(
            gdpr("art 5(1)(f)"),
            [own, .that(.parentRefusedByStateLaw)],
            [.lane(.recordKeeping), .action(Region.withNotes)],
            amongOthers: true
        ),
        .refusal(act("Sch 3 Pt 2 paras 2, 5"), [anyCopy, .that(.holdDenies, .standing, .patientIsSubject)]),
        .refusal(
            gdpr("art 15(1)-(3)"),
            [own, .not(.standing)],
            [own, .not(.patientIsSubject)],
            amongOthers: true
        ),
        .refusal(gdpr("art 9(1)"), [.lane(.thirdParty)]),
        .grant(act("s 208"), [own, .that(.asksForSelf, .childAsks)]),
        .grant(act("Sch 3 Pt 2 para 6"), [own, .that(.holdExpired)]),
        .grant(act("Sch 3 Pt 2 paras 2, 5"), [own, .that(.holdOnPart)]),
        .grant(gdpr("art 15(4)"), [own, .that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]),
    ]

    /// What comes with a permit or a denial.
    private static let unitedKingdomDuties: [OutcomeCase] =
        [
            .denial(brings: .verifyIdentity, law: gdpr("art 32(1)"), [.not(.verified)]),
            .denial(
                brings: .writtenDenial,
                law: gdpr("art 12(4)"),
                [anyCopy, seen, .that(.verified, .parentRefused, .patientIsSubject)]
            ),
            .permit(
                brings: .legalReview,
                law: act("Sch 2 Pt 1 para 5"),
                [
                    .lane(.thirdParty), .purpose(.judicialProceeding, .requiredByLaw, .lawEnforcement),
                    .instrument(.courtOrder, .warrant),
                ]
            ),
            .permit(
                brings: .redactOtherSubjects,
                law: gdpr("art 15(4)"),
                [own, .that(.severalSubjects, .segmentable), .not(.coSubjectsAuthorized)]
            ),
            .permit(brings: .redactHeldPart, law: act("Sch 3 Pt 2 paras 2, 5"), [own, .that(.holdOnPart)]),
            .permit(brings: .writtenDenial, law: gdpr("art 12(4)"), [own, seen, .that(.holdOnPart)]),
            .permit(
                brings: .showStatus,
                law: gdpr("art 5(1)(d)"),
                [.lane(.access, .thirdParty), .status(.amended, .addended, .enteredInError)]
            ),
        ]
        + [
            OutcomeCase.denial(
                brings: .writtenDenial,
                .releaseRemainder,
                law: gdpr("art 12(4)"),
                [own, seen],
                [.lane(.directed), seen, .that(.holdDenies)]
            )
            .within(Region.asking())
        ]

    private static let seen: Condition = .action(Region.content)
    private static let own: Condition = .lane(.access)
    private static let anyCopy: Condition = .lane(.access, .directed)

    private static func gdpr(_ place: String) -> Citation { .unitedKingdom(.ukGDPR, place) }

    private static func act(_ place: String) -> Citation { .unitedKingdom(.dataProtectionAct2018, place) }
}
