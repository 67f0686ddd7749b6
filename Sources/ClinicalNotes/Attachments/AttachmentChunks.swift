public import ClinicalNotesModel

/// The bytes of an attachment, one MiB after the other.
///
/// It can be gone through more than once, each time from the start. Some megabytes are held in memory.
public struct AttachmentChunks: AsyncSequence, Sendable {
    /// A MiB of the attachment; the last piece has what is left.
    public typealias Element = SensitiveBytes

    let reader: AttachmentReader

    /// Begins at the first byte.
    public func makeAsyncIterator() -> Iterator {
        Iterator(reader: reader, rest: reader.manifest.segments.indices)
    }

    /// Goes through an attachment, some MiB ahead of whom it hands them to.
    public struct Iterator: AsyncIteratorProtocol {
        private static let ahead = 4

        let reader: AttachmentReader
        var rest: Range<Int>
        private var coming: [Task<SensitiveBytes, any Error>] = []

        init(reader: AttachmentReader, rest: Range<Int>) {
            self.reader = reader
            self.rest = rest
        }

        /// The next MiB, or `nil` at the end.
        ///
        /// - Returns: The bytes; at least one.
        /// - Throws: ``NotesError``: `tampered` if a segment is missing or is not what was written, `notFound`
        ///   if the attachment is gone.
        public mutating func next() async throws(NotesError) -> SensitiveBytes? {
            try await next(isolation: #isolation)
        }

        /// The next MiB, or `nil` at the end, where the caller is.
        public mutating func next(isolation actor: isolated (any Actor)?) async throws(NotesError)
            -> SensitiveBytes?
        {
            while coming.count < Self.ahead, let number = rest.first {
                rest = rest.dropFirst()
                coming.append(Task { [reader] in try await reader.segment(number) })
            }
            guard !coming.isEmpty else { return nil }
            let first = coming.removeFirst()
            do {
                let chunk = try await withTaskCancellationHandler {
                    try await first.value
                } onCancel: {
                    first.cancel()
                }
                return chunk.count > 0 ? chunk : nil
            } catch {
                for task in coming { task.cancel() }
                (coming, rest) = ([], 0..<0)
                throw NotesError(thrown: error)
            }
        }
    }
}
