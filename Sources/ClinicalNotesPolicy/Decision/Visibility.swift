public import ClinicalNotesModel

/// What of a note a permit opens.
public enum Visibility: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// All parts and fields.
    case everything
    /// These parts, without these fields.
    case only(parts: Set<UInt32>, withoutFields: Set<FieldAddress>)
}

extension Visibility {
    /// Whether no part is shown, so that a list has nothing to name.
    ///
    /// A part of which every field is left out still counts as shown: which fields it has, the policy does not know.
    public var isEmpty: Bool {
        switch self {
        case .nothing: true
        case .everything: false
        case .only(let parts, _): parts.isEmpty
        }
    }
}
