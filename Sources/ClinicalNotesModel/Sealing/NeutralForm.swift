/// The proof that a type holds none of the items that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// It has no public initializer, and each type needs its own, so ``PsychotherapyFieldValue`` is closed.
public struct NeutralForm<Value>: Sendable {
    init() {}
}

/// The neutral types themselves: internal, so that coding can tell them from a type outside that claims
/// ``PsychotherapyFieldValue`` with a requirement that never returns.
protocol NeutralValue {}

extension ClinicalText: NeutralValue {}
extension Bool: NeutralValue {}
extension Array: NeutralValue where Element: NeutralValue {}
