internal import ClinicalNotesModel

extension NoteHeader {
    /// The source's state with what its records of the patients and of the encounters say by now, whenever they came.
    ///
    /// `nil` for a note that was written here: what a source says of its own records does not bind it.
    func external(in owner: OwnerAggregate) -> ExternalState? {
        guard !owner.labeled.isEmpty else { return external }
        return external.map { $0.reached(by: owner.labeled.reaching($0.encounters), beside: compartment) }
    }

    /// All words that house rules may ask for: the host's own, and those of the source's security labels.
    ///
    /// The host changes its own alone, so that nobody takes back what the source said.
    func labelWords(in owner: OwnerAggregate) -> Set<HostWord> {
        labels.words.union(external(in: owner)?.labelWords ?? [])
    }
}

extension ExternalState {
    /// What the source's labels are to house rules.
    fileprivate var labelWords: Set<HostWord> {
        let words = labels.map(\.word).filter(\.isWellFormed)
        return Set(proposed == nil ? words : words + [SecurityLabel.undecided])
    }

    /// The state with the labels of other records, but for those that were lifted from the note.
    fileprivate func reached(by brought: ExternalLabels, beside kept: Compartment) -> ExternalState {
        var state = self
        let lifted = Set(lifted)
        // What was lifted was seen as well.
        state.take(
            brought.written.filter { !lifted.contains($0) },
            asking: brought.strictest,
            beside: kept
        )
        return state
    }

    /// Takes over the labels of the note's own state, and what they ask for; what other records of the source's bring at any
    /// rate stays theirs, so that the note is the same whichever of them came along.
    mutating func take(labelsOf note: ExternalNote, in owner: OwnerAggregate, beside kept: Compartment) {
        encounters = (encounters + note.encounters).uniqued
        let brought = owner.labeled.reaching(encounters)
        // Who lifted one lifted it of the state of then.
        lifted = []
        let asked = kept.joined(with: brought.strictest)
        take(
            note.labels.filter { !brought.written.contains($0) },
            asking: asked.joined(with: note.strictest) == asked ? kept : note.strictest,
            beside: kept
        )
    }

    /// Adds labels: some come from other records, which need not come along each time, so what is missing is not taken back.
    private mutating func take(_ more: [SecurityLabel], asking asked: Compartment, beside kept: Compartment) {
        // A label that nobody saw when it was decided asks anew.
        if !Set(more).isSubset(of: labels) { declined = nil }
        propose(asked, beside: kept)
        labels = (labels + more).uniqued
    }

    /// The labels ask for a compartment: it is proposed if it is stricter than the note's, and was not decided against.
    mutating func propose(_ asked: Compartment, beside kept: Compartment) {
        // What was asked before and nobody has decided is asked still.
        let strictest = kept.joined(with: asked).joined(with: proposed ?? kept)
        let isDeclined = declined.map { $0.joined(with: strictest) == $0 } ?? false
        proposed = strictest == kept || isDeclined ? proposed : strictest
    }

    /// Lifts labels of the note, those among them that other records bring.
    mutating func lift(_ labels: Set<SecurityLabel>, in owner: OwnerAggregate) {
        self.labels.removeAll(where: labels.contains)
        lifted = (lifted + owner.labeled.reaching(encounters).written.filter(labels.contains)).uniqued
    }
}

extension ExternalNote {
    /// The strictest compartment that the source asks for.
    var strictest: Compartment { compartment.joined(with: proposedCompartment ?? compartment) }
}
