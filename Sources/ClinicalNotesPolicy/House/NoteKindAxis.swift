public import ClinicalNotesModel

/// The kind of a note, to be compared in a house rule.
public struct NoteKindAxis: Sendable {
    /// The note is of this kind.
    public static func == (_: NoteKindAxis, kind: NoteKind) -> HouseCondition<EveryScope> {
        HouseCondition(.kind([kind], true))
    }

    /// The note is of another kind.
    public static func != (_: NoteKindAxis, kind: NoteKind) -> HouseCondition<EveryScope> {
        HouseCondition(.kind([kind], false))
    }

    /// The note is of one of these kinds.
    public func isIn(_ kinds: NoteKind...) -> HouseCondition<EveryScope> {
        HouseCondition(.kind(Set(kinds), true))
    }
}
