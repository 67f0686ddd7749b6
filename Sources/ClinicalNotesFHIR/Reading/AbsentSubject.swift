/// What a note says of somebody or something it is about that is in no input.
struct AbsentSubject: Hashable, Sendable {
    /// The numbers by which the vault may know them.
    var numbers: [ImportedIdentifier] = []
    /// What they are called.
    var name: String?
}
