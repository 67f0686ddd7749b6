internal import ClinicalNotesModel

/// The host's own facts that house rules ask for: which tests a note kind, a role or an age meets.
///
/// Made when the policy is compiled, so that a decision looks each fact up once, however many rules ask.
struct HostIndex: Sendable {
    private var numbers: [HouseTest: Int] = [:]
    private var kinds: [NoteKind: HostBits] = [:]
    private var roles: [HostRole: HostBits] = [:]
    private(set) var ages: [(years: Int, test: Int)] = []
    private(set) var kindTests = HostBits()
    private(set) var roleTests = HostBits()
    private(set) var ageTests = HostBits()
    private(set) var asksForKinds = false
    private(set) var asksForRoles = false
    var asksForAges: Bool { !ages.isEmpty }
    /// How many tests there are, each counted once.
    var count: Int { numbers.count }

    init(_ rules: [HouseRule]) {
        for rule in rules {
            for test in rule.when { insert(test) }
            for tests in rule.unless { for test in tests { insert(test) } }
        }
    }

    private mutating func insert(_ test: HouseTest) {
        guard case .host = test.fact.form else { return }
        let asked = Self.asked(test)
        guard numbers[asked] == nil else { return }
        let number = numbers.count
        numbers[asked] = number
        // Beyond the capacity only the count matters: such rules are refused.
        guard number < HostBits.capacity else { return }
        switch asked {
        case .kind(let members, _):
            asksForKinds = true
            kindTests.insert(number)
            for kind in members { kinds[kind, default: HostBits()].insert(number) }
        case .hostRole(let members, _):
            asksForRoles = true
            roleTests.insert(number)
            for role in members { roles[role, default: HostBits()].insert(number) }
        case .age(let years, _):
            ageTests.insert(number)
            ages.append((years, number))
        case .axis, .flag: break
        }
    }

    /// The question that a test asks, one way or the other.
    private static func asked(_ test: HouseTest) -> HouseTest { test.wantsTrue ? test : test.negated }

    /// The number of a test, or `nil` if it is about a fact of the library's.
    func number(of test: HouseTest) -> Int? { numbers[Self.asked(test)] }

    func tests(of kind: NoteKind) -> HostBits? { kinds[kind] }

    func tests(of role: HostRole) -> HostBits? { roles[role] }
}
