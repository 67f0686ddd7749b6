import TestSupport

/// Numbers that are the same for the same seed, for rules that are made up.
struct SplitMix: RandomNumberGenerator {
    private var numbers: SeededNumbers

    init(seed: UInt64) { numbers = SeededNumbers(seed) }

    mutating func next() -> UInt64 { numbers.next() }

    /// Some members of a list, at least one of a list that has any.
    mutating func some<Element>(_ list: [Element], atMost most: Int) -> [Element] {
        Array(list.shuffled(using: &self).prefix(Int.random(in: 1...most, using: &self)))
    }

    mutating func chance(_ outOf: Int) -> Bool { Int.random(in: 0..<outOf, using: &self) == 0 }
}
