/// When a directive ends, 45 CFR 164.508(c)(1)(v) and 42 CFR 2.31(a)(7).
public enum ExpiryTerm: Hashable, Sendable {
    /// Good through that day, in Coordinated Universal Time.
    case day(CalendarDay)
    /// Good until an event that relates to the patient or the purpose, in the document's words.
    case event(String)
    /// None: lawful for research (45 CFR 164.508(c)(1)(v)) and for treatment, payment and operations
    /// (42 CFR 2.31(a)(7)) only.
    case none
}

extension ExpiryTerm: SealedRecord {
    package func encode(into writer: inout ByteWriter) {
        writer.version(1)
        switch self {
        case .day(let day):
            writer.integer(UInt8(0))
            writer.day(day)
        case .event(let event):
            writer.integer(UInt8(1))
            writer.text(event)
        case .none:
            writer.integer(UInt8(2))
        }
    }

    package init(from reader: inout ByteReader) throws(MalformedBytes) {
        try reader.version(1)
        switch try reader.integer(UInt8.self) {
        case 0: self = .day(try reader.day())
        case 1: self = .event(try reader.text())
        case 2: self = .none
        default: throw MalformedBytes()
        }
    }
}
