internal import ClinicalNotesModel

extension HIPAA {
    /// 45 CFR 164.524(a)(2)-(4): the grounds on which a professional may keep something from the patient.
    static let holds =
        [
            Patient.duty(
                .offerReview,
                id: "hipaa.hold-review",
                "A denial for safety can be reviewed by another professional.",
                citing: .hipaa(524, "(a)(4)"),
                onDenial: [
                    .action(Groups.content), .that(.standing, .patientIsSubject, .holdDeniesReviewable),
                    .not(.draftClosed, .channelWrong, .outsideTheRight, .compiledForProceeding),
                ]
            ),
            Patient.duty(
                .recordReason,
                id: "hipaa.hold-without-relationship",
                "A hold by somebody who does not treat the patient lacks the safe harbour: record why.",
                citing: .informationBlocking(201, "(c)(1)"),
                onDenial: [
                    .action(Groups.content),
                    .that(.standing, .patientIsSubject, .holdDenies, .holdWithoutRelationship),
                    .not(.draftClosed, .channelWrong, .outsideTheRight, .compiledForProceeding),
                ]
            ),
            Patient.duty(
                .redactHeldPart,
                id: "hipaa.hold-on-part",
                "What is held is removed; everything else is given.",
                citing: .hipaa(524, "(d)(1)"),
                onPermit: [.that(.holdOnPart)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
            Patient.duty(
                .writtenDenial,
                id: "hipaa.hold-on-part-denial",
                "That a part is held is said in writing.",
                citing: .hipaa(524, "(d)(2)"),
                onPermit: [.that(.holdOnPart), .action(Groups.content)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
            Patient.duty(
                .offerReview,
                id: "hipaa.hold-on-part-review",
                "A hold on a part for safety can be reviewed.",
                citing: .hipaa(524, "(a)(4)"),
                onPermit: [.that(.holdOnPartReviewable), .action(Groups.content)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
            Patient.duty(
                .recordReason,
                id: "hipaa.hold-on-part-without-relationship",
                "A hold by somebody who does not treat the patient lacks the safe harbour: record why.",
                citing: .informationBlocking(201, "(c)(1)"),
                onPermit: [.that(.holdOnPart, .holdWithoutRelationship), .action(Groups.content)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
            Patient.reason(
                "hipaa.hold-on-part-removed",
                "What is held is removed; everything else is given.",
                citing: .hipaa(524, "(d)(1)"),
                onPermit: [.that(.holdOnPart)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
            Patient.reason(
                "hipaa.hold-upheld",
                "The reviewing professional upheld the denial.",
                citing: .hipaa(524, "(a)(4)"),
                .hipaa(524, "(d)(4)"),
                onDenial: holding(.holdUpheld)
            ),
            Patient.reason(
                "hipaa.hold-reversed",
                "The reviewing professional reversed the denial, and the holder follows.",
                citing: .hipaa(524, "(a)(4)"),
                onPermit: [.that(.holdReversed)]
            ),
            Patient.reason(
                "hipaa.hold-distress",
                "Emotional distress does not endanger life or physical safety: it is no ground.",
                citing: .hipaa(524, "(a)(3)(i)"),
                onPermit: [.that(.holdForDistress, .holdNoGround), .role(.patient)]
            ),
            Patient.reason(
                "hipaa.hold-expired",
                "The hold is over.",
                citing: .informationBlocking(201, "(b)"),
                onPermit: [.that(.holdExpired)]
            ),
        ]
        + [
            ground(
                .holdForSafety,
                "safety",
                "Access would endanger the life or physical safety of somebody.",
                [.hipaa(524, "(a)(3)(i)")]
            ),
            ground(
                .holdForOther,
                "other-person",
                "Access would cause substantial harm to another person the note names.",
                [.hipaa(524, "(a)(3)(ii)")]
            ),
            ground(
                .holdAgainstRepresentative,
                "by-representative",
                "Access by a representative would cause substantial harm.",
                [.hipaa(524, "(a)(3)(iii)")]
            ),
            ground(
                .holdForSource,
                "source",
                "Access would reveal somebody who was promised confidentiality.",
                [.hipaa(524, "(a)(2)(v)")]
            ),
            ground(
                .holdForCustody,
                "custody",
                "A copy would endanger safety or custody in a correctional institution.",
                [.hipaa(524, "(a)(2)(ii)")]
            ),
            ground(
                .holdForResearch,
                "research",
                "The patient agreed to wait while research lasts.",
                [.hipaa(524, "(a)(2)(iii)")]
            ),
        ].flatMap(\.self)

    private static func holding(_ flag: Flag) -> [Condition] {
        [
            .that(flag, .holdDenies, .standing, .patientIsSubject),
            .not(.draftClosed, .outsideTheRight, .compiledForProceeding),
        ]
    }

    /// The ground of a denial, of a permit without a part, and of a permit where it was looked at and not met.
    private static func ground(
        _ flag: Flag,
        _ name: String,
        _ sentence: String,
        _ citations: [Citation]
    ) -> [LawRule] {
        [
            Patient.reason(
                "hipaa.hold-\(name)",
                sentence,
                citing: citations[0],
                onDenial: holding(flag)
            ),
            Patient.reason(
                "hipaa.hold-\(name)-not-met",
                "A recorded hold keeps nothing back: it is not shown that \(sentence.asClause).",
                citing: citations[0],
                onPermit: [.that(flag, .holdNoGround)]
            ),
            Patient.reason(
                "hipaa.hold-\(name)-on-part",
                "A part is held: \(sentence)",
                citing: citations[0],
                onPermit: [.that(flag, .holdOnPart)],
                unless: [[.that(.houseOpensForPatient)]]
            ),
        ]
    }
}

extension String {
    /// A sentence as a part of another one.
    fileprivate var asClause: String {
        prefix(1).lowercased() + (hasSuffix(".") ? dropFirst().dropLast() : dropFirst())
    }
}
