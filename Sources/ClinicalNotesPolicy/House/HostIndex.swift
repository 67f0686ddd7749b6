internal import ClinicalNotesModel

/// The host's own facts that house rules ask for: where the row of a note kind or an age is, and which tests
/// of host roles a role meets.
///
/// Made when the policy is compiled, so that a decision looks each fact up once, however many rules ask.
struct HostIndex: Sendable {
    /// The kinds that rules name, each with the number of its row; 0 is that of every other kind.
    private let kinds: [NoteKind: Int]
    /// The ages that rules name, ascending; before, between and after them lie the rows.
    private let ages: [Int]
    private let numbers: [Set<HostRole>: Int]
    private let roles: [HostRole: HostBits]

    /// How many rows of kinds there are.
    var kindRows: Int { kinds.count + 1 }
    /// How many rows of ages there are.
    var ageRows: Int { ages.count + 1 }
    /// How many tests of host roles there are, each counted once.
    var roleTests: Int { numbers.count }

    init(_ rules: [HouseRule]) {
        var kinds: [NoteKind: Int] = [:]
        var ages: Set<Int> = []
        var numbers: [Set<HostRole>: Int] = [:]
        for test in rules.flatMap({ $0.when + $0.unless.flatMap(\.self) }) {
            switch test {
            case .kind(let members, _):
                for kind in members where kinds[kind] == nil { kinds[kind] = kinds.count + 1 }
            case .age(let years, _): ages.insert(years)
            case .hostRole(let members, _) where numbers[members] == nil: numbers[members] = numbers.count
            case .hostRole, .axis, .flag: break
            }
        }
        var roles: [HostRole: HostBits] = [:]
        // Beyond the capacity only the count matters: such rules are refused.
        for (members, number) in numbers where number < HostBits.capacity {
            for role in members { roles[role, default: HostBits()].insert(number) }
        }
        self.kinds = kinds
        self.ages = ages.sorted()
        self.numbers = numbers
        self.roles = roles
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

    /// The number of a test of host roles.
    func number(of members: Set<HostRole>) -> Int? { numbers[members] }

    /// The tests that some of these roles meet.
    func tests(metBy held: Set<HostRole>) -> HostBits {
        var found = HostBits()
        for role in held {
            if let tests = roles[role] { found.formUnion(tests) }
        }
        return found
    }
}
