/// Bytes that are wiped when the last copy of the handle is released.
///
/// Copying the handle does not copy the bytes. They are lent, never returned.
public struct SensitiveBytes: Sendable {
    private let storage: WipedMemory

    /// Copies bytes into memory that will be wiped.
    public init(_ bytes: some Collection<UInt8>) {
        storage = WipedMemory(copying: bytes)
    }

    /// Makes `capacity` bytes at the most, written by `body` straight into memory that will be wiped.
    public init<Failure: Error>(
        capacity: Int,
        initializingWith body: (inout OutputRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        storage = WipedMemory(capacity: capacity)
        try storage.fill(body)
    }

    /// Joins bytes, which are copied into no other memory.
    package init(joining pieces: [SensitiveBytes]) {
        self.init(capacity: pieces.reduce(0) { $0 + $1.count }) { (out: inout OutputRawSpan) in
            for piece in pieces {
                piece.withBytes { bytes in
                    let bytes = Span<UInt8>(_bytes: bytes)
                    for place in bytes.indices { out.append(bytes[place]) }
                }
            }
        }
    }

    /// A run of other bytes, which are copied into no other memory.
    package init(_ range: Range<Int>, of other: SensitiveBytes) {
        self.init(capacity: range.count) { (out: inout OutputRawSpan) in
            other.withBytes { bytes in
                let bytes = Span<UInt8>(_bytes: bytes)
                for place in range { out.append(bytes[place]) }
            }
        }
    }

    /// The bytes, each as something makes it.
    package func mapped(_ transform: (UInt8) -> UInt8) -> SensitiveBytes {
        SensitiveBytes(capacity: count) { (out: inout OutputRawSpan) in
            withBytes { bytes in
                let bytes = Span<UInt8>(_bytes: bytes)
                for place in bytes.indices { out.append(transform(bytes[place])) }
            }
        }
    }

    /// Where the first byte of a kind stands; `nil` if there is none.
    package func firstIndex(where isWanted: (UInt8) -> Bool) -> Int? {
        withBytes { bytes in
            let bytes = Span<UInt8>(_bytes: bytes)
            return bytes.indices.first { isWanted(bytes[$0]) }
        }
    }

    /// How many bytes there are.
    public var count: Int { storage.count }

    /// Lends the bytes.
    public func withBytes<Result, Failure: Error>(
        _ body: (RawSpan) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try storage.lend(body)
    }

    /// Lends the bytes as text; `nil` if they are not UTF-8.
    package func withUTF8<Result>(_ body: (UTF8Span) -> Result) -> Result? {
        storage.lendBytes { bytes in
            guard let text = try? UTF8Span(validating: bytes) else { return nil }
            return body(text)
        }
    }

    /// Copies the bytes into an array that nobody wipes: the visible escape.
    public func copyBytes() -> [UInt8] { storage.copy() }
}
