internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// One column of a table: what is done, with what, and how somebody stands to it.
struct PaperQuestion: Hashable {
    /// How somebody stands to what they act on.
    enum Stance: CaseIterable, Hashable {
        case neither, gains, filed, gainsAndFiled

        static let allCases: [Stance] = [.neither, .gains, .filed]

        var benefits: Bool { self == .gains || self == .gainsAndFiled }
        var filed: Bool { self == .filed || self == .gainsAndFiled }
    }

    /// What of an emergency is declared.
    enum Emergency: CaseIterable, Hashable {
        case none, withoutReason, withReason
    }

    let action: NoteAction
    let kind: PaperKind?
    let stance: Stance
    let isAuthor: Bool
    let emergency: Emergency

    init(
        _ action: NoteAction,
        _ kind: PaperKind? = nil,
        _ stance: Stance = .neither,
        isAuthor: Bool = false,
        emergency: Emergency = .none
    ) {
        self.action = action
        self.kind = kind
        self.stance = stance
        self.isAuthor = isAuthor
        self.emergency = emergency
    }

    /// What is put on record; none where a note is begun.
    var paper: PaperFacts? {
        guard action != .create else { return nil }
        return PaperFacts(
            kind: .known(kind),
            benefits: .known(stance.benefits),
            filedBySelf: .known(stance.filed)
        )
    }

    /// How the rows of the same stance are headed; none where one table has them all.
    var heading: String? {
        switch (action, stance) {
        case (.create, _): nil
        case (.importRecords, .neither): "Under others' names"
        case (.importRecords, _): "Under one's own name"
        case (.attest, .neither): "Vouches for who says to have written"
        case (.attest, .filed):
            isAuthor ? "An author names somebody else" : "Who is no author names somebody else"
        case (.attest, .gains): "Whom somebody else named confirms it"
        case (.attest, _): "Names oneself"
        case (.enroll, .filed): "Puts somebody on record"
        case (.enroll, .neither): "Confirms an enrollment or brought keys, ends one, enrolls a patient"
        case (.enroll, _): "One's own keys"
        case (.register, .neither), (.updatePerson, .neither): "Does not gain"
        case (_, .neither): "Neither gains nor filed it"
        case (_, .gains): "Gains"
        case (_, .filed): "Filed it, and does not gain"
        case (_, .gainsAndFiled): "Filed it, and gains"
        }
    }

    var column: String {
        switch (action, emergency) {
        case (.create, .none): "in the course of care"
        case (.create, .withoutReason): "emergency, no reason recorded"
        case (.create, .withReason): "emergency, with its reason"
        case (.listDirectives, _): kind?.rawValue ?? "the list"
        default: kind?.rawValue ?? "may"
        }
    }
}
