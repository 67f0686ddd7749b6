/// How far what somebody put on record, a directive or an enrollment, is vouched for by somebody who gains nothing by it.
public enum FilingStanding: Hashable, Sendable {
    /// In force since it was filed: whoever filed it gains nothing by it, or it only keeps somebody out.
    case inForce
    /// It waits until somebody else confirms it, and opens nothing until then.
    case unconfirmed
    /// In force since somebody confirmed it who neither filed it nor gains by it.
    case confirmed(Confirmation)

    /// Whether it opens anything.
    package var isInForce: Bool { self != .unconfirmed }
}

extension FilingStanding: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        switch self {
        case .inForce: writer.integer(UInt8(0))
        case .unconfirmed: writer.integer(UInt8(1))
        case .confirmed(let confirmation):
            writer.integer(UInt8(2))
            writer.identifier(confirmation.by)
            writer.instant(confirmation.at)
            writer.flag(confirmation.alone)
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.integer(UInt8.self) {
        case 0: self = .inForce
        case 1: self = .unconfirmed
        case 2:
            self = .confirmed(
                Confirmation(
                    by: try reader.identifier(),
                    at: try reader.instant(),
                    alone: try reader.flag()
                )
            )
        default: throw MalformedBytes()
        }
    }
}
