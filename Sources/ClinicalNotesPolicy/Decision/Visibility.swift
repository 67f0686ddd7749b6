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
