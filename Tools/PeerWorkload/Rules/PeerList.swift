internal import ClinicalNotesPolicy

/// A list question, with what a store selects by for it.
///
/// What a store selects is decided on again; what a note's facts lead to is remembered, since nothing else decides.
package struct PeerList: Sendable {
    /// What became of a note.
    package struct Verdict: Hashable, Sendable {
        /// The store selects it as possible, and deciding on it again permits.
        package let isAllowed: Bool
        /// The store alone would call it permitted for certain.
        package let isCertain: Bool
        /// The store alone would call it possible.
        package let isPossible: Bool
    }

    private let rules: PeerRules
    private let facts: FactWords
    private let residual: Residual
    private var known: [PeerNoteFacts: Verdict] = [:]

    /// Folds what is known of all notes into the rules.
    package init(_ question: PeerQuestion, under rules: PeerRules) {
        self.rules = rules
        facts = rules.facts(of: question)
        residual = rules.book.residual(facts, over: rules.columns)
    }

    /// Judges one note.
    ///
    /// - Parameter note: What the store knows of it, for the one who asks.
    /// - Returns: What becomes of it.
    package mutating func judge(_ note: PeerNoteFacts) -> Verdict {
        if let verdict = known[note] { return verdict }
        let place = { (axis: Axis) in note.place(on: axis.description) }
        let isPossible = residual.possible.selects(place) == true
        let verdict = Verdict(
            isAllowed: isPossible && isPermitted(note),
            isCertain: residual.certain.selects(place) == true,
            isPossible: isPossible
        )
        known[note] = verdict
        return verdict
    }

    private func isPermitted(_ note: PeerNoteFacts) -> Bool {
        var facts = facts
        rules.add(note, to: &facts)
        return rules.book.decide(facts).effect == .permit
    }
}
