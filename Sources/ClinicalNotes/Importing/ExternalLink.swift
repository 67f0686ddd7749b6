public import ClinicalNotesModel

/// That a source holds another record to be about the same person.
public struct ExternalLink: Hashable, Sendable {
    /// What the source says about the two records.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// The other one is used in place of this one.
        case replacedBy = "replaced-by"
        /// This one is used in place of the other one.
        case replaces
        /// The other one says more.
        case refersTo = "refer"
        /// Both may be about the same person.
        case seeAlso = "seealso"
    }

    /// What the source says about the two records.
    public var kind: Kind
    /// What names the other record.
    public var other: PersonIdentifier

    /// Links a record with another.
    ///
    /// - Parameters:
    ///   - kind: What the source says about the two records.
    ///   - other: What names the other record.
    package init(_ kind: Kind, _ other: PersonIdentifier) {
        self.kind = kind
        self.other = other
    }
}

extension ExternalLink: DescribedByType {}
