/// A sixteen-byte identifier of one kind of thing.
///
/// Each kind is its own type, so that a patient and a note cannot be swapped. Identifiers are random,
/// never derived from a name, number or time, and safe to show in logs and errors.
public protocol Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// The sixteen bytes.
    var bytes: Bytes16 { get }
    /// Makes an identifier of sixteen bytes.
    init(_ bytes: Bytes16)
}

extension Identifier {
    /// Makes an identifier of 32 hexadecimal digits, or `nil`.
    public init?(hex: some StringProtocol) {
        guard let bytes = Bytes16(hex: hex) else { return nil }
        self.init(bytes)
    }

    /// Thirty-two hexadecimal digits.
    public var description: String { bytes.hex }

    /// Orders by bytes.
    public static func < (left: Self, right: Self) -> Bool { left.bytes < right.bytes }

    /// Decodes thirty-two hexadecimal digits.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let bytes = Bytes16(hex: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "an identifier has 32 hexadecimal digits"
            )
        }
        self.init(bytes)
    }

    /// Encodes thirty-two hexadecimal digits.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(bytes.hex)
    }
}
