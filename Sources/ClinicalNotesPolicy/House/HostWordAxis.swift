public import ClinicalNotesModel

/// Words of the host's own that somebody or something has, to be compared in a house rule.
public struct HostWordAxis<Scope: HouseScope>: Sendable {
    let fact: HouseFact

    init(_ fact: HouseFact) { self.fact = fact }

    /// This word is among them.
    public static func == (axis: HostWordAxis, word: HostWord) -> HouseCondition<Scope> { axis.isIn(word) }

    /// This word is not among them.
    public static func != (axis: HostWordAxis, word: HostWord) -> HouseCondition<Scope> { !axis.isIn(word) }

    /// One of these words is among them.
    public func isIn(_ words: HostWord...) -> HouseCondition<Scope> {
        HouseCondition(.values(fact, Set(words.map { .word($0.description) }), true))
    }
}
