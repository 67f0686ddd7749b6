/// The life of a note: draft, signed, cosigned, amended, addended, entered in error.
///
/// What is signed is never overwritten or thrown away: it is corrected or added to by later revisions,
/// and withdrawn by being kept and marked (45 CFR 164.526(c)(1): identify, append or link).
/// Who may do it is the policy's question, not this one.
package enum NoteLifecycle {
    /// The status after an event.
    ///
    /// An amended note stays amended, and an addended one addended, when it is cosigned or addended
    /// later: readers are to see the correction. The revisions tell the rest.
    ///
    /// - Parameters:
    ///   - event: What happens.
    ///   - status: The status before, or `nil` where there is no note.
    /// - Returns: The status after, or `nil` where a draft was discarded.
    /// - Throws: `ModelError` that names the event: `noSuchNote`, `alreadyBegun`, `signedNoteIsImmutable`,
    ///   `notSigned`, `alreadySigned`, `alreadyCosigned`, `withdrawn`.
    package static func status(
        after event: NoteEvent,
        from status: NoteStatus?
    ) throws(ModelError) -> NoteStatus? {
        guard let status else {
            guard event == .begin else { throw ModelError(.noSuchNote, property: event.rawValue) }
            return .draft
        }
        guard event != .begin else { throw ModelError(.alreadyBegun, property: event.rawValue) }
        switch status {
        case .draft: return try afterDraft(event)
        case .enteredInError: throw ModelError(.withdrawn, property: event.rawValue)
        case .signed, .cosigned, .amended, .addended: return try afterSigning(event, status)
        }
    }

    /// Whether an event may follow a status.
    package static func permits(_ event: NoteEvent, from status: NoteStatus?) -> Bool {
        do throws(ModelError) {
            _ = try self.status(after: event, from: status)
            return true
        } catch {
            return false
        }
    }

    private static func afterDraft(_ event: NoteEvent) throws(ModelError) -> NoteStatus? {
        switch event {
        case .edit: .draft
        case .sign: .signed
        case .discardDraft: nil
        case .begin, .cosign, .amend, .addend, .enterInError:
            throw ModelError(.notSigned, property: event.rawValue)
        }
    }

    private static func afterSigning(
        _ event: NoteEvent,
        _ status: NoteStatus
    ) throws(ModelError) -> NoteStatus {
        switch event {
        case .edit, .discardDraft, .begin:
            throw ModelError(.signedNoteIsImmutable, property: event.rawValue)
        case .sign:
            throw ModelError(.alreadySigned, property: event.rawValue)
        case .cosign:
            guard status != .cosigned else { throw ModelError(.alreadyCosigned, property: event.rawValue) }
            return status == .signed ? .cosigned : status
        case .amend: return .amended
        case .addend: return status == .amended ? .amended : .addended
        case .enterInError: return .enteredInError
        }
    }
}
