internal import ClinicalNotesModel

/// Information blocking, 45 CFR part 171: what a holder may not keep back once somebody asks.
///
/// It opens nothing that HIPAA closes; it names why a delay or a refusal was or was not reasonable.
enum InformationBlocking {
    static let package = LawPackage(
        "information-blocking",
        version: "HTI-3.2",
        in: .unitedStates,
        [
            Patient.reason(
                "information-blocking.outside",
                "Psychotherapy notes and what is compiled for a proceeding are not electronic health information.",
                citing: .informationBlocking(102),
                onDenial: [
                    .that(.outsideTheRight, .standing, .patientIsSubject), .action(Groups.content),
                ],
                [.that(.compiledForProceeding, .standing, .patientIsSubject), .action(Groups.content)]
            ),
            Patient.reason(
                "information-blocking.hold-without-relationship",
                "The safe harbour for preventing harm asks for a treating relationship.",
                citing: .informationBlocking(201, "(c)(1)"),
                onDenial: [.that(.holdDenies, .holdWithoutRelationship), .action(Groups.content)]
            ),
            Patient.reason(
                "information-blocking.infeasible-segmentation",
                "What cannot be separated excuses information blocking; it is no ground to keep it from the patient.",
                citing: .informationBlocking(204, "(a)(2)"),
                onPermit: [.that(.holdForSegmentation)]
            ),
            Patient.reason(
                "information-blocking.request-not-to-share",
                "The patient's request not to share excuses information blocking; it is no ground to keep it from the patient.",
                citing: .informationBlocking(202, "(e)"),
                onPermit: [.that(.holdForPatientsRequest)]
            ),
        ]
    )
}
