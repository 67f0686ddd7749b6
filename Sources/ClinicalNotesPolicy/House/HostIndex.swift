internal import ClinicalNotesModel

/// The host's own facts that house rules ask for: where the row of a note kind or an age is, and which tests
/// of other such facts a value meets.
///
/// Made when the policy is compiled, so that a decision looks each fact up once, however many rules ask.
struct HostIndex: Sendable {
    /// The tests of one fact, by the values that meet them.
    private struct Asked: Sendable {
        let fact: HouseFact
        let missing: CompiledHouseRules.Missing
        var tests: [HouseValue: HostBits] = [:]
        var all = HostBits()
    }

    /// Which tests of the host's own facts a request meets.
    struct Answers: Sendable {
        /// The tests that are met for certain.
        fileprivate(set) var met = HostBits()
        /// The tests that may be met.
        fileprivate(set) var possible = HostBits()
        /// The facts that are unknown.
        fileprivate(set) var missing = CompiledHouseRules.Missing()
    }

    /// The kinds that rules name, each with the number of its row; 0 is that of every other kind.
    private let kinds: [NoteKind: Int]
    /// The ages that rules name, ascending; before, between and after them lie the rows.
    private let ages: [Int]
    /// The tests of other facts in the form that holds, each counted once.
    private let numbers: [HouseTest: Int]
    private let asked: [Asked]
    private let hoursOld: [(least: Int, test: Int)]

    /// How many rows of kinds there are.
    var kindRows: Int { kinds.count + 1 }
    /// How many rows of ages there are.
    var ageRows: Int { ages.count + 1 }
    /// How many tests of other facts there are, each counted once.
    var hostTests: Int { numbers.count }

    init(_ rules: [HouseRule]) {
        var kinds: [NoteKind: Int] = [:]
        var ages: Set<Int> = []
        var numbers: [HouseTest: Int] = [:]
        var asked: [HouseFact: Asked] = [:]
        var hoursOld: [(least: Int, test: Int)] = []
        for test in rules.flatMap({ $0.when + $0.unless.flatMap(\.self) }) {
            switch test {
            case .kind(let members, _):
                for kind in members where kinds[kind] == nil { kinds[kind] = kinds.count + 1 }
            case .age(let years, _): ages.insert(years)
            case .values, .hoursOld:
                guard numbers[test.positive] == nil else { continue }
                let number = numbers.count
                numbers[test.positive] = number
                // Beyond the capacity only the count matters: such rules are refused.
                guard number < HostBits.capacity else { continue }
                let fact = test.positive.fact
                var tests = asked[fact] ?? Asked(fact: fact, missing: .fact(fact))
                tests.all.insert(number)
                if case .values(_, let members, _) = test {
                    for value in members { tests.tests[value, default: HostBits()].insert(number) }
                }
                if case .hoursOld(let least, _) = test { hoursOld.append((least, number)) }
                asked[fact] = tests
            case .axis, .flag: break
            }
        }
        self.kinds = kinds
        self.ages = ages.sorted()
        self.numbers = numbers
        self.asked = asked.values.sorted { $0.fact.ordinal < $1.fact.ordinal }
        self.hoursOld = hoursOld
    }

    /// The row of a kind.
    func row(of kind: NoteKind) -> Int { kinds[kind] ?? 0 }

    /// The row of an age; that of somebody who is not there is the first one.
    func row(ofAge age: Int) -> Int {
        var row = 0
        for years in ages where years <= age { row += 1 }
        return row
    }

    /// An age that a row is of.
    func age(inRow row: Int) -> Int { row == 0 ? .min : ages[row - 1] }

    /// The number of a test of another fact, in whichever form.
    func number(of test: HouseTest) -> Int? { numbers[test.positive] }

    /// Which tests a request meets, and may meet.
    func answers(to request: borrowing AccessRequest) -> Answers {
        var met = HostBits()
        var unknown = HostBits()
        var missing = CompiledHouseRules.Missing()
        for place in asked.indices {
            let isKnown: Bool
            if asked[place].fact == .hoursOldAtLeast {
                let hours = request.hoursOld
                isKnown = hours != nil
                if let hours { for one in hoursOld where one.least <= hours { met.insert(one.test) } }
            } else {
                isKnown = request.eachValue(of: asked[place].fact) { value in
                    if let tests = asked[place].tests[value] { met.formUnion(tests) }
                }
            }
            if isKnown { continue }
            unknown.formUnion(asked[place].all)
            missing.formUnion(asked[place].missing)
        }
        var possible = met
        possible.formUnion(unknown)
        return Answers(met: met, possible: possible, missing: missing)
    }
}

extension HouseTest {
    /// The test in the form that holds.
    fileprivate var positive: HouseTest {
        switch self {
        case .values(_, _, false), .hoursOld(_, false): negated
        default: self
        }
    }
}
