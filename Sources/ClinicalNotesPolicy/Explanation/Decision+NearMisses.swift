extension Decision {
    /// The permissions that held first, then those that may hold, then those that lacked least; the nearest three.
    var nearMisses: [NearMiss] {
        let closing = ids(of: compiled.prohibitions)
        let closingInHouse = ids(of: compiled.houseProhibitions)
        return compiled.permissions.numbers
            .map { number in
                let isCertain = fired.must.contains(number)
                let obstacles: (lacking: [Axis], against: [Axis]) =
                    isCertain ? ([], []) : compiled.obstacles(number, facts)
                let miss = NearMiss(
                    rule: compiled.rules[number].id,
                    lacking: obstacles.lacking,
                    against: obstacles.against,
                    closedBy: closing + (compiled.compulsions.contains(number) ? [] : closingInHouse)
                )
                return (miss, rank: isCertain ? 0 : fired.may.contains(number) ? 1 : 2, number)
            }
            // What would answer another question, or is law of somewhere else, is no near miss.
            .filter { miss in miss.rank < 2 || !miss.0.lacking.contains(where: isElsewhere) }
            .sorted { ($0.rank, $0.0.obstacles, $0.2) < ($1.rank, $1.0.obstacles, $1.2) }
            .prefix(3).map(\.0)
    }

    private func isElsewhere(_ axis: Axis) -> Bool {
        axis == .action || axis == .lane
            || axis == .jurisdiction && facts.ordinal(Layout.jurisdiction) != nil
    }

    /// Of some prohibitions those that hold, of an undetermined decision those that may, each with the host's behind it.
    private func ids(of prohibitions: RuleSet) -> [RuleID] {
        let held = effect == .undetermined ? fired.may : fired.must
        return held.intersection(prohibitions).numbers.flatMap { number in
            let rule = compiled.rules[number]
            return [rule.id] + house.behind(rule, effect, houseFired).map(\.id)
        }
    }
}

extension NearMiss {
    /// How many facts stood in the way.
    fileprivate var obstacles: Int { lacking.count + against.count }
}
