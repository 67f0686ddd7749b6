package import ClinicalNotesPolicy

/// Rules over a vocabulary of one's own: the language that the law is written in, without the law.
///
/// Prohibitions override permissions, and what nothing permits is denied. Missing facts never open: a
/// permission must hold for certain, a prohibition counts where it may hold. For notes use ``Policy``,
/// which knows what cannot be loosened; a rule book knows nothing but its rules.
package struct RuleBook: Sendable {
    /// The axes that the rules ask about.
    package let vocabulary: FactVocabulary

    let compiled: CompiledRules

    /// Compiles rules.
    ///
    /// - Parameters:
    ///   - vocabulary: The axes.
    ///   - rules: The rules, at most 512; the first ones are named first.
    package init(_ vocabulary: FactVocabulary, @RuleBookBuilder _ rules: () -> [BookRule]) {
        self.vocabulary = vocabulary
        compiled = CompiledRules(rules().map(\.rule), vocabulary: vocabulary)
    }

    /// The axis of a name, if the vocabulary has it.
    package func axis(named name: String) -> Axis? { vocabulary.axis(named: name) }

    /// Decides on facts.
    ///
    /// - Parameter facts: Facts of this vocabulary, begun with ``FactVocabulary/unknownFacts``; what was added to
    ///   the vocabulary afterwards is unknown.
    /// - Returns: The decision; never an error.
    package func decide(_ facts: borrowing FactWords) -> RuleBookDecision {
        if facts.knows(vocabulary.mask) {
            return RuleBookDecision(facts, isComplete: true, by: compiled)
        }
        return RuleBookDecision(facts.widened(to: vocabulary.mask), isComplete: false, by: compiled)
    }

    /// What a store can select by, so that a list need not decide on every record.
    ///
    /// - Parameters:
    ///   - facts: What is known of all records of the list; the rest is unknown.
    ///   - columns: The axes that the store knows of each record.
    /// - Returns: Which records are permitted for certain, and which may be.
    package func residual(_ facts: FactWords, over columns: Set<Axis>) -> Residual {
        compiled.residual(facts.widened(to: vocabulary.mask), over: compiled.mask(of: columns))
    }
}

extension FactWords {
    /// Whether all axes of a mask are known.
    @inline(__always)
    func knows(_ mask: borrowing InlineArray<8, UInt64>) -> Bool {
        var missing: UInt64 = 0
        for word in 0..<Layout.words { missing |= mask[word] & ~known[word] }
        return missing == 0
    }

    /// The same facts, in which every axis of a mask that is not known may have any value.
    ///
    /// An axis that was added after the facts were begun has none yet, and every condition on it would hold.
    borrowing func widened(to mask: borrowing InlineArray<8, UInt64>) -> FactWords {
        var facts = copy self
        for word in 0..<Layout.words { facts.possible[word] |= mask[word] & ~facts.known[word] }
        return facts
    }
}
