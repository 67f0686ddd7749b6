internal import ClinicalNotesModel

extension AccessRequest {
    /// What of the note a permit opens: not what is held unless a house rule opens it, not other subjects' parts
    /// where they must be removed, and for browsing and for psychotherapy notes only what was released.
    func visibility(_ facts: FactWords, removingOthers removesOthers: Bool) -> Visibility {
        let lane = facts.ordinal(Layout.lane).flatMap(Lane.init(rawValue:))
        let inAccess = lane == .access || lane == .directed
        // Only the law of the United States keeps psychotherapy notes from the patient who asks for them.
        let isBritish = facts.ordinal(Layout.jurisdiction) == Jurisdiction.unitedKingdom.ordinal
        let isProtected = facts.truth(.protectedFromPatient).mayHold && !isBritish
        let onlyReleased =
            inAccess
            && (facts.ordinal(Layout.action) == NoteAction.browse.ordinal
                || (isProtected && facts.truth(.houseOpensForPatient) != .yes))
        // What a house rule opens to the patient is not held, of a part as of the whole: 45 CFR 160.203(b). The law of
        // the United Kingdom leaves no room for that.
        let opensHeld =
            facts.truth(.houseOpensForPatient) == .yes
            && facts.ordinal(Layout.jurisdiction) == Jurisdiction.unitedStates.ordinal
        let removesHeld = inAccess && facts.truth(.holdOnPart).mayHold && !opensHeld
        guard removesHeld || removesOthers || (onlyReleased && !note.releases.isEmpty) else {
            return .everything
        }
        var shown = VisibleParts(parts: Set(note.parts.map(\.id)))
        if onlyReleased { removeUnreleased(&shown, byOriginator: isProtected) }
        // After what was released: no release opens a part that is about somebody else.
        if removesOthers {
            guard case .known(.some(let patient)) = patient, case .known(let own) = patient.id else {
                return .only(parts: [], withoutFields: [])
            }
            for part in note.parts where part.audience != .everyone && part.audience != .subject(own) {
                shown.remove(part.id)
            }
        }
        if removesHeld { removeHeld(&shown) }
        return shown.visibility
    }

    private func removeUnreleased(_ shown: inout VisibleParts, byOriginator: Bool) {
        func isShown(_ sharing: Fact<Release.State>, _ setBy: Fact<SharingSetter>) -> Bool {
            let reached = releaseReached(sharing)
            return (byOriginator ? reached & setBy.equals(.originator) : reached).mustHold
        }
        if !isShown(note.sharing, note.sharingSetBy) { shown.removeAll() }
        for release in note.releases {
            let isShown = isShown(release.sharing, release.setBy)
            switch release.scope {
            case .note: if !isShown { shown.removeAll() }
            case .part(let part): if isShown, note.has(part) { shown.add(part) } else { shown.remove(part) }
            case .field(let field):
                if !isShown { shown.hide(field) } else if note.has(field.part) { shown.add(field) }
            }
        }
    }

    private func removeHeld(_ shown: inout VisibleParts) {
        guard case .known(let holds) = note.holds else { return shown.removeAll() }
        for hold in holds where HoldEvaluation(hold, in: self).inForce.mayHold {
            switch hold.scope {
            case .known(.some(.part(let part))): shown.remove(part)
            case .known(.some(.field(let field))): shown.hide(field)
            case .known(.some(.note)), .known(.none), .unknown: shown.removeAll()
            }
        }
    }
}

/// What is shown of a note while it is worked out.
private struct VisibleParts {
    private var parts: Set<UInt32>
    private var hidden: Set<FieldAddress> = []
    /// The fields that were released by themselves.
    private var fields: Set<FieldAddress> = []

    init(parts: Set<UInt32>) { self.parts = parts }

    mutating func add(_ part: UInt32) { parts.insert(part) }

    mutating func add(_ field: FieldAddress) { fields.insert(field) }

    /// Hides a field; nothing that is released shows it again.
    mutating func hide(_ field: FieldAddress) { hidden.insert(field) }

    mutating func remove(_ part: UInt32) {
        parts.remove(part)
        fields = fields.filter { $0.part != part }
    }

    mutating func removeAll() {
        parts.removeAll()
        fields.removeAll()
    }

    var visibility: Visibility {
        .only(
            parts: parts,
            withoutFields: hidden,
            fields: fields.subtracting(hidden).filter { !parts.contains($0.part) }
        )
    }
}

extension NoteFacts {
    /// Whether the note has a part.
    func has(_ part: UInt32) -> Bool { parts.contains { $0.id == part } }
}
