internal import ClinicalNotesModel

/// Who puts on record what lets somebody see, where one body of law says so.
///
/// Who may is the same under every law: nobody lets themselves in. Law says who signs and what is kept, and leaves open who
/// of the holder's staff does it; there good practice is cited beside it.
struct PaperLaw: Sendable {
    /// Papers that the patient signs and revokes.
    struct Signed: Sendable {
        /// How rules about them are named.
        let name: String
        /// How sentences name them.
        let what: String
        let kinds: [PaperKind]
        let signing: Citation
        let revoking: Citation
    }

    /// How the names of the rules begin.
    let prefix: String
    /// What the patient signs.
    let signed: [Signed]
    /// That what was signed is kept by the holder's staff.
    let keeping: Citation
    /// That legal process is looked at before it counts.
    let process: Citation
    /// Who acts for the patient, and that this is verified.
    let representation: Citation
    /// That a paper is relied on only as far as that is reasonable.
    let relying: Citation
    /// That a patient's revocation binds.
    let revoking: Citation
    /// What patients may look at.
    let ownRecord: Citation
    /// What staff may look at.
    let need: Citation
    /// That the record is protected from forgery.
    let integrity: Citation
    /// That it shows who wrote it.
    let authorship: Citation
    /// That access is given by somebody whose office it is.
    let granting: Citation
    /// That whoever comes is who they say.
    let identity: Citation
    /// That the host's own rules may be narrower.
    let house: Citation

    static let separation = Citation.goodPractice("AC-5")
    static let twoPeople = Citation.goodPractice("AC-3(2)")
    static let nonRepudiation = Citation.goodPractice("AU-10")

    /// All of them, in the order in which they are cited.
    var rules: [LawRule] { recording + confirming + listing + withdrawing + authoring + enrolling }
}

extension PaperLaw {
    private func id(_ name: String) -> String { "\(prefix).\(name)" }

