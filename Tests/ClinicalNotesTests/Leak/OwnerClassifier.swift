import TestSupport

/// Tells owners of two kinds apart by numbers that were read off each of them: the better of the best single threshold
/// and the nearest neighbors, judged on owners that it did not learn from.
struct OwnerClassifier {
    struct Result {
        /// The mean of the shares that were told right of each kind: one half is guessing.
        let accuracy: Double
        /// The features that a single threshold was set on, the most frequent first.
        let features: [String]
    }

    private struct Stump {
        var feature = 0
        var threshold = 0.0
        var isAbove = true

        func tells(_ features: [Double]) -> Bool { (features[feature] > threshold) == isAbove }
    }

    private static let folds = 10
    private static let neighbors = 7

    let names: [String]
    private let owners: [(features: [Double], isKind: Bool)]

    /// - Parameters:
    ///   - owners: What was read off each owner by name, and of which kind it is; what is not named is zero.
    ///   - seed: The order in which the owners are parted.
    init(_ owners: [(features: [String: Double], isKind: Bool)], seed: UInt64 = 1) {
        let names = Set(owners.flatMap(\.features.keys)).sorted()
        self.names = names
        var numbers = SeededNumbers(seed)
        self.owners = owners.shuffled(using: &numbers).map { owner in
            (names.map { owner.features[$0] ?? 0 }, owner.isKind)
        }
    }

    /// How well owners are told apart that nothing was learned from.
    func crossValidated() -> Result {
        let spread = Self.scaled(owners.map(\.features))
        var (byStump, byNeighbors): ([Bool], [Bool]) = ([], [])
        var chosen: [Int: Int] = [:]
        for fold in 0..<Self.folds {
            let isTest = { (index: Int) in index % Self.folds == fold }
            let training = owners.indices.filter { !isTest($0) }
            let stump = bestStump(training)
            chosen[stump.feature, default: 0] += 1
            for index in owners.indices where isTest(index) {
                byStump.append(stump.tells(owners[index].features) == owners[index].isKind)
                byNeighbors.append(vote(index, training, spread) == owners[index].isKind)
            }
        }
        let order = (0..<Self.folds).flatMap { fold in owners.indices.filter { $0 % Self.folds == fold } }
        let kinds = order.map { owners[$0].isKind }
        let accuracy = max(Self.balanced(byStump, kinds), Self.balanced(byNeighbors, kinds))
        let features = chosen.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.map { names[$0.key] }
        return Result(accuracy: accuracy, features: features)
    }

    /// How well each single feature tells all owners apart, the best first.
    func singleFeatures() -> [(name: String, accuracy: Double)] {
        names.indices.map { feature in
            (names[feature], bestStump(Array(owners.indices), among: [feature]).accuracy)
        }.sorted { ($0.accuracy, $1.name) > ($1.accuracy, $0.name) }
    }

    private func bestStump(_ training: [Int]) -> Stump {
        bestStump(training, among: Array(names.indices)).stump
    }

    private func bestStump(_ training: [Int], among features: [Int]) -> (stump: Stump, accuracy: Double) {
        let kinds = Double(training.count { owners[$0].isKind })
        let others = Double(training.count) - kinds
        var best = (stump: Stump(), accuracy: 0.0)
        for feature in features {
            let sorted = training.sorted { owners[$0].features[feature] < owners[$1].features[feature] }
            // How many of each kind lie at or below the threshold.
            var (kindsBelow, othersBelow) = (0.0, 0.0)
            for (place, index) in sorted.enumerated() {
                if owners[index].isKind { kindsBelow += 1 } else { othersBelow += 1 }
                let value = owners[index].features[feature]
                guard place + 1 < sorted.count, owners[sorted[place + 1]].features[feature] > value else {
                    continue
                }
                let above = ((kinds - kindsBelow) / kinds + othersBelow / others) / 2
                for (isAbove, accuracy) in [(true, above), (false, 1 - above)] where accuracy > best.accuracy
                {
                    best = (Stump(feature: feature, threshold: value, isAbove: isAbove), accuracy)
                }
            }
        }
        // Where no feature differs at all, everybody is told alike.
        return (best.stump, max(best.accuracy, 0.5))
    }

    private func vote(_ owner: Int, _ training: [Int], _ spread: [[Double]]) -> Bool {
        let distances = training.map { other in
            (zip(spread[owner], spread[other]).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }, other)
        }
        let nearest = distances.sorted { $0 < $1 }.prefix(Self.neighbors)
        return nearest.count { owners[$0.1].isKind } * 2 > Self.neighbors
    }

    /// Every feature with mean zero and deviation one; one that does not differ is zero.
    private static func scaled(_ rows: [[Double]]) -> [[Double]] {
        guard let width = rows.first?.count else { return rows }
        var scaled = rows
        for column in 0..<width {
            let mean = rows.reduce(0) { $0 + $1[column] } / Double(rows.count)
            let off = rows.map { $0[column] - mean }
            let deviation = (off.reduce(0) { $0 + $1 * $1 } / Double(rows.count)).squareRoot()
            for row in rows.indices { scaled[row][column] = deviation > 0 ? off[row] / deviation : 0 }
        }
        return scaled
    }

    private static func balanced(_ right: [Bool], _ kinds: [Bool]) -> Double {
        [true, false].reduce(0) { sum, kind in
            let of = zip(right, kinds).filter { $0.1 == kind }
            return sum + Double(of.count { $0.0 }) / Double(of.count) / 2
        }
    }
}
