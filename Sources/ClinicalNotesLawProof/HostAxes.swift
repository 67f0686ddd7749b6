internal import ClinicalNotesModel
internal import ClinicalNotesPolicy

/// What house rules ask about the host's own facts, each question a yes-or-no axis.
struct HostAxes: Sendable {
    /// One question in the form that holds, and the name of its axis.
    struct Question: Sendable {
        let name: String
        let test: HouseTest
    }

    let questions: [Question]

    /// The questions of some rules, in the order of their names.
    init(_ rules: [HouseRule]) {
        let tests = rules.flatMap { $0.when + $0.unless.flatMap(\.self) }
        questions = Set(tests.flatMap(Self.asked)).map { Question(name: Self.name($0), test: $0) }
            .sorted { $0.name < $1.name }
    }

    /// The names of the axes.
    var names: [String] { questions.map(\.name) }

    /// What a test asks: each kind, each age, each person and hour, each list of words by itself.
    private static func asked(_ test: HouseTest) -> [HouseTest] {
        switch test {
        case .kind(let kinds, _): kinds.map { .kind([$0], true) }
        case .values(let fact, let members, _) where fact.isSingle: members.map { .values(fact, [$0], true) }
        case .values(let fact, let members, _): [.values(fact, members, true)]
        case .hoursOld(let hours, _): [.hoursOld(atLeast: hours, true)]
        case .age(let years, _): [.age(atLeast: years, true)]
        case .axis, .flag: []
        }
    }

    private static func name(_ test: HouseTest) -> String {
        switch test {
        case .kind(let kinds, _):
            "note.kind " + kinds.map { "\($0.system.rawValue)|\($0.code)" }.sorted().joined(separator: " ")
        case .values(let fact, let members, _):
            "\(fact.rawValue) " + members.sorted().map(\.canonicalForm).joined(separator: " ")
        case .hoursOld(let hours, _): "note.hours_old_at_least \(hours)"
        case .age(let years, _): "subject.age_at_least \(years)"
        case .axis, .flag: ""
        }
    }

    /// Where a test of the host's own facts holds; nothing for one of the law's facts.
    func literal(_ test: HouseTest, _ coding: AxisCoding, in diagram: inout DecisionDiagram)
        -> DecisionDiagram.Function?
    {
        let isPositive: Bool
        switch test {
        case .kind(_, let value), .values(_, _, let value), .age(_, let value), .hoursOld(_, let value):
            isPositive = value
        case .axis, .flag: return nil
        }
        let variables = Self.asked(test).compactMap { coding.place(hostBit: Self.name($0))?.variable }
        let literals = variables.sorted().map { diagram.literal($0) }
        let any = diagram.any(literals)
        return isPositive ? any : diagram.not(any)
    }

    /// Where the answers fit together: a note is of one kind, who is older is old enough, and who has one of
    /// some words has one of more.
    func domain(_ coding: AxisCoding, in diagram: inout DecisionDiagram) -> DecisionDiagram.Function {
        var out = DecisionDiagram.Function.yes
        for one in questions.reversed() {
            for other in questions where one.name != other.name {
                guard let first = coding.place(hostBit: one.name)?.variable,
                    let second = coding.place(hostBit: other.name)?.variable
                else { continue }
                let (one, other) = (one.test, other.test)
                let left = diagram.literal(first)
                let right = diagram.literal(second)
                switch (one, other) {
                case (.kind, .kind): out = diagram.without(out, diagram.and(left, right))
                case (.age(let years, _), .age(let fewer, _)) where fewer < years:
                    out = diagram.without(out, diagram.without(left, right))
                case (.hoursOld(let hours, _), .hoursOld(let fewer, _)) where fewer < hours:
                    out = diagram.without(out, diagram.without(left, right))
                case (.values(let fact, _, _), .values(let same, _, _)) where fact == same && fact.isSingle:
                    out = diagram.without(out, diagram.and(left, right))
                case (.values(let fact, let some, _), .values(let same, let more, _))
                where fact == same && some.isSubset(of: more):
                    out = diagram.without(out, diagram.without(left, right))
                default: continue
                }
            }
        }
        return out
    }
}
