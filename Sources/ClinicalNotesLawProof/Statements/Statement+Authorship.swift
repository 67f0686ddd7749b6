internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

extension Statement {
    /// Who imports, and who is an author.
    static func authorship(_ name: String, _ law: PaperCitations) -> [Statement] {
        let clinicians: Condition = .role([.originator] + Region.clinicians)
        return Frame(.action(.attest), clinicians, .that(.verified, .inHouse), .not(.houseDenies)).always([
            (
                "\(name).author-confirms", "Whom somebody else named as an author may confirm it.",
                law.authorship, [.that(.paperBenefits), .not(.paperFiledBySelf)]
            ),
            (
                "\(name).author-names", "An author may name who wrote a note as well.", law.authorship,
                [.that(.isAuthor, .paperFiledBySelf), .not(.paperBenefits)]
            ),
            (
                "\(name).author-claims", "A clinician of the care team may say to have written a note.",
                law.authorship, [.that(.careTeam, .paperBenefits, .paperFiledBySelf)]
            ),
        ])
            + Frame().always([
                (
                    "\(name).import", "Staff whose office it is, and clinicians of the care team, import.",
                    law.integrity, .either(Region.staff([.action(.importRecords)]))
                ),
                (
                    "\(name).others-vouch",
                    "Staff whose office it is, and clinicians of the care team, vouch for what somebody else says to have written.",
                    law.authorship,
                    .either(Region.staff([.action(.attest), .not(.paperBenefits, .paperFiledBySelf)]))
                ),
            ])
            + Frame(.action(.attest)).never([
                (
                    "\(name).only-authors-name", "Nobody but an author names others as authors.",
                    law.authorship, [.that(.paperFiledBySelf), .not(.paperBenefits, .isAuthor)]
                ),
                (
                    "\(name).strangers-vouch-for-nobody",
                    "A clinician without relation to the patient, billing and others vouch for nobody and name nobody.",
                    law.authorship,
                    .either(
                        [clinicians, .not(.careTeam, .paperBenefits, .isAuthor)],
                        [.role(Region.uninvolved.filter { $0 != .trainee })]
                    )
                ),
            ])
            + Frame(.action(.importRecords, .attest)).never([
                (
                    "\(name).import-by-staff",
                    "Nobody but the holder's staff imports notes or names their authors.", law.integrity,
                    .either([.role(Region.standingIn)], [.not(.inHouse)])
                )
            ])
    }

    /// Whose keys are certified, and by whom.
    static func keys(_ name: String, _ law: PaperCitations) -> [Statement] {
        [
            .always(
                "\(name).office-enrolls",
                "Staff whose office it is put people on record who act, and certify the keys of others.",
                law.granting,
                Region.atOffice([.action(.enroll), .not(.paperBenefits)])
            ),
            .always(
                "\(name).enrolls-oneself",
                "Staff, patients and those in their place bring keys of their own.",
                law.identity,
                [.action(.enroll), .that(.verified, .inHouse, .paperBenefits), .not(.houseDenies)],
                [.action(.enroll), .that(.verified, .paperBenefits), .role(Region.standingIn)]
            ),
            .never(
                "\(name).others-by-office",
                "Nobody but staff whose office it is certifies the keys of others.",
                law.granting,
                [.action(.enroll), .not(.paperBenefits)],
                unless: [[.role(Region.office), .that(.inHouse)]]
            ),
        ]
    }

    /// Who puts patients on record, and changes what is known of a person.
    static func people(_ name: String, _ law: PaperCitations) -> [Statement] {
        let staff = Condition.role(Region.office + Region.filing)
        return Frame(.not(.paperBenefits)).always([
            (
                "\(name).register",
                "Staff whose office it is, and clinicians, put a new patient on record, whoever it is.",
                law.integrity, [.action(.register), .that(.verified, .inHouse), staff, .not(.houseDenies)]
            ),
            (
                "\(name).update-person",
                "Staff whose office it is, and clinicians of the care team, change what is known of a person.",
                law.integrity, .either(Region.staff([.action(.updatePerson)]))
            ),
        ]) + [
            .never(
                "\(name).register-by-staff",
                "Nobody else puts a patient on record.",
                law.granting,
                [.action(.register)],
                unless: [[staff, .that(.inHouse)]]
            ),
            .never(
                "\(name).update-by-staff",
                "Nobody else changes what is known of a person, the person included, nor a clinician without relation.",
                law.granting,
                [.action(.updatePerson)],
                unless: [
                    [.role(Region.office), .that(.inHouse)],
                    [.role(Region.filing), .that(.inHouse, .careTeam)],
                ]
            ),
            .never(
                "\(name).person-without-gain",
                "Nobody puts on record, or changes, who somebody is so that they see more by it, whatever the host says.",
                law.integrity,
                [.action(.register, .updatePerson), .that(.paperBenefits)]
            ),
        ]
    }
}
