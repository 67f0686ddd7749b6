/// A page of a list; the next one is asked for with its cursor.
public struct ChartPage: Codable, Sendable {
    /// The entries, newest first.
    public let entries: [ChartEntry]
    /// Where to go on, or `nil` at the end.
    public let next: ChartCursor?
}

extension ChartPage: RandomAccessCollection {
    /// The first position.
    public var startIndex: Int { entries.startIndex }
    /// The position after the last.
    public var endIndex: Int { entries.endIndex }
    /// The entry at a position.
    public subscript(position: Int) -> ChartEntry { entries[position] }
}
