internal import ClinicalNotesPolicy

/// What the statements of one table have in common: each line of it is one.
struct Frame: Sendable {
    /// What a statement is called, what it says, where law says so, and in which cases it is so.
    typealias Line = (id: String, says: String, law: Citation, cases: Cases)

    /// Conditions that hold together, or lists of them of which one holds.
    struct Cases: Sendable, ExpressibleByArrayLiteral {
        fileprivate let lists: [[Condition]]

        private init(_ lists: [[Condition]]) { self.lists = lists }

        init(arrayLiteral conditions: Condition...) { self.init([conditions]) }

        static func either(_ lists: [Condition]...) -> Cases { Cases(lists) }

        static func either(_ lists: [[Condition]]) -> Cases { Cases(lists) }
    }

    private let conditions: [Condition]
    private let exceptions: [[Condition]]

    init(_ conditions: [Condition], unless exceptions: [[Condition]] = []) {
        self.conditions = conditions
        self.exceptions = exceptions
    }

    init(_ conditions: Condition...) { self.init(conditions) }

    /// Nothing in the regions is permitted.
    func never(_ lines: [Line]) -> [Statement] { lines.map { stating(.neverPermitted, $0) } }

    /// Everything in the regions is permitted.
    func always(_ lines: [Line]) -> [Statement] { lines.map { stating(.alwaysPermitted, $0) } }

    private func stating(_ claim: Statement.Claim, _ line: Line) -> Statement {
        let region = line.cases.lists.map { conditions + $0 }
        return Statement(claim, line.id, line.says, line.law, region, exceptions)
    }
}
