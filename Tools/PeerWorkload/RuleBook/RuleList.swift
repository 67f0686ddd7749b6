package import ClinicalNotesPolicy

/// The rules that decided, in the order in which they stand in the book.
///
/// Going through them allocates nothing.
package struct RuleList: Sequence, Sendable {
    let numbers: RuleSet
    let compiled: CompiledRules

    /// Whether no rule decided.
    package var isEmpty: Bool { numbers.isEmpty }

    /// Begins with the first one.
    package consuming func makeIterator() -> Iterator {
        Iterator(numbers: numbers, rest: numbers[word: 0], compiled: compiled)
    }

    /// Goes through the rules.
    package struct Iterator: IteratorProtocol, Sendable {
        fileprivate let numbers: RuleSet
        /// What is left of a word of the numbers.
        fileprivate var rest: UInt64
        fileprivate var word = 0
        fileprivate let compiled: CompiledRules

        /// The next rule.
        package mutating func next() -> RuleID? {
            while rest == 0 {
                word += 1
                guard word < compiled.ruleWords else { return nil }
                rest = numbers[word: word]
            }
            defer { rest &= rest - 1 }
            return compiled.rules[word << 6 | rest.trailingZeroBitCount].id
        }
    }
}
