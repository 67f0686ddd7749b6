/// An input that is read as it arrives, and can be opened again: it is read several times.
///
/// Nothing of it is held but what is being looked at, and nothing is written to a disk.
public struct FHIRSource: Sendable {
    /// How many bytes there are, if that is known before: lets an import tell how much is left.
    package let byteCount: Int?

    private let open: @Sendable (_ take: (ArraySlice<UInt8>) async throws -> Void) async throws -> Void

    /// An input that the host opens.
    ///
    /// - Parameters:
    ///   - byteCount: How many bytes there are, if that is known before.
    ///   - open: Opens the input at its start, and gives its bytes in order; the same ones each time.
    public init<Chunks: AsyncSequence & SendableMetatype>(
        byteCount: Int? = nil,
        opening open: @escaping @Sendable () async throws -> Chunks
    ) where Chunks.Element == [UInt8], Chunks.AsyncIterator: SendableMetatype {
        self.byteCount = byteCount
        self.open = { take in
            for try await chunk in try await open() { try await take(chunk[...]) }
        }
    }

    /// An input that is in memory.
    ///
    /// - Parameter bytes: The input, in UTF-8.
    public init(_ bytes: [UInt8]) {
        byteCount = bytes.count
        open = { take in try await take(bytes[...]) }
    }

    /// A file.
    ///
    /// - Parameter path: Where it is.
    /// - Returns: The input. Reading it throws ``FHIRError`` with `unreadable` if there is no such file, or it cannot be read.
    public static func file(_ path: String) -> FHIRSource {
        let size = InputFile.size(of: path)
        return FHIRSource(byteCount: size) { InputFile(path: path) }
    }

    /// Reads the input from its start.
    func read(_ take: (ArraySlice<UInt8>) async throws -> Void) async throws {
        try await open { chunk in
            // What a task that is cancelled has not taken yet it need not take.
            try Task.checkCancellation()
            try await take(chunk)
        }
    }
}
