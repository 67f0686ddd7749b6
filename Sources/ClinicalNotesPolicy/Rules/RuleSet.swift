/// A set of rules that decide, by their numbers.
package struct RuleSet: Sendable {
    static let capacity = 512
    private var words = InlineArray<8, UInt64>(repeating: 0)

    init() {}

    @inline(__always)
    mutating func insert(_ rule: Int) { words[rule >> 6] |= 1 << UInt64(rule & 63) }

    @inline(__always)
    func contains(_ rule: Int) -> Bool { words[rule >> 6] >> UInt64(rule & 63) & 1 == 1 }

    /// The rules of this set that are not in `other`.
    @inline(__always)
    func subtracting(_ other: RuleSet) -> RuleSet {
        var out = self
        for word in 0..<8 { out.words[word] &= ~other.words[word] }
        return out
    }

    /// The rules of both sets.
    @inline(__always)
    func intersection(_ other: RuleSet) -> RuleSet {
        var out = self
        for word in 0..<8 { out.words[word] &= other.words[word] }
        return out
    }

    /// The rules of 64 numbers, one bit each.
    @inline(__always)
    package subscript(word index: Int) -> UInt64 { words[index] }

    @inline(__always)
    package var isEmpty: Bool {
        var any: UInt64 = 0
        for word in 0..<8 { any |= words[word] }
        return any == 0
    }

    /// The smallest number.
    var first: Int? {
        for word in 0..<8 where words[word] != 0 { return word << 6 | words[word].trailingZeroBitCount }
        return nil
    }

    /// Removes the smallest number and gives it.
    mutating func popFirst() -> Int? {
        for word in 0..<8 where words[word] != 0 {
            let number = word << 6 | words[word].trailingZeroBitCount
            words[word] &= words[word] - 1
            return number
        }
        return nil
    }

    /// The numbers, ascending.
    var numbers: [Int] {
        var out = [Int]()
        for word in 0..<8 {
            var rest = words[word]
            while rest != 0 {
                out.append(word << 6 | rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return out
    }
}
