internal import ClinicalNotesPolicy

/// Functions of yes-or-no variables as one reduced ordered binary decision diagram.
///
/// Equal functions have equal numbers, so that "for all points" is a comparison. A value: a copy goes its own
/// way. Recursion is as deep as there are variables and no deeper; at most 1,024 of them are kept.
struct DecisionDiagram: BooleanLattice, Sendable {
    /// A function of the diagram it was made by.
    struct Function: Hashable, Sendable {
        fileprivate(set) var node: UInt32

        /// Holds nowhere.
        static let no = Function(node: 0)
        /// Holds everywhere.
        static let yes = Function(node: 1)
    }

    /// What was worked out before; a later result may take the place of an earlier one.
    private struct Result: Sendable {
        var operation: UInt32 = 0
        var first: UInt32 = 0
        var second: UInt32 = 0
        var third: UInt32 = 0
        var node: UInt32 = 0
    }

    private static let terminal = UInt16.max
    private static let choosing: UInt32 = 1
    private static let fixing: UInt32 = 2

    /// How many variables there are; they are asked in ascending order.
    let variables: Int
    private var variable: [UInt16] = [terminal, terminal]
    private var low: [UInt32] = [0, 1]
    private var high: [UInt32] = [0, 1]
    /// The nodes by what they are made of; 0 is an empty place.
    private var places: [UInt32]
    private var results: [Result]

    init(variables: Int) {
        self.variables = min(max(variables, 0), 1024)
        places = Array(repeating: 0, count: 1 << 12)
        results = Array(repeating: Result(), count: 1 << 17)
    }

    /// How many different nodes were made so far.
    var nodes: Int { variable.count }

