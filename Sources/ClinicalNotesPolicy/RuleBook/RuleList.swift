/// The rules that decided, in the order in which they stand in the book.
///
/// Going through them allocates nothing.
public struct RuleList: Sequence, Sendable {
    let numbers: RuleSet
    let compiled: CompiledRules

    /// Whether no rule decided.
    public var isEmpty: Bool { numbers.isEmpty }

    /// Begins with the first one.
    public consuming func makeIterator() -> Iterator { Iterator(rest: numbers, compiled: compiled) }

    /// Goes through the rules.
    public struct Iterator: IteratorProtocol, Sendable {
        fileprivate var rest: RuleSet
        fileprivate let compiled: CompiledRules

        /// The next rule.
        public mutating func next() -> RuleID? { rest.popFirst().map { compiled.rules[$0].id } }
    }
}
