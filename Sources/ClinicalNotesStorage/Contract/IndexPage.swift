/// What a scan found.
public struct IndexPage: Hashable, Sendable {
    /// One entry that the scan selected, with the record it stands for.
    public struct Hit: Hashable, Sendable {
        /// The record.
        public let key: RecordKey
        /// The entry that was selected.
        public let entry: IndexEntry

        /// Makes a hit.
        public init(key: RecordKey, entry: IndexEntry) {
            self.key = key
            self.entry = entry
        }
    }

    /// The hits in order.
    public let hits: [Hit]
    /// Whether there is more after the last hit.
    public let hasMore: Bool

    /// Makes a page.
    public init(hits: [Hit], hasMore: Bool) {
        self.hits = hits
        self.hasMore = hasMore
    }
}
