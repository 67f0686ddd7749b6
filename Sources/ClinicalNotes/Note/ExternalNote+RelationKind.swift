internal import ClinicalNotesModel

extension ExternalRelation {
    /// The kinds of relations, as they are stored.
    enum Kind: UInt8 {
        case addendum = 0
        case replacement, derived, signature
    }

    var kind: Kind {
        switch self {
        case .addendum: .addendum
        case .replacement: .replacement
        case .derived: .derived
        case .signature: .signature
        }
    }

    /// What names the other note.
    var target: PersonIdentifier {
        switch self {
        case .addendum(let target), .replacement(let target), .derived(let target), .signature(let target):
            target
        }
    }

    init(_ kind: Kind, _ target: PersonIdentifier) {
        self =
            switch kind {
            case .addendum: .addendum(to: target)
            case .replacement: .replacement(of: target)
            case .derived: .derived(from: target)
            case .signature: .signature(of: target)
            }
    }
}
