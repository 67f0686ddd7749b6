internal import ClinicalNotesLawProof
internal import ClinicalNotesPolicy

extension PolicyProof {
    /// A line for each statement, one of warnings if asked for, and one with the certificate.
    func json(of policy: Policy, warning: Bool) -> [JSONValue] {
        statements.map { .object($0.json.merging(["holds": .bool(true)]) { $1 }) }
            + (warning ? [.object(["warnings": .array(warnings().map(\.json))])] : [])
            + [
                .object([
                    "certificate": .string(certificate),
                    "permittedPoints": .string(permittedPoints.description),
                    "points": .string(points.description), "version": .string(policy.version),
                ])
            ]
    }
}

extension PolicyWarning {
    fileprivate var json: JSONValue {
        .object([
            "rule": .string(rule.description), "code": .string(code.rawValue), "sentence": .string(sentence),
        ])
    }
}

extension LawStatement {
    fileprivate var json: [String: JSONValue] {
        ["statement": .string(id), "sentence": .string(sentence), "citation": .string(citation.description)]
    }
}

extension PolicyCounterexample {
    /// The statement, and where it fails.
    var json: JSONValue {
        .object(statement.json.merging(["holds": .bool(false), "counterexample": point.json]) { $1 })
    }
}

extension FactPoint {
    /// The axes that are named, each with its value.
    var json: JSONValue {
        .object(values.map { JSONMember(name: $0.axis.description, value: .string($0.value)) })
    }
}

extension RuleExposure {
    /// The rule, those that shadow it, and what fails without all of them.
    var json: JSONValue {
        .object([
            "rule": .string(rule.description), "shadowedBy": .strings(shadowedBy.map(\.description)),
            "fails": counterexample?.json ?? .null,
        ])
    }
}

extension FaultTally {
    /// What was done to the rules, and how often a statement noticed.
    var json: JSONValue {
        .object([
            "fault": .string(fault.rawValue), "found": .count(found), "missed": .count(missed),
            "harmless": .count(harmless),
        ])
    }
}
