extension Instant {
    /// Whole days since 1970-01-01 in Coordinated Universal Time.
    var daysSinceEpoch: Int64 { CivilCalendar.floorDivide(milliseconds, 86_400_000) }

    /// Reads a moment of RFC 3339, such as `2026-03-02T15:00:00.250Z`, or gives `nil`.
    ///
    /// Strict: upper-case `T` and `Z`, a full date, a time to the second, 1 to 9 digits of fraction
    /// if any, and an offset. What is finer than a millisecond is cut off. Leap seconds, which this
    /// time scale does not have, are refused.
    public init?(rfc3339 text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard
            bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"),
            let day = CalendarDay(String(decoding: bytes[0..<10], as: UTF8.self)),
            let hour = CivilCalendar.number(bytes[11..<13]), hour < 24,
            let minute = CivilCalendar.number(bytes[14..<16]), minute < 60,
            let second = CivilCalendar.number(bytes[17..<19]), second < 60
        else { return nil }
        var rest = bytes[19...]
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard CivilCalendar.number(digits) != nil else { return nil }
            let milliseconds = Array(digits.prefix(3)) + [48, 48, 48]
            fraction = CivilCalendar.number(milliseconds[0..<3]) ?? 0
            rest = rest[digits.endIndex...]
        }
        guard let offset = Instant.offsetInMinutes(Array(rest)) else { return nil }
        let seconds = (hour * 60 + minute - offset) * 60 + second
        self.init(milliseconds: day.start.milliseconds + Int64(seconds * 1000 + fraction))
    }

    /// The moment in the form of RFC 3339, in Coordinated Universal Time.
    ///
    /// Milliseconds are written where there are any. Outside the years 0 to 9999, which RFC 3339 cannot
    /// write, the year takes a sign and all its digits (ISO 8601 expanded form).
    public var rfc3339: String {
        let days = daysSinceEpoch
        let (year, month, day) = CivilCalendar.date(daysSinceEpoch: days)
        let time = Int((milliseconds % 86_400_000 + 86_400_000) % 86_400_000)
        var text = Instant.yearText(year) + "-" + CivilCalendar.padded(month, 2)
        text += "-" + CivilCalendar.padded(day, 2) + "T" + CivilCalendar.padded(time / 3_600_000, 2)
        text += ":" + CivilCalendar.padded(time / 60_000 % 60, 2)
        text += ":" + CivilCalendar.padded(time / 1000 % 60, 2)
        if time % 1000 != 0 { text += "." + CivilCalendar.padded(time % 1000, 3) }
        return text + "Z"
    }

    private static func yearText(_ year: Int) -> String {
        if (0...9999).contains(year) { return CivilCalendar.padded(year, 4) }
        return (year < 0 ? "-" : "+") + CivilCalendar.padded(abs(year), 4)
    }

    private static func offsetInMinutes(_ text: [UInt8]) -> Int? {
        if text == [UInt8(ascii: "Z")] { return 0 }
        guard
            text.count == 6, text[3] == UInt8(ascii: ":"),
            text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
            let hours = CivilCalendar.number(text[1..<3]), hours < 24,
            let minutes = CivilCalendar.number(text[4..<6]), minutes < 60
        else { return nil }
        return (text[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }
}

extension Instant: CustomStringConvertible {
    /// The form of RFC 3339.
    public var description: String { rfc3339 }
}

extension Instant: Codable {
    /// Decodes the form of RFC 3339.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let instant = Instant(rfc3339: try container.decode(String.self)) else {
            throw ModelError(.malformedInstant)
        }
        self = instant
    }

    /// Encodes the form of RFC 3339; years outside 0 to 9999 are refused.
    public func encode(to encoder: any Encoder) throws {
        guard Instant(rfc3339: rfc3339) != nil else { throw ModelError(.malformedInstant) }
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}
