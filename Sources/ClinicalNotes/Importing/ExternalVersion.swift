public import ClinicalNotesModel

/// Which state of a record a source gave.
public struct ExternalVersion: Hashable, Sendable {
    /// What the source calls the state; counts as a number where it is one.
    public var id: String?
    /// When the source last changed the record.
    public var lastUpdated: Instant?

    /// Names a state.
    ///
    /// - Parameters:
    ///   - id: What the source calls the state.
    ///   - lastUpdated: When the source last changed the record.
    package init(id: String? = nil, lastUpdated: Instant? = nil) {
        self.id = id
        self.lastUpdated = lastUpdated
    }

    /// Whether this state came before another one of the same record; `nil` if nothing tells.
    ///
    /// The moments decide where both are known and differ, else the numbers.
    package func isOlder(than other: ExternalVersion) -> Bool? {
        if let lastUpdated, let others = other.lastUpdated, lastUpdated != others {
            return lastUpdated < others
        }
        guard let number = id.flatMap(UInt64.init), let others = other.id.flatMap(UInt64.init),
            number != others
        else { return nil }
        return number < others
    }
}
