extension Array where Element: Sendable {
    /// As `map`, in shares that are worked on at the same time; a single share is worked on without a task of its own.
    ///
    /// - Parameters:
    ///   - share: How many elements one task works on.
    ///   - body: The work.
    /// - Returns: One value an element, in their order.
    /// - Throws: What `body` threw for the first share in which it did.
    func concurrentMap<Value: Sendable, Failure: Error>(
        share: Int = 25,
        _ body: @escaping @Sendable (Element) throws(Failure) -> Value
    ) async throws(Failure) -> [Value] {
        guard count > share else { return try map(body) }
        let shares = await withTaskGroup { group in
            for start in stride(from: 0, to: count, by: share) {
                let elements = self[start..<Swift.min(start + share, count)]
                group.addTask {
                    (start, Result { () throws(Failure) in try elements.map(body) })
                }
            }
            return await group.reduce(into: [(Int, Result<[Value], Failure>)]()) { $0.append($1) }
        }
        var values: [Value] = []
        values.reserveCapacity(count)
        for (_, result) in shares.sorted(by: { $0.0 < $1.0 }) { values += try result.get() }
        return values
    }
}
