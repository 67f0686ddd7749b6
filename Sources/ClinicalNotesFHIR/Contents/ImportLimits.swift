/// How much an import takes of one input.
public struct ImportLimits: Hashable, Sendable {
    /// The bytes of the whole input.
    public var bytes: Int
    /// How deep objects and arrays may be nested.
    public var depth: Int
    /// The entries of a bundle, or the lines of NDJSON.
    public var entries: Int
    /// The bytes of one text, decoded.
    public var field: Int
    /// The bytes of one resource, as it stands in the input.
    public var note: Int

    /// 256 MiB, 64 levels, 100,000 entries, 1 MiB a field, 64 MiB a note.
    public static let standard = ImportLimits()

    /// For inputs that are read as they arrive: as many bytes and entries as come, the rest as ``standard``.
    public static let streamed = ImportLimits(bytes: .max, entries: Int(Int32.max))

    /// Makes limits.
    ///
    /// - Parameters:
    ///   - bytes: The bytes of the whole input.
    ///   - depth: How deep objects and arrays may be nested; at most 256 is used.
    ///   - entries: The entries of a bundle, or the lines of NDJSON.
    ///   - field: The bytes of one text, decoded.
    ///   - note: The bytes of one resource, as it stands in the input.
    public init(
        bytes: Int = 256 << 20,
        depth: Int = 64,
        entries: Int = 100_000,
        field: Int = 1 << 20,
        note: Int = 64 << 20
    ) {
        self.bytes = bytes
        self.depth = min(depth, 256)
        self.entries = entries
        self.field = field
        self.note = note
    }
}
