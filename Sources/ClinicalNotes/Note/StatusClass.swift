internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What the index tells the store of a note's status: enough to leave drafts and withdrawn notes out of a scan.
enum StatusClass {
    static let draft: UInt8 = 1
    static let standing: UInt8 = 2
    static let withdrawn: UInt8 = 3
    static let all: Set<UInt8> = [draft, standing, withdrawn]

    static func of(_ status: NoteStatus) -> UInt8 {
        switch status {
        case .draft: draft
        case .enteredInError: withdrawn
        case .signed, .cosigned, .amended, .addended: standing
        }
    }

    /// The classes in which some note is selected by what the policy left over.
    static func selected(by predicate: FactPredicate) -> Set<UInt8> {
        Set(
            NoteStatus.allCases
                .filter { status in predicate.selects { $0 == .status ? status.ordinal : nil } != false }
                .map(of)
        )
    }
}
