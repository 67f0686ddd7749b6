internal import ClinicalNotesModel

/// Who puts patients on record, and changes what is known of a person.
///
/// Age, what a minor consented to, death and groups decide who sees what, so nobody changes them for themselves; and nothing
/// waits here: what is known of a person is one record, of which no part could be left out until somebody confirms it.
extension PaperLaw {
    var people: [LawRule] {
        [
            RecordKeeping.prohibition(
                id("person-for-oneself"),
                "Nobody puts on record, or changes, who somebody is so that they see more by it.",
                citing: integrity,
                Self.separation,
                when: [.action(.register, .updatePerson), .that(.paperBenefits)]
            ),
            RecordKeeping.permission(
                id("register"),
                "Staff whose office it is, and clinicians, put a new patient on record.",
                citing: integrity,
                identity,
                when: [.action(.register), .that(.inHouse), .role(Groups.office + Groups.filers)]
            ),
            RecordKeeping.permission(
                id("update-person"),
                "Staff whose office it is, and clinicians of the care team, change what is known of a person.",
                citing: integrity,
                identity,
                when: Self.office(.action(.updatePerson)),
                Self.careTeam(.action(.updatePerson))
            ),
            RecordKeeping.reason(
                id("register-refused"),
                "Only staff whose office it is, and clinicians, put a patient on record, none of whom sees more by it.",
                citing: granting,
                onDenial: [.action(.register)]
            ),
            RecordKeeping.reason(
                id("update-person-refused"),
                "Only staff whose office it is, and clinicians of the care team, change what is known of a person, none of whom sees more by it.",
                citing: granting,
                onDenial: [.action(.updatePerson)]
            ),
        ]
    }
}
