extension MerkleLog {
    /// The path that proves a leaf to be in a log, RFC 6962 section 2.1.1.
    ///
    /// - Parameters:
    ///   - leaves: All leaves' hashes.
    ///   - index: Which leaf.
    /// - Returns: The siblings from the leaf to the root; empty for an index outside.
    package static func inclusionProof(_ leaves: [Digest], _ index: Int) -> [Digest] {
        guard leaves.indices.contains(index) else { return [] }
        return path(leaves[...], index)
    }

    /// The proof that a log only grew, RFC 6962 section 2.1.2.
    ///
    /// - Parameters:
    ///   - leaves: All leaves' hashes of the larger log.
    ///   - size: The size of the smaller log.
    /// - Returns: The nodes; empty for a size that is 0, the same, or larger.
    package static func consistencyProof(_ leaves: [Digest], from size: Int) -> [Digest] {
        guard size > 0, size < leaves.count else { return [] }
        return growth(leaves[...], size, whole: true)
    }

    /// Checks an inclusion proof as RFC 9162 section 2.1.3.2 does.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash.
    ///   - index: The leaf's index.
    ///   - size: The log's size.
    ///   - proof: The path.
    ///   - root: The log's root.
    /// - Returns: Whether the leaf is in the log at that index.
    package static func verifyInclusion(
        of leaf: Digest,
        at index: UInt64,
        size: UInt64,
        proof: [Digest],
        root: Digest
    ) -> Bool {
        Self.root(from: leaf, at: index, size: size, proof: proof) == root
    }

    /// The root to which a path leads, or `nil` if the path is not of that index and size.
    static func root(from leaf: Digest, at index: UInt64, size: UInt64, proof: [Digest]) -> Digest? {
        guard index < size else { return nil }
        var position = index
        var last = size - 1
        var node = leaf
        for sibling in proof {
            guard last != 0 else { return nil }
            if position & 1 == 1 || position == last {
                node = Self.node(sibling, node)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                node = Self.node(node, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 ? node : nil
    }

    /// Checks a consistency proof as RFC 9162 section 2.1.4.2 does.
    ///
    /// - Parameters:
    ///   - oldSize: The smaller log's size.
    ///   - oldRoot: Its root.
    ///   - newSize: The larger log's size.
    ///   - newRoot: Its root.
    ///   - proof: The nodes; empty if the sizes are the same or the smaller log is empty.
    /// - Returns: Whether the smaller log is a prefix of the larger one.
    package static func verifyConsistency(
        from oldSize: UInt64,
        _ oldRoot: Digest,
        to newSize: UInt64,
        _ newRoot: Digest,
        proof: [Digest]
    ) -> Bool {
        guard oldSize <= newSize else { return false }
        if oldSize == newSize { return proof.isEmpty && oldRoot == newRoot }
        if oldSize == 0 { return proof.isEmpty && oldRoot == emptyRoot }
        var path = proof[...]
        if oldSize & (oldSize - 1) == 0 { path = [oldRoot] + path }
        guard let first = path.popFirst() else { return false }
        var position = oldSize - 1
        var last = newSize - 1
        while position & 1 == 1 {
            position >>= 1
            last >>= 1
        }
        var (old, new) = (first, first)
        for sibling in path {
            guard last != 0 else { return false }
            if position & 1 == 1 || position == last {
                old = node(sibling, old)
                new = node(sibling, new)
                while position & 1 == 0, position != 0 {
                    position >>= 1
                    last >>= 1
                }
            } else {
                new = node(new, sibling)
            }
            position >>= 1
            last >>= 1
        }
        return last == 0 && old == oldRoot && new == newRoot
    }

    /// Every leaf's inclusion proof at once.
    static func allInclusionProofs(_ leaves: [Digest]) -> [[Digest]] {
        var paths = [[Digest]](repeating: [], count: leaves.count)
        var level = leaves
        var depth = 0
        while level.count > 1 {
            for index in paths.indices {
                let sibling = (index >> depth) ^ 1
                if sibling < level.count { paths[index].append(level[sibling]) }
            }
            level = stride(from: 0, to: level.count, by: 2).map { left in
                left + 1 < level.count ? node(level[left], level[left + 1]) : level[left]
            }
            depth += 1
        }
        return paths
    }

    /// The largest power of two below `count`, which is at least two.
    private static func split(_ count: Int) -> Int {
        1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }

    private static func path(_ leaves: ArraySlice<Digest>, _ index: Int) -> [Digest] {
        guard leaves.count > 1 else { return [] }
        let middle = leaves.startIndex + split(leaves.count)
        let (left, right) = (leaves[..<middle], leaves[middle...])
        return index < left.count
            ? path(left, index) + [root(of: right)]
            : path(right, index - left.count) + [root(of: left)]
    }

    private static func growth(_ leaves: ArraySlice<Digest>, _ size: Int, whole: Bool) -> [Digest] {
        guard size != leaves.count else { return whole ? [] : [root(of: leaves)] }
        let middle = leaves.startIndex + split(leaves.count)
        let (left, right) = (leaves[..<middle], leaves[middle...])
        return size <= left.count
            ? growth(left, size, whole: whole) + [root(of: right)]
            : growth(right, size - left.count, whole: false) + [root(of: left)]
    }
}
