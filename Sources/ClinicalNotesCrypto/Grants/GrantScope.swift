/// What a grant opens; the raw value is part of the format.
package enum GrantScope: UInt8, Sendable, CaseIterable {
    /// An owner's header key.
    case headerKey = 1
    /// A compartment's key of one generation.
    case compartmentGeneration = 2
    /// One note's key.
    case note = 3

    /// The kind of the key.
    var keyKind: SealedKind {
        switch self {
        case .headerKey: .headerKey
        case .compartmentGeneration: .compartmentKey
        case .note: .noteKey
        }
    }
}