    private static func patient(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.asksForSelf, .patientIsSubject)]
    }

    /// Somebody in the patient's place, who does not gain by it.
    private static func inPlace(_ conditions: Condition...) -> [Condition] {
        conditions + [
            .role(.personalRepresentative, .parent), .that(.standing, .patientIsSubject),
            .not(.paperBenefits),
        ]
    }

    private static func careTeam(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.inHouse, .careTeam), .role(Groups.filers)]
    }

    private static func office(_ conditions: Condition...) -> [Condition] {
        conditions + [.that(.inHouse), .role(Groups.office)]
    }

    // MARK: Directives

    private var recording: [LawRule] {
        let signing = signed.map { paper in
            RecordKeeping.permission(
                id("record-\(paper.name)"),
                "The patient signs \(paper.what), or who stands in the patient's place and does not gain by it.",
                citing: paper.signing,
                when: Self.patient(.action(.recordDirective), .paper(paper.kinds)),
                Self.inPlace(.action(.recordDirective), .paper(paper.kinds))
            )
        }
        return signing + [
            RecordKeeping.permission(
                id("record-by-staff"),
                "Clinicians of the care team, and staff who keep papers, file what the patient signed.",
                citing: keeping,
                when: Self.careTeam(.action(.recordDirective), .paper(Groups.signed)),
                Self.office(.action(.recordDirective), .paper(Groups.signed))
            ),
            RecordKeeping.permission(
                id("record-process"),
                "Legal process is filed by staff whose office it is, by nobody whom it names.",
                citing: process,
                when: Self.office(.action(.recordDirective), .paper(.legalProcess))
            ),
            RecordKeeping.permission(
                id("record-representation"),
                "Who acts for the patient is filed by staff whose office it is.",
                citing: representation,
                when: Self.office(.action(.recordDirective), .paper(.representation))
            ),
            RecordKeeping.duty(
                .awaitConfirmation,
                id: id("record-waits"),
                "A paper by which the one who files it sees more opens nothing until somebody else confirms it.",
                citing: relying,
                Self.twoPeople,
                onPermit: [.action(.recordDirective), .that(.paperBenefits)]
            ),
            RecordKeeping.reason(
                id("record-refused"),
                "Papers are filed by the patient, by who stands in the patient's place, by the care team and by staff whose office it is.",
                citing: relying,
                onDenial: [.action(.recordDirective)]
            ),
        ]
    }

    private var confirming: [LawRule] {
        [
            RecordKeeping.prohibition(
                id("confirm-own"),
                "Nobody confirms what they filed themselves.",
                citing: relying,
                Self.separation,
                when: [.action(.confirmDirective), .that(.paperFiledBySelf)]
            ),
            RecordKeeping.prohibition(
                id("confirm-for-oneself"),
                "Nobody confirms a paper by which they see more.",
                citing: relying,
                Self.separation,
                when: [.action(.confirmDirective), .that(.paperBenefits)]
            ),
            RecordKeeping.permission(
                id("confirm-by-patient"),
                "Patients confirm what somebody else filed of their papers, and who acts for them.",
                citing: relying,
                Self.twoPeople,
                when: Self.patient(.action(.confirmDirective), .paper(Groups.signed + [.representation])),
                Self.inPlace(.action(.confirmDirective), .paper(Groups.signed))
            ),
            RecordKeeping.permission(
                id("confirm-by-staff"),
                "Who may file a paper confirms one that somebody else filed.",
                citing: relying,
                Self.twoPeople,
                when: Self.careTeam(.action(.confirmDirective), .paper(Groups.signed)),
                Self.office(
                    .action(.confirmDirective),
                    .paper(Groups.signed + [.legalProcess, .representation])
                )
            ),
            RecordKeeping.reason(
                id("confirm-refused"),
                "A paper is confirmed by the patient or by somebody who may file it, who neither did nor gains by it.",
                citing: relying,
                onDenial: [.action(.confirmDirective)]
            ),
        ]
    }

    private var listing: [LawRule] {
        [
            RecordKeeping.permission(
                id("list-own"),
                "Patients, and those in their place, look at the papers on their record.",
                citing: ownRecord,
                when: [.action(.listDirectives), .that(.standing, .patientIsSubject)]
            ),
            RecordKeeping.permission(
                id("list-by-office"),
                "Staff whose office it is look at papers.",
                citing: need,
                obligations: [.minimumNecessary],
                when: Self.office(.action(.listDirectives))
            ),
            RecordKeeping.permission(
                id("list-by-care-team"),
                "The care team looks at papers as far as they name who looks, restrict, or say who acts for the patient.",
                citing: need,
                obligations: [.minimumNecessary],
                when: listed(.paper(nil, .restriction, .representation)),
                listed(.that(.paperBenefits)),
                listed(.that(.paperFiledBySelf))
            ),
            RecordKeeping.reason(
                id("list-refused"),
                "Papers tell what is on a record, and are shown to those who need them.",
                citing: need,
                onDenial: [.action(.listDirectives)]
            ),
        ]
    }

    private func listed(_ condition: Condition) -> [Condition] {
        [.action(.listDirectives), .that(.inHouse, .careTeam), .role(Groups.clinicians), condition]
    }

    private var withdrawing: [LawRule] {
        let signed = signed.map { paper in
            RecordKeeping.permission(
                id("revoke-\(paper.name)"),
                "The patient revokes \(paper.what), or who stands in the patient's place and does not gain by it.",
                citing: paper.revoking,
                when: Self.patient(.action(.revokeDirective), .paper(paper.kinds)),
                Self.inPlace(.action(.revokeDirective), .paper(paper.kinds))
            )
        }
        return signed + [
            RecordKeeping.permission(
                id("revoke-representation"),
                "The patient ends that somebody acts for them.",
                citing: representation,
                when: Self.patient(.action(.revokeDirective), .paper(.representation))
            ),
            RecordKeeping.permission(
                id("revoke-by-care-team"),
                "Clinicians of the care team put on record that the patient revoked, unless they see more by it.",
                citing: keeping,
                when: Self.careTeam(.action(.revokeDirective), .paper(Groups.signed), .not(.paperBenefits))
            ),
            RecordKeeping.compulsion(
                id("revoke-by-office"),
                "Staff whose office it is put on record that a paper is revoked or withdrawn; no rule of the holder stands against it.",
                citing: revoking,
                when: Self.office(.action(.revokeDirective), .paper(PaperKind.allCases), .not(.paperBenefits))
            ),
            RecordKeeping.reason(
                id("revoke-refused"),
                "A paper is revoked by the patient or in the patient's place, or by staff on the patient's word who do not see more by it.",
                citing: revoking,
                onDenial: [.action(.revokeDirective)]
            ),
        ]
    }

    // MARK: Authorship and keys

    private var authoring: [LawRule] {
        [
            RecordKeeping.permission(
                id("import"),
                "Staff whose office it is, and clinicians of the care team, import what was written elsewhere.",
                citing: integrity,
                when: Self.office(.action(.importRecords)),
                Self.careTeam(.action(.importRecords))
            ),
            RecordKeeping.permission(
                id("attest-own"),
                "An author whom somebody else named confirms it.",
                citing: authorship,
                Self.nonRepudiation,
                when: [
                    .action(.attest), .that(.inHouse, .paperBenefits), .not(.paperFiledBySelf),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.permission(
                id("attest-another"),
                "An author names who wrote a note as well.",
                citing: authorship,
                when: [
                    .action(.attest), .that(.inHouse, .isAuthor, .paperFiledBySelf), .not(.paperBenefits),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.permission(
                id("attest-vouching"),
                "Staff whose office it is, and clinicians of the care team, vouch that somebody wrote who says so.",
                citing: authorship,
                Self.nonRepudiation,
                when: Self.office(.action(.attest), .not(.paperBenefits, .paperFiledBySelf)),
                Self.careTeam(.action(.attest), .not(.paperBenefits, .paperFiledBySelf))
            ),
            RecordKeeping.permission(
                id("attest-oneself"),
                "A clinician of the care team says to have written a note.",
                citing: authorship,
                when: [
                    .action(.attest), .that(.inHouse, .careTeam, .paperBenefits, .paperFiledBySelf),
                    .role(Groups.clinicians),
                ]
            ),
            RecordKeeping.duty(
                .awaitConfirmation,
                id: id("authorship-waits"),
                "Whom somebody names as an author is one once somebody else confirms it: a co-author herself, or who vouches for it.",
                citing: authorship,
                Self.nonRepudiation,
                onPermit: [.action(.importRecords), .that(.paperBenefits)],
                [.action(.attest), .that(.paperFiledBySelf)]
            ),
            RecordKeeping.reason(
                id("import-refused"),
                "Notes are imported by staff whose office it is and by clinicians of the care team.",
                citing: integrity,
                onDenial: [.action(.importRecords)]
            ),
            RecordKeeping.reason(
                id("attest-refused"),
                "Authorship is attested by who wrote, and vouched for by who did not.",
                citing: authorship,
                onDenial: [.action(.attest)]
            ),
        ]
    }

    private var enrolling: [LawRule] {
        [
            RecordKeeping.permission(
                id("enroll-another"),
                "Staff whose office it is certify the keys of others.",
                citing: granting,
                when: Self.office(.action(.enroll), .not(.paperBenefits))
            ),
            RecordKeeping.permission(
                id("enroll-oneself"),
                "Staff, patients and those in their place bring keys of their own.",
                citing: identity,
                when: [.action(.enroll), .that(.paperBenefits, .inHouse)],
                [.action(.enroll), .that(.paperBenefits), .role(Groups.inPlace)]
            ),
            RecordKeeping.duty(
                .awaitConfirmation,
                id: id("enrollment-waits"),
                "Keys that somebody brings for themselves open nothing until somebody else confirms whose they are.",
                citing: identity,
                Self.separation,
                onPermit: [.action(.enroll), .that(.paperBenefits)]
            ),
            RecordKeeping.reason(
                id("enroll-refused"),
                "Keys are certified by staff whose office it is.",
                citing: granting,
                onDenial: [.action(.enroll)]
            ),
            RecordKeeping.houseProhibition(
                id("house"),
                "A rule of the holder narrows what its staff put on record; never what patients do.",
                citing: house,
                when: [.action(Groups.papers), .role(Groups.others), .that(.houseDenies)]
            ),
        ]
    }
}
