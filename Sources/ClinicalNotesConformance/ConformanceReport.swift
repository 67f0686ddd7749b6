internal import ClinicalNotesStorage

/// What came of checking an adapter against the whole contract, for people and as JSON.
public struct ConformanceReport: Sendable, CustomStringConvertible {
    /// One requirement and what came of it.
    public struct Line: Sendable {
        /// What was checked.
        public let requirement: StoreRequirement
        /// What came of it.
        public let result: ConformanceResult
    }

    /// One line a requirement, in the order in which they were checked.
    public let lines: [Line]

    /// Checks an adapter, one requirement after the other.
    ///
    /// Always ends: once two checks ran into the time limit, the others get a tenth of it.
    ///
    /// - Parameters:
    ///   - adapter: The adapter, and what can be done to its database.
    ///   - seed: What generated keys, entries and predicates derive from.
    ///   - timeLimit: How long each check may take.
    ///   - requirements: What is checked.
    public init(
        checking adapter: StoreUnderTest,
        seed: UInt64 = 1,
        timeLimit: Duration = .seconds(30),
        _ requirements: [StoreRequirement] = StoreRequirement.all
    ) async {
        var lines: [Line] = []
        var overdue = 0
        for requirement in requirements {
            let limit = overdue < 2 ? timeLimit : timeLimit / 10
            let begin = ContinuousClock().now
            let result = await requirement.result(adapter, seed: seed, timeLimit: limit)
            if ContinuousClock().now - begin >= limit { overdue += 1 }
            lines.append(Line(requirement: requirement, result: result))
        }
        self.lines = lines
    }

    /// What does not hold.
    public var violations: [ConformanceViolation] {
        lines.compactMap { if case .violated(let violation) = $0.result { violation } else { nil } }
    }

    /// A line for each requirement that does not hold or was not checked, and the counts.
    public var description: String {
        var text: [String] = []
        var skipped = 0
        for line in lines {
            switch line.result {
            case .passed: continue
            case .violated(let violation): text.append("violated \(violation)")
            case .skipped(let lacking):
                skipped += 1
                text.append("skipped  \(line.requirement) Needs `\(lacking)`.")
            }
        }
        let violated = violations.count
        text.append(
            "Storage contract, version \(StoreContract.version): \(lines.count - violated - skipped) hold, "
                + "\(violated) violated, \(skipped) skipped."
        )
        return text.joined(separator: "\n")
    }

    /// The lines as a JSON array of `{requirement, result, violation}`.
    ///
    /// A result is `passed`, `violated` or `skipped`, and what is not there is `null`. What was skipped names what it needs
    /// as `lacking`.
    public var json: String {
        let objects = lines.map { line in
            var result = "passed"
            var violation = "null"
            var lacking = ""
            switch line.result {
            case .passed: break
            case .violated(let found):
                result = "violated"
                violation = Self.quoted("\(found.detail) (seed \(found.seed))")
            case .skipped(let need):
                result = "skipped"
                lacking = ", \"lacking\": \(Self.quoted(need))"
            }
            return "{\"requirement\": \(Self.quoted(line.requirement.id)), \"result\": \"\(result)\", "
                + "\"violation\": \(violation)\(lacking)}"
        }
        return "[\n" + objects.joined(separator: ",\n") + "\n]"
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\u{0}"..."\u{1f}":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
