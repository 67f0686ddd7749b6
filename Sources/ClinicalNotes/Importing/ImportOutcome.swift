/// What became of one patient or note of an import.
public enum ImportOutcome<Made: Hashable & Sendable>: Hashable, Sendable {
    /// It was written.
    case imported(Made)
    /// It was in the vault before; nothing was written.
    case alreadyImported(Made)
    /// It would be written; what a dry run says.
    case importable
    /// It was not written, for this reason.
    case refused(VaultError)

    /// The record in the vault, if there is one.
    public var made: Made? {
        switch self {
        case .imported(let made), .alreadyImported(let made): made
        case .importable, .refused: nil
        }
    }

    /// Why it was refused, or `nil`.
    public var refusal: VaultError? {
        if case .refused(let error) = self { error } else { nil }
    }
}
