internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// Where law opens a stricter compartment alone, so that a laxer one closes what it opens.
struct CompartmentException: Sendable {
    let sentence: String
    let citation: Citation
    /// Lists of conditions on the note in the stricter compartment, of which one holds.
    let when: [[Condition]]

    private init(_ sentence: String, _ citation: Citation, _ when: [Condition]...) {
        self.sentence = sentence
        self.citation = citation
        self.when = when
    }
}

extension CompartmentException {
    /// What opens a psychotherapy note, and no general one: nothing.
    static let psychotherapy: [CompartmentException] = []

    /// What opens a record of a substance use disorder program, and no general one.
    static let substanceUse = [
        CompartmentException(
            "Within the program its personnel read to treat: on the care team or not, and without breaking a glass.",
            .part2(12, "(c)(3)"),
            [.that(.fromProgram, .inHouse, .part2Personnel), .not(.careTeam), .purpose(.treatment)],
            [.that(.fromProgram, .inHouse, .part2Personnel), .purpose(.emergencyTreatment)]
        ),
        CompartmentException(
            "Research on the conditions of section 2.52 rests on them, not on a waiver of authorization.",
            .part2(52, "(a)"),
            [
                .that(.fromProgram, .part2ResearchConditions), .not(.waived, .limitedDataSetAgreed),
                .role(.researcher), .purpose(.research),
            ]
        ),
        CompartmentException(
            "A public health authority gets a program's record, but only without identifiers.",
            .part2(54, "(b)"),
            [
                .that(.fromProgram), .role(.publicHealthAuthority), .purpose(.publicHealth),
                .action(.deidentify),
            ]
        ),
        CompartmentException(
            "An order of subpart E is made for records of Part 2; for others there are orders of their own.",
            .part2(61, "(a)"),
            [
                .instrument(.part2CourtOrder), .that(.expresslyCovers, .withSubpoena, .confidentialFinding),
                .purpose(.judicialProceeding, .lawEnforcement, .requiredByLaw),
            ]
        ),
    ]

    /// What opens a counseling note, and no other record of a program.
    static let counseling = [
        CompartmentException(
            "The program uses the note to defend itself in a proceeding that the patient brought.",
            .part2(31, "(b)(1)(i)(C)"),
            [.purpose(.legalDefense), .broughtBy(.patient), .that(.fromProgram), .role(.court)],
            [
                .purpose(.legalDefense), .broughtBy(.patient), .that(.fromProgram, .inHouse),
                .role(.attorneyForProvider, .operations, .originator),
            ]
        )
    ]
}
