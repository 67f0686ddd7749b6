/// The proof that a type holds none of the items that 45 CFR 164.501 excludes from a psychotherapy note.
///
/// It has no public initialiser, and each type needs its own, so ``PsychotherapyFieldValue`` is closed.
public struct NeutralForm<Value>: Sendable {
    init() {}
}
