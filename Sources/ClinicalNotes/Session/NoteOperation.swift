internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What a call does with one note: what the policy is asked, what happens in the note's life, and what the audit log calls it.
struct NoteOperation: Sendable {
    /// Tells the call from others under the same idempotency key; kept in receipts, so it stays as it is.
    let name: String
    /// What the policy is asked.
    let action: NoteAction
    /// What happens in the note's life, or `nil` if its status stays.
    var event: NoteEvent?
    /// What the audit log calls it.
    var logged: AuditEntry.Event = .decision
    /// Whether what decides changes.
    var raisesEpoch = true
    /// What the policy is asked about beside the note, if it is.
    var paper: PaperFacts?
    /// Whether the call is about such a note at all; another one is as absent as none.
    var isConcerned: @Sendable (NoteHeader) -> Bool = { _ in true }
}

extension NoteOperation {
    static let edit = NoteOperation(name: "edit", action: .edit, event: .edit)
    static let editFields = NoteOperation(name: "edit-fields", action: .edit, event: .edit)
    static let amendFields = NoteOperation(name: "amend-fields", action: .amend, event: .amend)
    static let use = NoteOperation(name: "use", action: .edit, event: .edit)
    static let sign = NoteOperation(name: "sign", action: .sign, event: .sign)
    static let cosign = NoteOperation(name: "cosign", action: .cosign, event: .cosign)
    static let amend = NoteOperation(name: "amend", action: .amend, event: .amend)
    static let addend = NoteOperation(name: "addend", action: .amend, event: .addend)
    static let enterInError = NoteOperation(
        name: "enter-in-error",
        action: .markEnteredInError,
        event: .enterInError
    )
    static let discard = NoteOperation(name: "discard", action: .delete, event: .discardDraft)

    static let release = NoteOperation(name: "release", action: .setSharing, logged: .release)
    static let withhold = NoteOperation(name: "withhold", action: .setSharing, logged: .release)
    static let placeHold = NoteOperation(name: "hold", action: .setSharing, logged: .hold)
    static let liftHold = NoteOperation(name: "lift", action: .setSharing, logged: .hold)
    static let label = NoteOperation(name: "label", action: .setSharing)
    static let move = NoteOperation(name: "move-compartment", action: .amend)

    static let annotate = NoteOperation(name: "annotate", action: .annotate)
    static let requestAmendment = NoteOperation(
        name: "request-amendment",
        action: .requestAmendment,
        logged: .amendmentRequest,
        raisesEpoch: false
    )
    static let answerAmendment = NoteOperation(name: "answer-amendment", action: .amend, raisesEpoch: false)

    /// To attach a file, which is an edit of a draft of one's own and an addendum to a signed note.
    static func attach(isOwnDraft: Bool) -> NoteOperation {
        NoteOperation(
            name: "attach",
            action: isOwnDraft ? .edit : .amend,
            event: isOwnDraft ? .edit : .addend
        )
    }
}
