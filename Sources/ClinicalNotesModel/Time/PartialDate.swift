/// A day of which only the year, or the year and the month, are known.
public struct PartialDate: Hashable, Sendable {
    /// The year, 0 to 9999.
    public let year: Int
    /// The month, 1 to 12, or `nil` if it is not known.
    public let month: Int?

    /// Makes a partial date, or `nil` if the calendar has no such year or month.
    public init?(year: Int, month: Int? = nil) {
        guard CalendarDay(year: year, month: month ?? 1, day: 1) != nil else { return nil }
        self.year = year
        self.month = month
    }
}

extension PartialDate: CustomStringConvertible {
    /// `2026`, or `2026-03`.
    public var description: String {
        ([CivilCalendar.padded(year, 4)] + [month].compactMap { $0 }.map { CivilCalendar.padded($0, 2) })
            .joined(separator: "-")
    }
}

extension ByteWriter {
    mutating func partialDate(_ value: PartialDate) {
        integer(Int32(value.year))
        optional(value.month) { $0.integer(UInt8($1)) }
    }
}

extension ByteReader {
    mutating func partialDate() throws(MalformedBytes) -> PartialDate {
        let year: Int32 = try integer()
        let month = try optional { (reader) throws(MalformedBytes) in Int(try reader.integer(UInt8.self)) }
        guard let date = PartialDate(year: Int(year), month: month) else { throw MalformedBytes() }
        return date
    }
}
