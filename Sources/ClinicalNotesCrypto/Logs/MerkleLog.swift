internal import ClinicalNotesModel

/// An append-only log as in RFC 6962 section 2.1 with SHA-256, kept as its frontier.
///
/// One structure serves owners' records, the audit log and signed batches of manifests.
package struct MerkleLog: Hashable, Sendable {
    /// How many leaves there are.
    package private(set) var count: UInt64

    /// The roots of the full subtrees that make up the log, the largest first: one for each 1 bit of `count`.
    package private(set) var frontier: [Digest]

    /// An empty log.
    package init() {
        count = 0
        frontier = []
    }

    /// Continues a log from its frontier.
    ///
    /// - Parameters:
    ///   - count: How many leaves there are.
    ///   - frontier: The roots of its full subtrees, the largest first.
    /// - Throws: ``CryptoError`` `.malformed` if the frontier is not of that count.
    package init(count: UInt64, frontier: [Digest]) throws(CryptoError) {
        guard frontier.count == count.nonzeroBitCount, count < 1 << 63 else { throw CryptoError(.malformed) }
        self.count = count
        self.frontier = frontier
    }

    /// Appends a leaf.
    ///
    /// - Parameter leafHash: Made by ``leafHash(_:)``.
    package mutating func append(_ leafHash: Digest) {
        var node = leafHash
        var rest = count
        while rest & 1 == 1 {
            node = Self.node(frontier.removeLast(), node)
            rest >>= 1
        }
        frontier.append(node)
        count += 1
    }

    /// The Merkle tree hash of all leaves.
    package var root: Digest {
        guard var node = frontier.last else { return Self.emptyRoot }
        for left in frontier.dropLast().reversed() { node = Self.node(left, node) }
        return node
    }

    /// SHA-256 of nothing: the root of an empty log.
    package static let emptyRoot = Digest(words: [].lend { Sodium.sha256($0) })

    /// The hash of a leaf: SHA-256 of a zero byte and the data.
    ///
    /// - Parameter data: What the leaf stands for.
    /// - Returns: The leaf's hash.
    package static func leafHash(_ data: some Collection<UInt8>) -> Digest {
        var message: [UInt8] = [0]
        message.append(contentsOf: data)
        return Digest(words: message.lend { Sodium.sha256($0) })
    }

    /// The hash of an inner node: SHA-256 of a one byte and both children.
    package static func node(_ left: Digest, _ right: Digest) -> Digest {
        var writer = ByteWriter(capacity: 65)
        writer.integer(1 as UInt8)
        left.encode(into: &writer)
        right.encode(into: &writer)
        return Digest(words: writer.bytes.lend { Sodium.sha256($0) })
    }

    /// The root of a list of leaves.
    ///
    /// - Parameter leaves: The leaves' hashes in order.
    /// - Returns: The root.
    package static func root(of leaves: some Collection<Digest>) -> Digest {
        var log = MerkleLog()
        for leaf in leaves { log.append(leaf) }
        return log.root
    }
}
