internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// What protects more opens less.
    static let order: [Statement] = zip(CompartmentStep.all, steps).map { step, line in
        let exceptions = step.exceptions.flatMap(\.when)
        return Statement(
            .neverWider(step),
            line.id,
            line.says,
            line.law,
            [CompartmentStep.region],
            exceptions
        )
    }

    private static let steps: [(id: String, says: String, law: Citation)] = [
        (
            "order.psychotherapy",
            "Nobody gets from a psychotherapy note what they would not get from a general one, but where law says so.",
            .hipaa(508, "(a)(2)")
        ),
        (
            "order.substance-use",
            "Nobody gets from a Part 2 record what they would not get from a general note, but where law says so.",
            .part2(13, "(a)")
        ),
        (
            "order.counseling",
            "Nobody gets from a counseling note what they would not get from another Part 2 record, but where law says so.",
            .part2(31, "(b)(1)")
        ),
    ]

    /// For whatever purpose somebody asks: a purpose is what they say.
    static let houseCloses: [Statement] = [
        Statement(
            .permitIsCompelled,
            "house.closes-what-law-leaves-open",
            "A house rule closes to everybody but the patient's side whatever law does not compel, for whatever purpose it is asked.",
            .preemption(203, "(b)"),
            [[.that(.houseDenies), .action(Region.content + [.browse, .deidentify])]],
            Region.patientSide
        )
    ]

    /// The same of the restrictions that a policy has, as they are written.
    static let restrictionsClose = Statement(
        .permitIsCompelled,
        "house.restrictions-close",
        "What a restriction of this policy says is closed to everybody but the patient's side, whatever law does not compel.",
        .preemption(203, "(b)")
    )
}

extension Region {
    /// A record of Part 2 in a proceeding against the patient that the patient did not bring, 42 CFR 2.12(d)(1).
    static let usedAgainstPatient: [Condition] = [
        .compartment(.substanceUse, .substanceUseCounseling), .that(.againstPatient),
        .broughtBy(.provider, .thirdParty, .government),
    ]
    /// The patient's own access, and a copy that the patient directs to somebody, 45 CFR 164.524(c)(3)(ii).
    static let patientSide: [[Condition]] = [[.lane(.access)], [.lane(.directed), .that(.standing)]]
}
