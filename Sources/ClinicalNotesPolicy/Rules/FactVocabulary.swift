/// A closed list of axes that rules may ask about, each with a closed list of values.
///
/// A vocabulary has at most 512 values in all, and an axis at most 64, each with its place in `allCases` as its
/// ordinal; names are distinct. Anything else is a programming error.
package struct FactVocabulary: Sendable {
    struct Entry: Sendable {
        let span: Layout.Span
        let axis: Axis
    }

    private(set) var entries: [Entry] = []
    /// For each bit the entry it belongs to.
    private var entryOfBit: [Int] = []
    /// The bits of all axes.
    package private(set) var mask = InlineArray<8, UInt64>(repeating: 0)

    /// Facts of which nothing is known.
    package private(set) var unknownFacts = {
        var facts = FactWords()
        facts.complete = false
        return facts
    }()

    /// Begins with no axes.
    package init() {}

    /// Adds an axis.
    ///
    /// - Precondition: No axis has the name yet.
    /// - Parameters:
    ///   - name: The name, as explanations show it.
    ///   - values: The names of its values, 1 to 64.
    /// - Returns: Where it lies.
    package mutating func add(_ name: String, _ values: [String]) -> Layout.Span {
        precondition((1...64).contains(values.count), "an axis has 1 to 64 values")
        precondition(axis(named: name) == nil, "a vocabulary has no two axes of one name")
        // An axis lies within one word, so that one operation tests it.
        var first = entryOfBit.count
        if first & 63 + values.count > 64 { first = (first | 63) + 1 }
        let span = Layout.Span(first: first, count: values.count, name: name)
        add(span, Axis(name, values: values))
        return span
    }

    private mutating func add(_ span: Layout.Span, _ axis: Axis) {
        precondition(span.first + span.count <= 64 * Layout.words, "a vocabulary has at most 512 values")
        while entryOfBit.count < span.first { entryOfBit.append(-1) }
        for _ in 0..<span.count { entryOfBit.append(entries.count) }
        mask[span.first >> 6] |= FactWords.mask(span)
        unknownFacts.possible = mask
        entries.append(Entry(span: span, axis: axis))
    }

    /// The axes, in the order in which they were added.
    package var axes: [Axis] { entries.map(\.axis) }

    /// Makes an axis unknown; one that is not of this vocabulary is left alone.
    ///
    /// - Parameters:
    ///   - axis: The axis.
    ///   - facts: Facts of this vocabulary.
    package func forget(_ axis: Axis, in facts: inout FactWords) {
        for entry in entries where entry.axis == axis {
            facts.possible[entry.span.first >> 6] |= FactWords.mask(entry.span)
            facts.known[entry.span.first >> 6] &= ~FactWords.mask(entry.span)
        }
    }

    /// The axis of a name, if there is one.
    package func axis(named name: String) -> Axis? { entries.first { $0.axis.description == name }?.axis }

    /// The axes that some bits belong to, in the order of the vocabulary.
    package func axes(ofBits bits: borrowing InlineArray<8, UInt64>) -> [Axis] {
        var found: [Axis] = []
        for word in bits.indices {
            var rest = bits[word]
            while rest != 0 {
                let entry = entry(ofBit: word << 6 | rest.trailingZeroBitCount)
                if let entry { found.append(entry.axis) }
                rest &= ~(entry.map { FactWords.mask($0.span) } ?? (rest & ~(rest &- 1)))
            }
        }
        return found
    }

    /// The entry that a bit belongs to.
    func entry(ofBit bit: Int) -> Entry? {
        guard entryOfBit.indices.contains(bit), entryOfBit[bit] >= 0 else { return nil }
        return entries[entryOfBit[bit]]
    }

    /// The vocabulary of the law.
    package static let law: FactVocabulary = {
        var vocabulary = FactVocabulary()
        for span in Layout.spans { vocabulary.add(span, Axis(span.name, values: Layout.values(of: span))) }
        for flag in Flag.allCases {
            let first = Layout.flags + 2 * Int(flag.rawValue)
            vocabulary.add(
                Layout.Span(first: first, count: 2, name: "\(flag)"),
                Axis("\(flag)", values: ["no", "yes"])
            )
        }
        return vocabulary
    }()
}
