/// What of a note a release or a hold is about.
public enum SharingScope: Hashable, Sendable {
    /// All of it.
    case note
    /// One part.
    case part(UInt32)
    /// One field of one part.
    case field(FieldAddress)

    /// Whether the scope takes in a field.
    public func contains(_ address: FieldAddress) -> Bool {
        switch self {
        case .note: true
        case .part(let part): part == address.part
        case .field(let field): field == address
        }
    }
}

extension SharingScope: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        switch self {
        case .note:
            writer.integer(UInt8(0))
        case .part(let part):
            writer.integer(UInt8(1))
            writer.integer(part)
        case .field(let address):
            writer.integer(UInt8(2))
            writer.integer(address.part)
            writer.integer(address.field)
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.integer(UInt8.self) {
        case 0: self = .note
        case 1: self = .part(try reader.integer())
        case 2: self = .field(FieldAddress(part: try reader.integer(), field: try reader.integer()))
        default: throw MalformedBytes()
        }
    }
}
