internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// What protects more opens less.
    static let order: [Statement] = [
        .neverWider(
            CompartmentStep.all[0],
            "order.psychotherapy",
            "Nobody gets from a psychotherapy note what they would not get from a general one, but where law says so.",
            .hipaa(508, "(a)(2)")
        ),
        .neverWider(
            CompartmentStep.all[1],
            "order.substance-use",
            "Nobody gets from a Part 2 record what they would not get from a general note, but where law says so.",
            .part2(13, "(a)")
        ),
        .neverWider(
            CompartmentStep.all[2],
            "order.counseling",
            "Nobody gets from a counseling note what they would not get from another Part 2 record, but where law says so.",
            .part2(31, "(b)(1)")
        ),
    ]

    /// For whatever purpose somebody asks: a purpose is what they say.
    static let houseCloses: [Statement] = [
        .compelled(
            "house.closes-what-law-leaves-open",
            "A house rule closes to everybody but the patient's side whatever law does not compel, for whatever purpose it is asked.",
            .preemption(203, "(b)"),
            [.that(.houseDenies), .action(Region.content + [.browse, .deidentify])],
            unless: Region.patientSide
        )
    ]

    /// The same of the restrictions that a policy has, as they are written.
    static let restrictionsClose = Statement.compelled(
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
