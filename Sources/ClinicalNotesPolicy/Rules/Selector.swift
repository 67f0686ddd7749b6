/// An axis that rules are preselected by.
struct Selector: Sendable {
    let count: Int
    private let word: Int
    private let first: Int
    private let mask: UInt64

    init(_ span: Layout.Span) {
        count = span.count
        word = span.first >> 6
        first = span.first & 63
        mask = FactWords.mask(span)
    }

    /// The place of the axis' value, if it is known.
    @inline(__always)
    func ordinal(_ facts: borrowing FactWords) -> Int? {
        guard facts.known[word] & mask != 0 else { return nil }
        return (facts.possible[word] & mask).trailingZeroBitCount - first
    }
}
