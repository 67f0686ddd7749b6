extension IndexPage.Hit {
    /// The place in the order from which a scan goes on after this hit.
    public var position: IndexQuery.Position {
        IndexQuery.Position(time: entry.time, owner: key.owner, record: key.record)
    }
}

extension IndexPage {
    /// Cuts the first hits of a scan to a page that parts no hits of one position.
    ///
    /// A scan goes on after a position, so all hits of one position belong on one page: a page may end
    /// before its limit, and exceeds it only if a single record has more entries at one time.
    ///
    /// - Parameters:
    ///   - hits: The first hits in order; more than the limit unless there are no more.
    ///   - limit: How many hits the page should have at the most.
    ///   - complete: Whether these are all hits that there are.
    /// - Returns: The page, or `nil` if more hits must be read to know where it ends.
    public static func cut(_ hits: [Hit], to limit: Int, complete: Bool) -> IndexPage? {
        guard limit > 0 else {
            return hits.isEmpty && !complete ? nil : IndexPage(hits: [], hasMore: !hits.isEmpty)
        }
        guard hits.count > limit else {
            return complete ? IndexPage(hits: hits, hasMore: false) : nil
        }
        var end = limit
        while end > 0, hits[end].position == hits[end - 1].position { end -= 1 }
        if end == 0 {
            let first = hits[0].position
            guard let next = hits.firstIndex(where: { $0.position != first }) else {
                return complete ? IndexPage(hits: hits, hasMore: false) : nil
            }
            end = next
        }
        return IndexPage(hits: Array(hits[..<end]), hasMore: true)
    }
}
