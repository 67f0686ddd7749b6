import TestSupport
import Testing

@testable import ClinicalNotesLawProof
@testable import ClinicalNotesPolicy

@Suite("Decision diagrams")
struct DecisionDiagramTests {
    private static let variables = 7

    /// A function as a table of all points.
    private struct Table {
        var values: [Bool]

        static func make(_ value: (Int) -> Bool) -> Table { Table(values: (0..<1 << variables).map(value)) }
    }

    private static func point(_ number: Int) -> [Bool] {
        (0..<variables).map { number >> $0 & 1 == 1 }
    }

    private static func random(
        _ depth: Int,
        _ diagram: inout DecisionDiagram,
        _ random: inout SeededGenerator
    ) -> (DecisionDiagram.Function, Table) {
        if depth == 0 || random.chance(10) {
            let variable = Int.random(in: 0..<variables, using: &random)
            return (diagram.literal(variable), .make { $0 >> variable & 1 == 1 })
        }
        let (one, left) = Self.random(depth - 1, &diagram, &random)
        let (two, right) = Self.random(depth - 1, &diagram, &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return (diagram.and(one, two), .make { left.values[$0] && right.values[$0] })
        case 1: return (diagram.or(one, two), .make { left.values[$0] || right.values[$0] })
        case 2: return (diagram.not(one), .make { !left.values[$0] })
        case 3: return (diagram.without(one, two), .make { left.values[$0] && !right.values[$0] })
        case 4: return (diagram.differ(one, two), .make { left.values[$0] != right.values[$0] })
        case 5:
            let (three, other) = Self.random(depth - 1, &diagram, &random)
            return (
                diagram.choose(one, two, three),
                .make { left.values[$0] ? right.values[$0] : other.values[$0] }
            )
        case 6:
            let variable = Int.random(in: 0..<variables, using: &random)
            return (
                diagram.exists(variable, one),
                .make { left.values[$0 | 1 << variable] || left.values[$0 & ~(1 << variable)] }
            )
        default:
            let variable = Int.random(in: 0..<variables, using: &random)
            var known: [DecisionDiagram.Function: DecisionDiagram.Function] = [:]
            return (
                diagram.replace(one, [variable: two], &known),
                .make { left.values[right.values[$0] ? $0 | 1 << variable : $0 & ~(1 << variable)] }
            )
        }
    }

    @Test("Combined functions agree with their tables at every point")
    func tables() {
        var generator = SeededGenerator(1)
        var diagram = DecisionDiagram(variables: Self.variables)
        var seen: [[Bool]: DecisionDiagram.Function] = [:]
        for _ in 0..<300 {
            let (function, table) = Self.random(5, &diagram, &generator)
            let values = table.values.indices.map { diagram.holds(function, at: Self.point($0)) }
            #expect(values == table.values)
            #expect(seen[values] ?? function == function, "equal functions are one node")
            seen[values] = function
        }
    }

    @Test("Counts are exact, and the smallest point has the fewest named axes")
    func counting() {
        var generator = SeededGenerator(2)
        var diagram = DecisionDiagram(variables: Self.variables)
        // Variables 0 and 1 are one axis, 5 costs nothing.
        let axes: [Int?] = [0, 0, 1, 2, 3, nil, 4]
        func named(_ point: [Bool]) -> Int {
            Set(zip(point, axes).compactMap { $0 ? $1 : nil }).count
        }
        for _ in 0..<300 {
            let (function, table) = Self.random(4, &diagram, &generator)
            let holding = table.values.indices.filter { table.values[$0] }.map(Self.point)
            #expect(diagram.count(function).description == "\(holding.count)")
            let smallest = diagram.smallest(function, axes: axes)
            #expect(smallest?.named == holding.map(named).min())
            if let smallest {
                #expect(diagram.holds(function, at: smallest.point))
                #expect(named(smallest.point) == smallest.named)
            }
        }
    }

    @Test("Numbers too large for a machine word stay exact")
    func large() {
        var diagram = DecisionDiagram(variables: 100)
        #expect(diagram.count(.yes).description == "1267650600228229401496703205376")
        let literal = diagram.literal(70)
        #expect(diagram.count(literal).description == "633825300114114700748351602688")
        #expect(diagram.count(.no).description == "0")
        #expect(diagram.count(literal) < diagram.count(.yes))
    }

    @Test("A variable that there is not is refused without harm")
    func outside() {
        var diagram = DecisionDiagram(variables: 3)
        #expect(diagram.literal(3) == .no)
        #expect(diagram.fix(.yes, -1, true) == .yes)
        #expect(DecisionDiagram(variables: 5000).variables == 1024)
    }
}
