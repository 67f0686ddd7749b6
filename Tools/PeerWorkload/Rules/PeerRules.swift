package import ClinicalNotesPolicy

/// The twelve rules of the peers' workload, in the library's own language.
///
/// A benchmark and a check of the engine against another, not law: for notes use `Policy`.
package struct PeerRules: Sendable {
    /// The rules.
    package let book: RuleBook
    /// The axes that a store knows of each note, as columns.
    package let columns: Set<Axis>
    let axes: PeerAxes

    /// Compiles the rules.
    package init() {
        var vocabulary = FactVocabulary()
        let axes = PeerAxes(in: &vocabulary)
        self.axes = axes
        let book = RuleBook(vocabulary) {
            Self.permissions(axes)
            Self.prohibitions(axes)
        }
        self.book = book
        columns = Set(PeerAxes.columns.compactMap { book.axis(named: $0) })
    }

    /// What is known of all notes that a question is about.
    ///
    /// - Parameter question: The question.
    /// - Returns: The facts, those of a note unknown.
    package func facts(of question: borrowing PeerQuestion) -> FactWords {
        var facts = book.vocabulary.unknownFacts
        add(question, to: &facts)
        return facts
    }

    private func add(_ question: borrowing PeerQuestion, to facts: inout FactWords) {
        facts.set(axes.role, question.role)
        facts.set(axes.action, question.action)
        facts.set(axes.purpose, question.purpose)
        facts.set(axes.authorization, question.authorization)
        facts.set(axes.supervised, question.supervised)
        facts.set(axes.suitByPatient, question.suitByPatient)
    }

    /// Adds what is known of one note.
    ///
    /// - Parameters:
    ///   - note: What is known of it for the one who asks.
    ///   - facts: What is known of all notes that the question is about.
    package func add(_ note: PeerNoteFacts, to facts: inout FactWords) {
        facts.set(axes.compartment, note.compartment)
        facts.set(axes.status, note.status)
        facts.set(axes.isAuthor, note.isAuthor)
        facts.set(axes.onCareTeam, note.onCareTeam)
        facts.set(axes.isShared, note.isShared)
        facts.set(axes.isSubject, note.isSubject)
        facts.set(axes.sameOrg, note.sameOrg)
        facts.set(axes.restricted, note.restricted)
    }

    /// Decides on one note.
    ///
    /// - Parameters:
    ///   - question: What somebody wants to do.
    ///   - principal: Who it is.
    ///   - note: The note.
    /// - Returns: The decision.
    package func decide(
        _ question: borrowing PeerQuestion,
        by principal: borrowing PeerPrincipal,
        on note: borrowing PeerNote
    ) -> RuleBookDecision {
        book.decide(facts(of: question, by: principal, on: note))
    }

    private func facts(
        of question: borrowing PeerQuestion,
        by principal: borrowing PeerPrincipal,
        on note: borrowing PeerNote
    ) -> FactWords {
        var facts = book.vocabulary.unknownFacts
        add(question, to: &facts)
        add(PeerNoteFacts(of: note, for: principal), to: &facts)
        return facts
    }
}
