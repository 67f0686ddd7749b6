internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// The duties that entries of the audit log brought and that no later entry discharged.
struct DutyList {
    /// A refusal that is asked for again brings no second letter.
    private struct Refused: Hashable {
        let principal: PrincipalID
        let owner: OwnerID
        let note: NoteID?
        let action: NoteAction
        let obligation: Obligation

        init(_ duty: Duty) {
            principal = duty.principal
            owner = duty.owner
            note = duty.note
            action = duty.action
            obligation = duty.obligation
        }
    }

    /// Whether the whole log was read, as it was written.
    var isWhole = true
    private var open: [Duty.ID: Duty] = [:]
    private var refused: [Refused: Duty.ID] = [:]
    /// When a question's duty was discharged last: repeats that were only counted until then are answered too.
    private var answered: [Refused: Instant] = [:]

    /// The open duties, those that are due first, then those without a date, the oldest first.
    var duties: [Duty] {
        open.values.sorted { left, right in
            let (first, second) = (left.due ?? .distantFuture, right.due ?? .distantFuture)
            guard first == second else { return first < second }
            guard left.id.position == right.id.position else { return left.id.position < right.id.position }
            return left.obligation.rawValue < right.obligation.rawValue
        }
    }

    subscript(id: Duty.ID) -> Duty? { open[id] }

    /// The duty to answer a request for an amendment.
    func answer(to request: AmendmentRequest) -> Duty.ID? {
        open.values.first { duty in
            duty.obligation == .respond60Days && duty.note == request.note
                && duty.principal == request.requestedBy && duty.since == request.receivedAt
        }?.id
    }

    mutating func learn(_ entry: AuditEntry, at position: UInt64) {
        if let settled = entry.settles, let obligation = Obligation(rawValue: settled.obligation) {
            settle(Duty.ID(position: settled.position, obligation: obligation), at: entry.at)
        }
        for owed in entry.duties {
            guard let obligation = Obligation(rawValue: owed.obligation), entry.leavesOpen(obligation) else {
                continue
            }
            let duty = Duty(
                id: Duty.ID(position: position, obligation: obligation),
                since: entry.at,
                due: owed.due,
                owner: entry.owner,
                note: entry.note,
                principal: entry.principal,
                action: entry.action,
                wasRefused: entry.outcome == .refused
            )
            if duty.wasRefused {
                let question = Refused(duty)
                guard refused[question] == nil, answered[question].map({ $0 < entry.at }) ?? true else {
                    continue
                }
                refused[question] = duty.id
            }
            open[duty.id] = duty
        }
    }

    private mutating func settle(_ id: Duty.ID, at moment: Instant) {
        guard let duty = open.removeValue(forKey: id), refused[Refused(duty)] == id else { return }
        refused[Refused(duty)] = nil
        answered[Refused(duty)] = moment
    }
}

extension AuditEntry {
    /// The note that it is about, if it is about one: a note that is not written yet has none.
    fileprivate var note: NoteID? {
        guard let record, record != RecordID(.zero) else { return nil }
        return NoteID(owner: owner, record: record)
    }

    /// What happens without leaving anything to do; what a later version records may leave something.
    private static let withoutDuties: Set<Event> = [
        .list, .inspection, .registration, .enrollment, .enrollmentEnd, .affiliation, .affiliationEnd,
        .directive, .release, .keyGrant, .hold, .importing, .discharge, .clock, .restore, .anchorRenewal,
        .soloPractice,
    ]

    /// Whether an obligation of this entry is left for people to carry out.
    ///
    /// What must come before was refused until it was done, or is asked for again; what travels with the value went out
    /// with it. `Documentation/Obligations.md` has the whole table.
    func leavesOpen(_ obligation: Obligation) -> Bool {
        // Whatever was declared for it, somebody else looks at it.
        guard obligation != .breakGlassAudit else { return true }
        guard !Self.withoutDuties.contains(event) else { return false }
        switch obligation {
        // Counsel looks at what was shown before anybody answers it.
        case .legalReview: return outcome == .refused
        case .deidentifyFirst, .deliverAsRequested, .verifyIdentity: return false
        case .appendNotOverwrite, .attachConsent, .limitToAuthorization, .limitToLaw, .limitToOrder,
            .minimumNecessary, .part2Notice, .redactHeldPart, .redactOtherSubjects, .requestNoFurtherUse,
            .showStatus:
            return false
        // The entry itself is the line of the accounting; the opening is on record with its author and date.
        case .accountDisclosure, .recordOriginatorDecision: return false
        // What waits is on record itself, and is confirmed there.
        case .awaitConfirmation: return false
        // These calls seal the reason in the same commit.
        case .recordReason: return ![.markEnteredInError, .delete].contains(action) || outcome == .refused
        // Who asked for one note has it in hand; who asked for the record has a list, and is owed the answer.
        case .respond5Days, .respond10Days, .respond15Days, .respond30Days:
            return event == .accessRequest || outcome == .refused
        case .respond60Days: return event != .accounting
        case .assessBreach, .breakGlassAudit, .documentEmergency, .informIndividual, .notifyRecipients,
            .offerReview,
            .reclassifyNote, .releaseRemainder, .writtenDenial:
            return true
        }
    }
}

extension Instant {
    fileprivate static let distantFuture = Instant(milliseconds: .max)
}
