internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// That nobody lets themselves in, with what law says about it.
    static func papers(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            selfDealing(name, law), ofPatients(name, law), ofStaff(name, law), byOffice(name, law),
            closed(name, law),
            lists(name, law), authorship(name, law), keys(name, law), people(name, law),
        ].flatMap(\.self)
    }

    // MARK: Nobody opens by a paper of their own

    private static func selfDealing(_ name: String, _ law: PaperCitations) -> [Statement] {
        Frame(.that(.paperBenefits)).never([
            (
                "\(name).confirmed-without-gain",
                "Nobody confirms a paper by which they see more, whatever the host says.", law.relying,
                [.action(.confirmDirective)]
            ),
            (
                "\(name).ended-without-gain",
                "Nobody of the staff, and nobody in the patient's place, ends what keeps themselves out.",
                law.relying, [.action(.revokeDirective), Region.anybody(but: .patient)]
            ),
            (
                "\(name).representative-without-gain",
                "Who stands in the patient's place signs nothing by which they see more.", law.relying,
                [.action(.recordDirective), .role(.personalRepresentative, .parent)]
            ),
        ]) + [
            .never(
                "\(name).confirmed-by-another",
                "Nobody confirms what they filed themselves, whatever the host says.",
                law.relying,
                [.action(.confirmDirective), .that(.paperFiledBySelf)]
            ),
            .never(
                "\(name).staff-alone",
                "Nobody from outside puts papers, authorship, keys or persons on record, but patients and those in their place.",
                law.granting,
                [.action(Region.papers), .role(Region.others), .not(.inHouse)]
            ),
            .never(
                "\(name).house-narrows-staff",
                "What the host closes to its staff stays closed, save that a revocation is put on record.",
                law.house,
                [.action(Region.papers), .role(Region.others), .that(.houseDenies)],
                unless: [[.action(.revokeDirective), .role(Region.office)]]
            ),
        ]
    }

    // MARK: Who files, confirms and revokes

    private static let clean: Condition = .not(.paperFiledBySelf, .paperBenefits)

    private static func ofPatients(_ name: String, _ law: PaperCitations) -> [Statement] {
        let own: Condition = .paper(Region.signed + [.representation])
        return Frame(Region.patient()).always([
            (
                "\(name).patient-signs", "Patients sign for themselves, whatever the host says.", law.signing,
                [.action(.recordDirective), .paper(Region.signed)]
            ),
            (
                "\(name).patient-confirms",
                "Patients confirm what others filed of theirs, and who acts for them, whatever the host says.",
                law.relying, [.action(.confirmDirective), own, clean]
            ),
            (
                "\(name).patient-revokes",
                "Patients revoke what they signed, and that somebody acts for them, at any time, whatever the host says.",
                law.revoking, [.action(.revokeDirective), own]
            ),
        ])
            + Frame(Region.inPlace([.paper(Region.signed), .not(.paperBenefits)])).always([
                (
                    "\(name).representative-signs",
                    "Who stands in the patient's place signs and revokes what lets in others, whatever the host says.",
                    law.representing, [.action(.recordDirective, .revokeDirective)]
                ),
                (
                    "\(name).representative-confirms",
                    "Who stands in the patient's place confirms what others filed, whatever the host says.",
                    law.relying, [.action(.confirmDirective), .not(.paperFiledBySelf)]
                ),
            ])
    }

    private static func ofStaff(_ name: String, _ law: PaperCitations) -> [Statement] {
        Frame(Region.careTeam([.paper(Region.signed)])).always([
            (
                "\(name).care-team-files", "Clinicians of the care team file what the patient signed.",
                law.keeping, [.action(.recordDirective)]
            ),
            (
                "\(name).care-team-confirms", "Clinicians of the care team confirm what somebody else filed.",
                law.relying, [.action(.confirmDirective), clean]
            ),
            (
                "\(name).care-team-revokes",
                "Clinicians of the care team put a revocation on record, by which they see no more.",
                law.keeping, [.action(.revokeDirective), .not(.paperBenefits)]
            ),
        ])
            + Frame(.that(.verified, .inHouse), .role(Region.office), .paper(PaperKind.allCases)).always([
                (
                    "\(name).office-files", "Staff whose office it is file papers of every kind.",
                    law.keeping, [.action(.recordDirective), .not(.houseDenies)]
                ),
                (
                    "\(name).office-confirms", "Staff whose office it is confirm what somebody else filed.",
                    law.relying, [.action(.confirmDirective), clean, .not(.houseDenies)]
                ),
                (
                    "\(name).office-revokes",
                    "Staff whose office it is put every revocation on record by which they see no more, whatever the host says.",
                    law.revoking, [.action(.revokeDirective), .not(.paperBenefits)]
                ),
            ])
    }

    private static func byOffice(_ name: String, _ law: PaperCitations) -> [Statement] {
        Frame([], unless: [[.role(Region.office), .that(.inHouse)]]).never([
            (
                "\(name).process-by-office",
                "Legal process and who acts for the patient are filed by staff whose office it is, by nobody else.",
                law.process, [.action(.recordDirective), .paper(.legalProcess, .representation)]
            ),
            (
                "\(name).process-kept-by-office",
                "Legal process is confirmed and withdrawn by staff whose office it is, by nobody else.",
                law.process, [.action(.confirmDirective, .revokeDirective), .paper(.legalProcess)]
            ),
        ])
    }

    private static func closed(_ name: String, _ law: PaperCitations) -> [Statement] {
        let clinicians: Condition = .role([.originator] + Region.clinicians)
        let standing = Frame(.action(Region.directives), .role(Region.standingIn))
        return Frame().never([
            (
                "\(name).not-by-other-roles",
                "Billing, trainees and others whose task it is not file, confirm, revoke and import nothing.",
                law.need,
                [
                    .action(.recordDirective, .confirmDirective, .revokeDirective, .importRecords),
                    .role(Region.uninvolved),
                ]
            ),
            (
                "\(name).not-without-relation",
                "A clinician without relation to the patient files, confirms, lists, revokes and imports nothing.",
                law.need, [.action(Region.directives + [.importRecords]), clinicians, .not(.careTeam)]
            ),
        ])
            + standing.never([
                (
                    "\(name).not-without-standing",
                    "Without standing nobody acts on papers in the patient's place, nor for themselves on somebody else's.",
                    law.representing, .either([.not(.standing)], [.not(.patientIsSubject)])
                )
            ])
    }

    // MARK: Who looks at papers

    private static func lists(_ name: String, _ law: PaperCitations) -> [Statement] {
        let clinicians: Condition = .role([.originator] + Region.clinicians)
        let team: [Condition] = [clinicians, .that(.inHouse, .careTeam)]
        return Frame(.action(.listDirectives)).always([
            (
                "\(name).own-list",
                "Patients, and those in their place, look at the papers on their record but legal process, whatever the host says.",
                law.ownRecord, .either(Region.asking([.paper([nil, .representation] + Region.signed)]))
            ),
            (
                "\(name).office-lists", "Staff whose office it is look at papers.", law.need,
                .either(Region.atOffice())
            ),
            (
                "\(name).care-team-lists",
                "The care team looks at papers that name who looks, restrict, or say who acts for the patient.",
                law.need,
                .either(
                    Region.careTeam([.paper(nil, .restriction, .representation)]),
                    Region.careTeam([.that(.paperBenefits)]),
                    Region.careTeam([.that(.paperFiledBySelf)])
                )
            ),
        ]) + [
            .never(
                "\(name).process-listed-to-staff",
                "Legal process is listed to staff only: whose office it is, and clinicians of the care team whom it names or who filed it.",
                law.notTold,
                [.action(.listDirectives), .paper(.legalProcess)],
                unless: [
                    [.role(Region.office), .that(.inHouse)], team + [.that(.paperBenefits)],
                    team + [.that(.paperFiledBySelf)],
                ]
            ),
            .never(
                "\(name).care-team-lists-no-more",
                "The care team looks at no paper that lets in others alone.",
                law.need,
                [
                    .action(.listDirectives), clinicians,
                    .paper(.authorization, .part2Consent, .generalConsent, .accessDirective, .legalProcess),
                    .not(.paperBenefits, .paperFiledBySelf, .standing),
                ]
            ),
        ]
    }
}

