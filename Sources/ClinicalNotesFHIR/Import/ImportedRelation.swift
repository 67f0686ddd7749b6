/// How a note relates to another.
public struct ImportedRelation: Hashable, Sendable {
    /// The kinds of relation of R4.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// This note replaces the other one.
        case replaces
        /// This note was made from the other one.
        case transforms
        /// This note signs the other one.
        case signs
        /// This note adds to the other one.
        case appends
    }

    /// What kind of relation.
    public let kind: Kind
    /// The other note, which need not be part of the same input.
    public let target: ReferenceKey
    /// The other note's number, if the input says no more of it.
    public let identifier: ImportedIdentifier?
    /// Whether the other note is among the accepted ones.
    public internal(set) var isImported: Bool
}