    private static func mix(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Int {
        var hash = UInt64(first) &* 0x9E37_79B9_7F4A_7C15
        hash = (hash ^ (hash >> 29) ^ UInt64(second)) &* 0xBF58_476D_1CE4_E5B9
        hash = (hash ^ (hash >> 32) ^ UInt64(third)) &* 0x94D0_49BB_1331_11EB
        return Int(truncatingIfNeeded: hash >> 24)
    }

    /// The one node that asks a variable and goes on to two others.
    private mutating func node(_ asked: UInt16, _ no: UInt32, _ yes: UInt32) -> UInt32 {
        if no == yes { return no }
        var place = Self.mix(UInt32(asked), no, yes) & (places.count - 1)
        while places[place] != 0 {
            let found = Int(places[place])
            if low[found] == no, high[found] == yes, variable[found] == asked { return places[place] }
            place = (place + 1) & (places.count - 1)
        }
        let made = UInt32(variable.count)
        variable.append(asked)
        low.append(no)
        high.append(yes)
        places[place] = made
        if variable.count * 2 > places.count { spread() }
        return made
    }

    private mutating func spread() {
        places = Array(repeating: 0, count: places.count * 2)
        for made in 2..<variable.count {
            var place = Self.mix(UInt32(variable[made]), low[made], high[made]) & (places.count - 1)
            while places[place] != 0 { place = (place + 1) & (places.count - 1) }
            places[place] = UInt32(made)
        }
    }

    /// Holds where a variable is yes; nowhere for a variable that there is not.
    mutating func literal(_ variable: Int) -> Function {
        guard (0..<variables).contains(variable) else { return .no }
        return Function(node: node(UInt16(variable), 0, 1))
    }

    /// Asks one variable and goes on to two functions of later variables.
    mutating func ask(_ variable: Int, yes: Function, no: Function) -> Function {
        choose(literal(variable), yes, no)
    }

    // MARK: Combining

    /// Holds where `test` and `yes` do, or `no` without `test`.
    mutating func choose(_ test: Function, _ yes: Function, _ no: Function) -> Function {
        Function(node: choose(test.node, yes.node, no.node))
    }

    mutating func and(_ left: Function, _ right: Function) -> Function { choose(left, right, .no) }

    mutating func or(_ left: Function, _ right: Function) -> Function { choose(left, .yes, right) }

    mutating func not(_ function: Function) -> Function { choose(function, .no, .yes) }

    /// Holds where `left` does and `right` does not.
    mutating func without(_ left: Function, _ right: Function) -> Function { choose(right, .no, left) }

    /// Holds where exactly one of both does.
    mutating func differ(_ left: Function, _ right: Function) -> Function {
        choose(left, not(right), right)
    }

    /// Holds wherever any of them does; halved, so that a change of one repeats little work.
    mutating func any(_ functions: [Function]) -> Function { any(functions[...]) }

    private mutating func any(_ functions: ArraySlice<Function>) -> Function {
        if functions.count <= 1 { return functions.first ?? .no }
        let half = functions.startIndex + functions.count / 2
        return or(any(functions[..<half]), any(functions[half...]))
    }

    private mutating func choose(_ test: UInt32, _ whenYes: UInt32, _ whenNo: UInt32) -> UInt32 {
        var (test, yes, no) = (test, whenYes, whenNo)
        if test <= 1 { return test == 1 ? yes : no }
        if yes == test { yes = 1 }
        if no == test { no = 0 }
        if yes == no { return yes }
        if yes == 1, no == 0 { return test }
        if no == 0, yes < test { swap(&test, &yes) }
        if yes == 1, no < test { swap(&test, &no) }
        let slot = Self.mix(test, yes, no) & (results.count - 1)
        let known = results[slot]
        if known.operation == Self.choosing, known.first == test, known.second == yes, known.third == no {
            return known.node
        }
        let asked = min(
            variable[Int(test)],
            min(variable[Int(yes)], variable[Int(no)])
        )
        let below = choose(down(test, asked, false), down(yes, asked, false), down(no, asked, false))
        let above = choose(down(test, asked, true), down(yes, asked, true), down(no, asked, true))
        let made = node(asked, below, above)
        results[slot] = Result(operation: Self.choosing, first: test, second: yes, third: no, node: made)
        return made
    }

    @inline(__always)
    private func down(_ node: UInt32, _ asked: UInt16, _ yes: Bool) -> UInt32 {
        guard variable[Int(node)] == asked else { return node }
        return yes ? high[Int(node)] : low[Int(node)]
    }

    // MARK: Fixing and replacing

    /// The function with one variable fixed.
    mutating func fix(_ function: Function, _ variable: Int, _ value: Bool) -> Function {
        guard (0..<variables).contains(variable) else { return function }
        return Function(node: fix(function.node, UInt16(variable), value ? 1 : 0))
    }

    private mutating func fix(_ function: UInt32, _ fixed: UInt16, _ value: UInt32) -> UInt32 {
        let asked = variable[Int(function)]
        if asked > fixed { return function }
        if asked == fixed { return value == 1 ? high[Int(function)] : low[Int(function)] }
        let slot = Self.mix(function, UInt32(fixed), value &+ 7) & (results.count - 1)
        let known = results[slot]
        if known.operation == Self.fixing, known.first == function, known.second == UInt32(fixed),
            known.third == value
        {
            return known.node
        }
        let below = fix(low[Int(function)], fixed, value)
        let above = fix(high[Int(function)], fixed, value)
        let made = node(asked, below, above)
        results[slot] = Result(
            operation: Self.fixing,
            first: function,
            second: UInt32(fixed),
            third: value,
            node: made
        )
        return made
    }

    /// Holds where some value of a variable makes the function hold.
    mutating func exists(_ variable: Int, _ function: Function) -> Function {
        or(fix(function, variable, false), fix(function, variable, true))
    }

    /// The function with variables replaced by other functions, all at once.
    ///
    /// - Parameters:
    ///   - function: The function.
    ///   - others: The function that takes the place of each variable.
    ///   - known: What was replaced before by the same functions.
    /// - Returns: The function with the others in the places of the variables.
    mutating func replace(
        _ function: Function,
        _ others: [Int: Function],
        _ known: inout [Function: Function]
    ) -> Function {
        guard let (asked, no, yes) = asks(function) else { return function }
        if let made = known[function] { return made }
        let below = replace(no, others, &known)
        let above = replace(yes, others, &known)
        let made = choose(others[asked] ?? literal(asked), above, below)
        known[function] = made
        return made
    }

    // MARK: Reading

    /// What a function asks first and where it goes; nothing for the functions that ask nothing.
    func asks(_ function: Function) -> (variable: Int, no: Function, yes: Function)? {
        let node = Int(function.node)
        guard node > 1, node < variable.count else { return nil }
        return (Int(variable[node]), Function(node: low[node]), Function(node: high[node]))
    }

    /// Whether a function holds at a point.
    func holds(_ function: Function, at point: [Bool]) -> Bool {
        var function = function
        while let (asked, no, yes) = asks(function) {
            function = asked < point.count && point[asked] ? yes : no
        }
        return function == .yes
    }
}
