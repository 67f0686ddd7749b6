import ClinicalNotesCrypto

@testable import ClinicalNotes
@testable import ClinicalNotesModel

/// What the anchor's journal keeps.
extension RecordSamples {
    static func narrowings() throws -> [(name: String, narrowing: Narrowing)] {
        [
            ("a directive that keeps out", .directive(directives[0].1)),
            ("an enrolment that ended", .enrollment(try enrollments()[0].1)),
            ("what is known of a person", .person(ana, person)),
            ("a withheld release", .release(releases[0])),
            ("a release that was put off", .release(releases[1])),
            ("a hold", .hold(holds[0])),
            ("a withdrawal", .withdrawal(note)),
            ("a discarded draft", .discard(note)),
            ("labels of a note", .labels(note, labels)),
            ("labels that reach notes", .labeled(labeledRecords)),
            ("ids of one human", .linked([therapist, representative])),
            ("a note of the wrong patient", .misfiling(note, refiled: nil)),
            ("a note that was refiled", .misfiling(note, refiled: other)),
        ]
    }

    static let recoveries = [
        RecoveryDeclaration(.restore, at: noon, by: [therapist, representative], alone: nil),
        RecoveryDeclaration(.anchorRenewal, at: noon, by: [therapist], alone: .othersUnavailable),
        RecoveryDeclaration(.soloPractice, at: noon, by: [therapist], alone: .soleProvider),
        RecoveryDeclaration(.soloPracticeEnd, at: noon, by: [therapist], alone: nil),
    ]

    static let journalLines = [
        JournalLine(at: noon, .narrowed(ana.owner, epoch: 7, sealed: [1, 2, 3])),
        JournalLine(at: noon, .declared(recoveries[1], epoch: 2, lost: [ben.owner])),
    ]
}
