/// A set of tests of host roles, by their numbers.
struct HostBits: Sendable {
    /// How many tests of host roles the rules of a policy can make, each counted once.
    static let capacity = 256

    private var words = InlineArray<4, UInt64>(repeating: 0)

    @inline(__always)
    mutating func insert(_ test: Int) { words[test >> 6] |= 1 << UInt64(test & 63) }

    @inline(__always)
    mutating func formUnion(_ other: HostBits) {
        for word in 0..<4 { words[word] |= other.words[word] }
    }

    @inline(__always)
    func isDisjoint(with other: HostBits) -> Bool {
        var shared: UInt64 = 0
        for word in 0..<4 { shared |= words[word] & other.words[word] }
        return shared == 0
    }

    @inline(__always)
    func isSubset(of other: HostBits) -> Bool {
        var missing: UInt64 = 0
        for word in 0..<4 { missing |= words[word] & ~other.words[word] }
        return missing == 0
    }
}
