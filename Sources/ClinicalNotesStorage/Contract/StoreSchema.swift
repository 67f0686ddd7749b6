/// How the tables of a database are laid out, beside how this version of the library lays them out.
public struct StoreSchema: Hashable, Sendable {
    /// The version that stands in the database; 0 where there are no tables yet.
    public let found: Int
    /// The version that opening the store brings it to.
    public let newest: Int

    /// Makes a description.
    public init(found: Int, newest: Int) {
        self.found = found
        self.newest = newest
    }

    /// Whether opening the store would change how tables are laid out; once it has, older versions of the library refuse it.
    public var isOutdated: Bool { found < newest }
}
