internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// That nobody lets themselves in, with what law says about it.
    static func papers(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            selfDealing(name, law), whoFiles(name, law), whoConfirms(name, law), whoLists(name, law),
            whoRevokes(name, law), authorship(name, law), keys(name, law), people(name, law),
        ].flatMap(\.self)
    }

    // MARK: Nobody opens by a paper of their own

    private static func selfDealing(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            .never(
                "\(name).confirmed-by-another",
                "Nobody confirms what they filed themselves, whatever the host says.",
                law.relying,
                [.action(.confirmDirective), .that(.paperFiledBySelf)]
            ),
            .never(
                "\(name).confirmed-without-gain",
                "Nobody confirms a paper by which they see more, whatever the host says.",
                law.relying,
                [.action(.confirmDirective), .that(.paperBenefits)]
            ),
            .never(
                "\(name).ended-without-gain",
                "Nobody of the staff, and nobody in the patient's place, ends what keeps themselves out.",
                law.relying,
                [.action(.revokeDirective), .role(Region.others), .that(.paperBenefits)],
                [
                    .action(.revokeDirective), .role(.personalRepresentative, .parent), .that(.paperBenefits),
                ]
            ),
            .never(
                "\(name).representative-without-gain",
                "Who stands in the patient's place signs nothing by which they see more.",
                law.relying,
                [
                    .action(.recordDirective, .confirmDirective), .role(.personalRepresentative, .parent),
                    .that(.paperBenefits),
                ]
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

    // MARK: Who files, confirms, lists and revokes

    private static func whoFiles(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            .always(
                "\(name).patient-signs",
                "Patients sign for themselves, whatever the host says.",
                law.signing,
                Region.patient([.action(.recordDirective), .paper(Region.signed)])
            ),
            .always(
                "\(name).representative-signs",
                "Who stands in the patient's place signs what lets in others, whatever the host says.",
                law.representing,
                Region.inPlace([.action(.recordDirective), .paper(Region.signed), .not(.paperBenefits)])
            ),
            .always(
                "\(name).care-team-files",
                "Clinicians of the care team file what the patient signed.",
                law.keeping,
                Region.careTeam([.action(.recordDirective), .paper(Region.signed)])
            ),
            .always(
                "\(name).office-files",
                "Staff whose office it is file papers of every kind.",
                law.keeping,
                Region.atOffice([.action(.recordDirective), .paper(PaperKind.allCases)])
            ),
            .never(
                "\(name).process-by-office",
                "Legal process and who acts for the patient are filed by staff whose office it is, by nobody else.",
                law.process,
                [.action(.recordDirective), .paper(.legalProcess, .representation)],
                unless: [[.role(Region.office), .that(.inHouse)]]
            ),
            .never(
                "\(name).not-by-other-roles",
                "Billing, trainees and others whose task it is not file, confirm, revoke and import nothing.",
                law.need,
                [
                    .action(.recordDirective, .confirmDirective, .revokeDirective, .importRecords),
                    .role(Region.uninvolved),
                ]
            ),
            .never(
                "\(name).not-without-relation",
                "A clinician without relation to the patient files, confirms, lists, revokes and imports nothing.",
                law.need,
                [
                    .action(Region.directives + [.importRecords]),
                    .role([.originator] + Region.clinicians), .not(.careTeam),
                ]
            ),
            .never(
                "\(name).not-without-standing",
                "Without standing nobody acts on papers in the patient's place, nor for themselves on somebody else's.",
                law.representing,
                [.action(Region.directives), .role(Region.standingIn), .not(.standing)],
                [.action(Region.directives), .role(Region.standingIn), .not(.patientIsSubject)]
            ),
        ]
    }

    private static func whoConfirms(_ name: String, _ law: PaperCitations) -> [Statement] {
        let clean: Condition = .not(.paperFiledBySelf, .paperBenefits)
        return [
            .always(
                "\(name).patient-confirms",
                "Patients confirm what others filed of theirs, and who acts for them, whatever the host says.",
                law.relying,
                Region.patient([.action(.confirmDirective), .paper(Region.signed + [.representation]), clean]
                ),
                Region.inPlace([.action(.confirmDirective), .paper(Region.signed), clean])
            ),
            .always(
                "\(name).staff-confirms",
                "Who may file a paper confirms what somebody else filed.",
                law.relying,
                Region.careTeam([.action(.confirmDirective), .paper(Region.signed), clean]),
                Region.atOffice([.action(.confirmDirective), .paper(PaperKind.allCases), clean])
            ),
            .never(
                "\(name).process-confirmed-by-office",
                "Legal process is confirmed by staff whose office it is, by nobody else.",
                law.process,
                [.action(.confirmDirective), .paper(.legalProcess)],
                unless: [[.role(Region.office), .that(.inHouse)]]
            ),
        ]
    }

    private static func whoLists(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            .always(
                "\(name).own-list",
                "Patients, and those in their place, look at the papers on their record but legal process, whatever the host says.",
                law.ownRecord,
                Region.asking([.action(.listDirectives), .paper([nil, .representation] + Region.signed)])
            ),
            .never(
                "\(name).process-listed-to-staff",
                "Legal process is listed to staff only: whose office it is, and clinicians of the care team whom it names or who filed it.",
                law.notTold,
                [.action(.listDirectives), .paper(.legalProcess)],
                unless: [
                    [.role(Region.office), .that(.inHouse)],
                    [.role([.originator] + Region.clinicians), .that(.inHouse, .careTeam, .paperBenefits)],
                    [
                        .role([.originator] + Region.clinicians), .that(.inHouse, .careTeam),
                        .that(.paperFiledBySelf),
                    ],
                ]
            ),
            .always(
                "\(name).office-lists",
                "Staff whose office it is look at papers.",
                law.need,
                Region.atOffice([.action(.listDirectives)])
            ),
            .always(
                "\(name).care-team-lists",
                "The care team looks at papers that name who looks, restrict, or say who acts for the patient.",
                law.need,
                Region.careTeam([.action(.listDirectives), .paper(nil, .restriction, .representation)]),
                Region.careTeam([.action(.listDirectives), .that(.paperBenefits)]),
                Region.careTeam([.action(.listDirectives), .that(.paperFiledBySelf)])
            ),
            .never(
                "\(name).care-team-lists-no-more",
                "The care team looks at no paper that lets in others alone.",
                law.need,
                [
                    .action(.listDirectives), .role([.originator] + Region.clinicians),
                    .paper(.authorization, .part2Consent, .generalConsent, .accessDirective, .legalProcess),
                    .not(.paperBenefits, .paperFiledBySelf, .standing),
                ]
            ),
        ]
    }

    private static func whoRevokes(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            .always(
                "\(name).patient-revokes",
                "Patients revoke what they signed, and that somebody acts for them, at any time, whatever the host says.",
                law.revoking,
                Region.patient([.action(.revokeDirective), .paper(Region.signed + [.representation])])
            ),
            .always(
                "\(name).representative-revokes",
                "Who stands in the patient's place revokes what lets in others.",
                law.representing,
                Region.inPlace([.action(.revokeDirective), .paper(Region.signed), .not(.paperBenefits)])
            ),
            .always(
                "\(name).care-team-revokes",
                "Clinicians of the care team put a revocation on record, by which they see no more.",
                law.keeping,
                Region.careTeam([.action(.revokeDirective), .paper(Region.signed), .not(.paperBenefits)])
            ),
            .always(
                "\(name).office-revokes",
                "Staff whose office it is put every revocation on record by which they see no more, whatever the host says.",
                law.revoking,
                [
                    .action(.revokeDirective), .that(.verified, .inHouse), .role(Region.office),
                    .paper(PaperKind.allCases), .not(.paperBenefits),
                ]
            ),
            .never(
                "\(name).process-is-not-the-patients",
                "Legal process is withdrawn by staff whose office it is, by nobody else.",
                law.process,
                [.action(.revokeDirective), .paper(.legalProcess)],
                unless: [[.role(Region.office), .that(.inHouse)]]
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
}
