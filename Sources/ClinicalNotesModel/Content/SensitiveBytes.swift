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
    package init<Failure: Error>(
        capacity: Int,
        initializingWith body: (inout OutputRawSpan) throws(Failure) -> Void
    ) throws(Failure) {
        storage = WipedMemory(capacity: capacity)
        try storage.fill(body)
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
