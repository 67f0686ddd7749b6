/// A rule of a rule book.
public struct BookRule: Sendable {
    let rule: LawRule
}
