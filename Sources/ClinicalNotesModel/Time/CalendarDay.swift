/// A day of the Gregorian calendar, without a time zone.
///
/// The textual form is `2026-03-02`; years are 0 to 9999.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    let year: Int32
    let month: UInt8
    let day: UInt8

    /// Makes a day, or `nil` if the calendar has none such.
    public init?(year: Int, month: Int, day: Int) {
        guard
            (0...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= CivilCalendar.days(inMonth: month, of: year)
        else { return nil }
        self.year = Int32(year)
        self.month = UInt8(month)
        self.day = UInt8(day)
    }

    /// The day of a moment in Coordinated Universal Time, or `nil` outside the years 0 to 9999.
    public init?(of instant: Instant) {
        let (year, month, day) = CivilCalendar.date(daysSinceEpoch: instant.daysSinceEpoch)
        self.init(year: year, month: month, day: day)
    }

    /// Reads `2026-03-02`, or gives `nil`.
    public init?(_ text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard
            digits.count == 10, digits[4] == UInt8(ascii: "-"), digits[7] == UInt8(ascii: "-"),
            let year = CivilCalendar.number(digits[0..<4]), let month = CivilCalendar.number(digits[5..<7]),
            let day = CivilCalendar.number(digits[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The year, month and day as numbers.
    public var components: (year: Int, month: Int, day: Int) { (Int(year), Int(month), Int(day)) }

    /// The first moment of the day in Coordinated Universal Time.
    public var start: Instant {
        let days = CivilCalendar.daysSinceEpoch(Int(year), Int(month), Int(day))
        return Instant(milliseconds: days * 86_400_000)
    }

    /// The first moment after the day in Coordinated Universal Time: a document that is good through
    /// this day is good before that moment.
    public var end: Instant { Instant(milliseconds: start.milliseconds + 86_400_000) }

    /// How many years old somebody born on this day is, or `nil` before the birth.
    ///
    /// Reckoned by days in Coordinated Universal Time; somebody born on 29 February becomes older on
    /// 1 March of a common year.
    public func age(at instant: Instant) -> Int? {
        let (year, month, day) = CivilCalendar.date(daysSinceEpoch: instant.daysSinceEpoch)
        let hadBirthday = (month, day) >= (Int(self.month), Int(self.day))
        let age = year - Int(self.year) - (hadBirthday ? 0 : 1)
        return age >= 0 ? age : nil
    }

    /// The textual form.
    public var description: String {
        [
            CivilCalendar.padded(Int(year), 4), CivilCalendar.padded(Int(month), 2),
            CivilCalendar.padded(Int(day), 2),
        ]
        .joined(separator: "-")
    }

    /// Orders by time.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDay: Codable {
    /// Decodes the textual form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = CalendarDay(try container.decode(String.self)) else {
            throw ModelError(.malformedDay)
        }
        self = day
    }

    /// Encodes the textual form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
