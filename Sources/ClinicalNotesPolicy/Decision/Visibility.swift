public import ClinicalNotesModel

/// What of a note a permit opens.
public enum Visibility: Hashable, Sendable {
    /// Nothing.
    case nothing
    /// All parts and fields.
    case everything
    /// These parts, without these fields, and single fields of parts that are not shown.
    case only(parts: Set<UInt32>, withoutFields: Set<FieldAddress>, fields: Set<FieldAddress> = [])
}

extension Visibility {
    /// Whether no part and no single field is shown, so that a list has nothing to name.
    ///
    /// A part of which every field is left out still counts as shown, and so does a single field that the note does not
    /// have: which fields it has, the policy does not know.
    package var isEmpty: Bool {
        switch self {
        case .nothing: true
        case .everything: false
        case .only(let parts, _, let fields): parts.isEmpty && fields.isEmpty
        }
    }

    /// Whether a field is among what is opened.
    package func shows(_ field: FieldAddress) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .only(let parts, let hidden, let fields):
            (parts.contains(field.part) || fields.contains(field)) && !hidden.contains(field)
        }
    }

    /// Whether a part, or a single field of it, is among what is opened.
    package func showsSome(of part: NotePart) -> Bool {
        switch self {
        case .nothing: false
        case .everything: true
        case .only(let parts, _, let fields):
            parts.contains(part.id) || fields.contains { $0.part == part.id }
        }
    }
}
