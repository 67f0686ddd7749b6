/// The value of a record, in segments, so that bulky values need not be joined.
///
/// Two values are equal if their joined bytes are.
public struct RecordBytes: Hashable, Sendable {
    /// The segments in order.
    public let segments: [[UInt8]]

    /// Makes a value of one run of bytes.
    public init(_ bytes: [UInt8]) { segments = [bytes] }

    /// Makes a value of segments.
    public init(segments: [[UInt8]]) { self.segments = segments }

    /// How many bytes there are.
    public var count: Int { segments.reduce(0) { $0 + $1.count } }

    /// All bytes in one run.
    public var joined: [UInt8] {
        guard segments.count != 1 else { return segments[0] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for segment in segments { bytes.append(contentsOf: segment) }
        return bytes
    }

    /// Whether the joined bytes are equal.
    public static func == (left: RecordBytes, right: RecordBytes) -> Bool {
        left.joined == right.joined
    }

    /// Hashes the joined bytes.
    public func hash(into hasher: inout Hasher) { hasher.combine(joined) }
}
