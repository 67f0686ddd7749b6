/// How a note relates to another.
package struct ImportedRelation: Hashable, Sendable {
    /// The kinds of relation of R4.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
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
    package let kind: Kind
    /// The other note, which need not be part of the same input.
    package let target: ReferenceKey
    /// The other note's number, if the input says no more of it.
    package let identifier: ImportedIdentifier?
    /// Whether the other note is among the accepted ones.
    package internal(set) var isImported: Bool
}
