/// Principals of one role: for each fact about them the values that it may have, by their numbers.
struct ReaderBox {
    /// The facts that are asked for, in this order.
    enum Fact: Int, CaseIterable {
        case identity, side, careTeam, coveredEntity, training, part2
    }

    private var values: [Set<Int>]

    /// Every principal.
    ///
    /// - Parameter count: How many values each fact has.
    init(all count: (Fact) -> Int) {
        values = Fact.allCases.map { Set(0..<count($0)) }
    }

    /// The values that a fact may have.
    subscript(_ fact: Fact) -> Set<Int> {
        get { values[fact.rawValue] }
        set { values[fact.rawValue] = newValue }
    }

    /// How many principals there are, counting each combination of values once.
    var volume: Int { values.reduce(1) { $0 * $1.count } }

    /// How many principals are in both.
    func overlap(_ other: ReaderBox) -> Int {
        zip(values, other.values).reduce(1) { $0 * $1.0.intersection($1.1).count }
    }
}

extension ReaderBox {
    /// Boxes, as wide as can be, that hold the same principals as some that share none.
    ///
    /// - Parameters:
    ///   - disjoint: The boxes.
    ///   - widenings: For a fact and its values in a box the wider sets of values that have a name, the widest first.
    /// - Returns: The wide boxes, which may overlap.
    static func widest(
        of disjoint: [ReaderBox],
        _ widenings: (Fact, Set<Int>) -> [Set<Int>]
    ) -> [ReaderBox] {
        var found: [ReaderBox] = []
        for box in disjoint.sorted(by: { $0.volume > $1.volume }) {
            guard !found.contains(where: { $0.overlap(box) == box.volume }) else { continue }
            var wide = box
            // What matters least to people is left out first.
            for fact in Fact.allCases.reversed() {
                for values in widenings(fact, box[fact]) {
                    var wider = wide
                    wider[fact] = values
                    guard disjoint.reduce(0, { $0 + $1.overlap(wider) }) == wider.volume else { continue }
                    wide = wider
                    break
                }
            }
            found.append(wide)
        }
        return found
    }
}
