internal import ClinicalNotes

/// What tells inputs from all others, however they are cut into chunks.
struct InputDigest {
    private static let blockSize = 1 << 20
    private var block: [UInt8] = []
    private var blocks: [UInt8] = []

    /// Takes the next bytes of an input.
    mutating func take(_ chunk: ArraySlice<UInt8>) {
        var rest = chunk
        while !rest.isEmpty {
            let next = rest.prefix(Self.blockSize - block.count)
            block += next
            rest = rest.dropFirst(next.count)
            if block.count == Self.blockSize { close() }
        }
    }

    /// The digest of the input that was taken.
    mutating func finish() -> Digest {
        close()
        return Digest.of(blocks)
    }

    private mutating func close() {
        blocks += Digest.of(block).bytes
        block = []
    }

    /// The digest of inputs that are read together, in whichever order.
    static func joined(_ inputs: [Digest]) -> Digest {
        Digest.of(inputs.sorted().flatMap(\.bytes))
    }
}
