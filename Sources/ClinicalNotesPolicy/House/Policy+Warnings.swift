internal import ClinicalNotesModel

extension Policy {
    /// What a host should look at in its house rules, in their order.
    ///
    /// - Parameter words: The words that notes, people and principals are known to use, beside those that the rules were made with.
    /// - Returns: Rules marked for counsel, and words that nobody but one rule uses.
    public func warnings(usedByNotes words: HostWords = HostWords()) -> [PolicyWarning] {
        let known = houseRules.reduce(words) { $0.union($1.words) }
        var users: [HouseTest: Set<RuleID>] = [:]
        for rule in house.rules {
            for word in rule.words { users[word, default: []].insert(rule.id) }
        }
        return house.rules.flatMap { rule in
            let unused = rule.words.compactMap { test -> PolicyWarning? in
                guard users[test]?.count == 1, case .values(let fact, let members, _) = test,
                    case .word(let name)? = members.first, !known[fact].contains(HostWord(name))
                else { return nil }
                return PolicyWarning(
                    rule: rule.id,
                    code: .unusedWord,
                    sentence:
                        "No other rule, and no note, person or principal, is known to use \"\(name)\" as \(fact.rawValue)."
                )
            }
            let marked = PolicyWarning(
                rule: rule.id,
                code: .forCounsel,
                sentence: "Counsel has still to confirm how the rule reads the law."
            )
            return unused + (rule.isForCounsel ? [marked] : [])
        }
    }
}

extension HouseRule {
    /// Each word of the host's that the rule names, as a test of it alone.
    fileprivate var words: [HouseTest] {
        var out: [HouseTest] = []
        for case .values(let fact, let members, _) in when + unless.flatMap(\.self) {
            for member in members.sorted() {
                guard case .word = member else { continue }
                let test = HouseTest.values(fact, [member], true)
                if !out.contains(test) { out.append(test) }
            }
        }
        return out
    }
}