extension Region {
    static let directives: [NoteAction] = [
        .recordDirective, .confirmDirective, .listDirectives, .revokeDirective,
    ]
    static let papers: [NoteAction] =
        directives + [.importRecords, .attest, .enroll, .register, .updatePerson]
    /// What is done with notes, not with what decides who may see them.
    static let withNotes: [NoteAction] = NoteAction.allCases.filter { !papers.contains($0) }
    static let signed: [PaperKind] = [
        .authorization, .part2Consent, .generalConsent, .accessDirective, .restriction,
    ]
    /// Privacy, compliance, health information.
    static let office: [PrincipalRole] = [.operations, .administrator]
    /// Clinicians who finished their training.
    static let filing: [PrincipalRole] = [
        .originator, .treatingClinician, .otherClinicianSameOrg, .supervisor,
    ]
    /// Everybody who neither treats, nor keeps papers, nor stands in the patient's place.
    static let uninvolved = others.filter { !filing.contains($0) && !office.contains($0) }
    static let standingIn: [PrincipalRole] = [.patient, .personalRepresentative, .parent]

    /// The patient in person.
    static func patient(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .asksForSelf, .patientIsSubject)] + conditions
    }

    /// Somebody who lawfully stands in the patient's place.
    static func inPlace(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .standing, .patientIsSubject), .role(.personalRepresentative, .parent)] + conditions
    }

    /// A clinician of the care team, where no rule of the host stands against it.
    static func careTeam(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .inHouse, .careTeam), .role(filing), .not(.houseDenies)] + conditions
    }

    /// Staff who keep papers, where no rule of the host stands against it.
    static func atOffice(_ conditions: [Condition] = []) -> [Condition] {
        [.that(.verified, .inHouse), .role(office), .not(.houseDenies)] + conditions
    }

    /// Clinicians of the care team, and staff who keep papers.
    static func staff(_ conditions: [Condition]) -> [[Condition]] {
        [careTeam(conditions), atOffice(conditions)]
    }
}
