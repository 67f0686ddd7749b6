internal import ClinicalNotesModel

extension AccessRequest {
    /// What of the note a permit opens: not what is held unless a house rule opens it, not other subjects' parts
    /// where they must be removed, and for browsing and for psychotherapy notes only what was released.
    func visibility(_ facts: FactWords, removingOthers removesOthers: Bool) -> Visibility {
        let lane = facts.ordinal(Layout.lane).flatMap(Lane.init(rawValue:))
        let inAccess = lane == .access || lane == .directed
        // What the patient authorized to be sent is not limited by what browsing shows.
        let byAuthorization = lane == .directed && facts.truth(.authorizedByAll) == .yes
        let onlyReleased =
            inAccess && !byAuthorization
            && (facts.ordinal(Layout.action) == NoteAction.browse.ordinal
                || (facts.truth(.protectedFromPatient).mayHold && facts.truth(.houseOpensForPatient) != .yes))
        // What a house rule opens to the patient is not held, of a part as of the whole: 45 CFR 160.203(b). The law of
        // the United Kingdom leaves no room for that.
        let opensHeld =
            facts.truth(.houseOpensForPatient) == .yes
            && facts.ordinal(Layout.jurisdiction) == Jurisdiction.unitedStates.ordinal
        let removesHeld = inAccess && facts.truth(.holdOnPart).mayHold && !opensHeld
        guard removesHeld || removesOthers || (onlyReleased && !note.releases.isEmpty) else {
            return .everything
        }
        var parts = Set(note.parts.map(\.id))
        var withoutFields = Set<FieldAddress>()
        if onlyReleased { removeUnreleased(&parts, &withoutFields, facts) }
        // After what was released: no release opens a part that is about somebody else.
        if removesOthers {
            guard case .known(.some(let patient)) = patient, case .known(let own) = patient.id else {
                return .only(parts: [], withoutFields: [])
            }
            for part in note.parts where part.audience != .everyone && part.audience != .subject(own) {
                parts.remove(part.id)
            }
        }
        if removesHeld { removeHeld(&parts, &withoutFields) }
        return .only(parts: parts, withoutFields: withoutFields)
    }

    private func removeUnreleased(
        _ parts: inout Set<UInt32>,
        _ withoutFields: inout Set<FieldAddress>,
        _ facts: FactWords
    ) {
        let byOriginator = facts.truth(.protectedFromPatient).mayHold
        func shown(_ sharing: Fact<Release.State>, _ setBy: Fact<SharingSetter>) -> Bool {
            let reached = releaseReached(sharing)
            return (byOriginator ? reached & setBy.equals(.originator) : reached).mustHold
        }
        if !shown(note.sharing, note.sharingSetBy) { parts.removeAll() }
        for release in note.releases {
            let isShown = shown(release.sharing, release.setBy)
            switch release.scope {
            case .note: if !isShown { parts.removeAll() }
            case .part(let part):
                if isShown, note.parts.contains(where: { $0.id == part }) {
                    parts.insert(part)
                } else {
                    parts.remove(part)
                }
            case .field(let field): if !isShown { withoutFields.insert(field) }
            }
        }
    }

    private func removeHeld(_ parts: inout Set<UInt32>, _ withoutFields: inout Set<FieldAddress>) {
        guard case .known(let holds) = note.holds else { return parts.removeAll() }
        for hold in holds where HoldJudgement(hold, in: self).inForce.mayHold {
            switch hold.scope {
            case .known(.some(.part(let part))): parts.remove(part)
            case .known(.some(.field(let field))): withoutFields.insert(field)
            case .known(.some(.note)), .known(.none), .unknown: parts.removeAll()
            }
        }
    }
}
