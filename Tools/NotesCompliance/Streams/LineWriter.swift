/// Collects results into blocks.
struct LineWriter {
    private static let blockLength = 1 << 16

    private let write: ([UInt8]) throws -> Void
    private var block: [UInt8] = []

    init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    /// Writes a value on a line of its own.
    mutating func print(_ value: JSONValue) throws {
        value.append(to: &block)
        try endLine()
    }

    /// Writes a text on a line of its own.
    mutating func print(_ text: String) throws {
        block += text.utf8
        try endLine()
    }

    /// Hands over everything that was written.
    mutating func flush() throws {
        guard !block.isEmpty else { return }
        let full = block
        block.removeAll(keepingCapacity: true)
        try write(full)
    }

    private mutating func endLine() throws {
        block.append(UInt8(ascii: "\n"))
        if block.count >= Self.blockLength { try flush() }
    }
}
