internal import ClinicalNotesModel

/// Who files, confirms, lists and revokes directives.
extension PaperLaw {
    var recording: [LawRule] {
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
                "Only the patient or somebody in the patient's place, the care team, and staff whose office it is file papers.",
                citing: relying,
                onDenial: [.action(.recordDirective)]
            ),
        ]
    }

    var confirming: [LawRule] {
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
                "Only the patient, or somebody who may file it, confirms a paper, and only who neither filed it nor gains by it.",
                citing: relying,
                onDenial: [.action(.confirmDirective)]
            ),
        ]
    }

    var listing: [LawRule] {
        [
            RecordKeeping.permission(
                id("list-own"),
                "Patients, and those in their place, look at the papers on their record, but not at legal process.",
                citing: ownRecord,
                when: [
                    .action(.listDirectives), .that(.standing, .patientIsSubject),
                    .paper([nil, .representation] + Groups.signed),
                ]
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
                id("list-process-refused"),
                "Legal process is shown to staff alone, so that an investigation is not told to whom it is about.",
                citing: notTold,
                outsideAccess,
                onDenial: [.action(.listDirectives), .paper(.legalProcess), .role(Groups.inPlace)]
            ),
            RecordKeeping.reason(
                id("list-refused"),
                "Papers tell what is on a record, and are shown only to those who need them.",
                citing: need,
                onDenial: [.action(.listDirectives)]
            ),
        ]
    }

    private func listed(_ condition: Condition) -> [Condition] {
        [.action(.listDirectives), .that(.inHouse, .careTeam), .role(Groups.clinicians), condition]
    }

    var withdrawing: [LawRule] {
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
                "Only the patient, or who does not see more by it in the patient's place or on the patient's word, revokes a paper.",
                citing: revoking,
                onDenial: [.action(.revokeDirective)]
            ),
        ]
    }
}
