internal import ClinicalNotesPolicy

/// A value that changes with a policy: FNV-1a of 64 bits over its axes, its rules and what it permits.
///
/// The function is well known and not a cryptographic one: it detects change, it authenticates nothing.
enum PolicyCertificate {
    private struct Hash {
        var value: UInt64 = 0xCBF2_9CE4_8422_2325

        mutating func add(_ bits: UInt64) {
            for byte in 0..<8 {
                value = (value ^ (bits >> UInt64(8 * byte) & 0xFF)) &* 0x0000_0100_0000_01B3
            }
        }

        mutating func add(_ text: String) {
            add(UInt64(text.utf8.count))
            for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        }
    }

    /// The value for a policy and the function of its permitted points, in sixteen hexadecimal digits.
    static func value(of policy: PolicyDiagram, permitted: DecisionDiagram.Function) -> String {
        var hash = Hash()
        for axis in policy.coding.axes {
            hash.add(axis.name)
            hash.add(UInt64(axis.values))
        }
        for rule in policy.rules { add(rule, to: &hash) }
        for rule in policy.house { hash.add(rule.canonicalForm) }
        var numbers: [DecisionDiagram.Function: UInt64] = [:]
        hash.add(add(permitted, of: policy.diagram, &numbers, to: &hash))
        let digits = String(hash.value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    private static func add(_ rule: LawRule, to hash: inout Hash) {
        hash.add(rule.id.description)
        hash.add("\(rule.kind) \(rule.direction) \(rule.compelled)")
        for obligation in rule.obligations { hash.add(obligation.rawValue) }
        for citation in rule.citations { hash.add(citation.description) }
        for lists in [rule.when, rule.unless] {
            hash.add(UInt64(lists.count))
            for list in lists {
                let term = Term(list)
                for word in term.forbidden.indices { hash.add(term.forbidden[word]) }
            }
        }
    }

    /// The nodes from the bottom up, so that how they were made does not matter; as deep as there are variables.
    @discardableResult
    private static func add(
        _ function: DecisionDiagram.Function,
        of diagram: DecisionDiagram,
        _ numbers: inout [DecisionDiagram.Function: UInt64],
        to hash: inout Hash
    ) -> UInt64 {
        if let number = numbers[function] { return number }
        guard let (variable, no, yes) = diagram.asks(function) else { return function == .yes ? 1 : 0 }
        let below = add(no, of: diagram, &numbers, to: &hash)
        let above = add(yes, of: diagram, &numbers, to: &hash)
        hash.add(UInt64(variable))
        hash.add(below)
        hash.add(above)
        let number = UInt64(numbers.count + 2)
        numbers[function] = number
        return number
    }
}
