public import ClinicalNotesPolicy

extension Policy {
    /// The statements about the law that ``verify()`` proves, in its order.
    public var statements: [LawStatement] {
        (Statement.about(self) + [.restrictionsClose] + KnowledgeDiagram.proven).map(LawStatement.init)
    }

    /// What shows that one rule of law is needed; `nil` for a name that is none.
    ///
    /// As ``shadows()``, for one rule.
    ///
    /// - Parameter rule: The rule.
    /// - Returns: The rules that shadow it, if any, and a counterexample without all of them.
    package func exposure(of rule: RuleID) -> RuleExposure? {
        guard let number = compiled.rules.firstIndex(where: { $0.id == rule }) else { return nil }
        var verifier = Verifier(self)
        _ = verifier.failures(without: [])
        return verifier.exposure(of: number)
    }

    /// What this policy decides otherwise than another, without proving either.
    ///
    /// - Parameter other: The policy before.
    /// - Returns: The points that this one opens and closes, and the obligations that differ.
    public func difference(from other: Policy) -> PolicyDifference {
        PolicyProof(of: self, statements: []).difference(from: other)
    }
}
