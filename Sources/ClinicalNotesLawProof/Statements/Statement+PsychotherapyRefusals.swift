internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// 45 CFR 164.508(a)(2): which paragraph refused.
    static let psychotherapyRefusals: [Statement] = [
        .denial(
            cites: "psychotherapy.refused",
            "A refused use or disclosure of a psychotherapy note cites the rule.",
            .hipaa(508, "(a)(2)"),
            Region.thirdParty(.compartment(.psychotherapy))
        ),
        .denial(
            cites: "psychotherapy.refused-training",
            "Training outside the own program is refused as such.",
            .hipaa(508, "(a)(2)(i)(B)"),
            Region.thirdParty(.compartment(.psychotherapy), .purpose(.training)),
            Region.thirdParty(.compartment(.psychotherapy), .role(.trainee))
        ),
        .denial(
            cites: "psychotherapy.refused-defense",
            "A defense that is not the own one is refused as such.",
            .hipaa(508, "(a)(2)(i)(C)"),
            Region.thirdParty(.compartment(.psychotherapy), .purpose(.legalDefense))
        ),
        .denial(
            cites: "psychotherapy.refused-report",
            "A report that a law compels is refused to whom it does not name.",
            .hipaa(512, "(a)(2)"),
            Region.thirdParty(.compartment(.psychotherapy), .purpose(.abuseReport), .that(.mandatory))
        ),
        .denial(
            cites: "psychotherapy.refused-listed",
            "What is not on the list of laws is refused as such.",
            .hipaa(508, "(a)(2)(ii)"),
            Region.thirdParty(.compartment(.psychotherapy), .purpose(Region.publicInterest))
        ),
    ]
}
