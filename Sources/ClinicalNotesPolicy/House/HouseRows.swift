internal import ClinicalNotesModel

/// For each value of the facts that house rules name most, the terms that allow it, one bit each.
struct HouseRows: Sendable {
    private static let selectors = [
        Layout.action, Layout.role, Layout.lane, Layout.purpose, Layout.compartment, Layout.status,
    ]

    /// The first row of each selector; row 0 has all terms, and of the next three each those that ask for a fact.
    enum Start {
        static var asksForKind: Int { 1 }
        static var asksForAge: Int { 2 }
        static var asksForHost: Int { 3 }
        static var action: Int { 4 }
        static var role: Int { action + Layout.action.count }
        static var lane: Int { role + Layout.role.count }
        static var purpose: Int { lane + Layout.lane.count }
        static var compartment: Int { purpose + Layout.purpose.count }
        static var status: Int { compartment + Layout.compartment.count }
        static var kind: Int { status + Layout.status.count }
    }

    /// How many words a row has; none if there are no terms.
    let width: Int
    private let bits: [UInt64]
    private let firstAge: Int

    init(_ terms: [(tests: [HouseTest], scope: [Condition])], index: HostIndex) {
        let width = (terms.count + 63) / 64
        firstAge = Start.kind + index.kindRows
        var bits = [UInt64](repeating: 0, count: (firstAge + index.ageRows) * width)
        func set(_ term: Int, in row: Int, _ isMember: Bool) {
            let bit: UInt64 = 1 << UInt64(term & 63)
            let word = row * width + term >> 6
            bits[word] = isMember ? bits[word] | bit : bits[word] & ~bit
        }
        for (number, (tests, scope)) in terms.enumerated() {
            set(number, in: 0, true)
            // An exception counts only where its rule's direction does.
            let term = Term(scope + tests.compactMap(\.condition))
            var row = Start.action
            for bit in Self.selectors.flatMap({ $0.first..<$0.first + $0.count }) {
                set(number, in: row, term.forbidden[bit >> 6] >> UInt64(bit & 63) & 1 == 0)
                row += 1
            }
            for row in 0..<index.kindRows { set(number, in: Start.kind + row, true) }
            for row in 0..<index.ageRows {
                let age = index.age(inRow: row)
                let isMember = tests.allSatisfy { test in
                    guard case .age(let years, let isPositive) = test else { return true }
                    return (age >= years) == isPositive
                }
                set(number, in: firstAge + row, isMember)
            }
            for test in tests {
                switch test {
                case .kind(let members, let isPositive):
                    set(number, in: Start.asksForKind, true)
                    for row in 0..<index.kindRows { set(number, in: Start.kind + row, !isPositive) }
                    for kind in members { set(number, in: Start.kind + index.row(of: kind), isPositive) }
                case .age: set(number, in: Start.asksForAge, true)
                case .values, .hoursOld: set(number, in: Start.asksForHost, true)
                case .axis, .flag: break
                }
            }
        }
        self.width = width
        self.bits = bits
    }

    /// A word of a row, by where the row begins.
    @inline(__always)
    subscript(begin: Int, word: Int) -> UInt64 { bits[begin + word] }

    /// Where the row of an axis' value begins: that of all terms if the value is unknown.
    @inline(__always)
    func begin(_ facts: borrowing FactWords, _ span: Layout.Span, from first: Int) -> Int {
        guard let ordinal = facts.ordinal(span) else { return 0 }
        return (first + ordinal) * width
    }

    /// Where the row of a note's kind begins, or `nil` if the kind is unknown.
    func begin(ofKindIn request: borrowing AccessRequest, _ index: borrowing HostIndex) -> Int? {
        guard case .known(let kind) = request.note.kind else { return nil }
        return (Start.kind + index.row(of: kind)) * width
    }

    /// Where the row of the patient's age begins, or `nil` if the age is unknown.
    func begin(ofAgeIn request: borrowing AccessRequest, _ index: borrowing HostIndex) -> Int? {
        switch request.patient {
        case .known(.some(let patient)):
            guard case .known(let age) = patient.age else { return nil }
            return (firstAge + index.row(ofAge: age)) * width
        case .known(.none): return firstAge * width
        case .unknown: return nil
        }
    }
}
