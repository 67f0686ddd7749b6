internal import ClinicalNotes

/// Does one thing after the other, also where one of them is refused.
struct DeedList {
    private(set) var deeds: [Deed] = []

    /// What was refused, a sentence each.
    var refused: [String] { deeds.compactMap { deed in deed.error.map { "\(deed.deed.rawValue): \($0)" } } }

    /// Tries something, and puts down what became of it.
    ///
    /// - Parameters:
    ///   - kind: What it is.
    ///   - owner: Whose record it changes.
    ///   - body: The doing.
    /// - Returns: What the body gave, or `nil` if it was refused.
    mutating func attempt<Value>(
        _ kind: Deed.Kind,
        _ owner: OwnerID?,
        _ body: () async throws -> Value
    ) async -> Value? {
        do {
            let value = try await body()
            deeds.append(Deed(deed: kind, owner: owner, error: nil))
            return value
        } catch {
            deeds.append(Deed(deed: kind, owner: owner, error: "\(error)"))
            return nil
        }
    }
}
