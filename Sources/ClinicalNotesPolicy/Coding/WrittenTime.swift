internal import ClinicalNotesModel

/// Times as they are written in requests: RFC 3339, or a date.
enum WrittenTime {
    private static let daysBefore = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

    /// The moment of an RFC 3339 date and time, or `nil`.
    static func instant(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: "t"),
            let day = days(bytes[..<10]), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = number(bytes[11..<13]), hour < 24, let minute = number(bytes[14..<16]), minute < 60,
            let second = number(bytes[17..<19]), second < 61
        else { return nil }
        var rest = bytes[19...]
        var milliseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (48...57).contains($0) }
            guard !digits.isEmpty, digits.count <= 18 else { return nil }
            let padded = (Array(digits) + [48, 48, 48]).prefix(3)
            milliseconds = number(padded[...]) ?? 0
            rest = rest.dropFirst(digits.count + 1)
        }
        guard let offset = offset(rest) else { return nil }
        let seconds = ((day * 24 + hour) * 60 + minute - offset) * 60 + second
        return Instant(milliseconds: Int64(seconds * 1000 + milliseconds))
    }

    /// The end of a day in UTC, or `nil`.
    static func endOfDay(_ text: String) -> Instant? {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, let day = days(bytes[...]) else { return nil }
        return Instant(milliseconds: Int64(day + 1) * 86_400_000)
    }

    /// Until when something is good: a date, a moment, `event:...` or `none`.
    static func expiry(_ text: String) -> DirectiveExpiry? {
        if text == "none" { return .never }
        if text.hasPrefix("event:") { return .event }
        return (endOfDay(text) ?? instant(text)).map(DirectiveExpiry.before)
    }

    private static func offset(_ text: ArraySlice<UInt8>) -> Int? {
        if text.count == 1 {
            return text.first == UInt8(ascii: "Z") || text.first == UInt8(ascii: "z") ? 0 : nil
        }
        guard text.count == 6, text[text.startIndex + 3] == UInt8(ascii: ":"),
            let hours = number(text.dropFirst().prefix(2)), hours < 24, let minutes = number(text.suffix(2)),
            minutes < 60
        else { return nil }
        switch text.first {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    /// Days since 1970-01-01 of a date `yyyy-mm-dd`.
    private static func days(_ text: ArraySlice<UInt8>) -> Int? {
        let dash = UInt8(ascii: "-")
        let start = text.startIndex
        guard text.count == 10, text[start + 4] == dash, text[start + 7] == dash,
            let year = number(text[start..<start + 4]), let month = number(text[start + 5..<start + 7]),
            let day = number(text[start + 8..<start + 10]), (1...12).contains(month), day >= 1, year >= 1
        else { return nil }
        let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let before = year - 1
        let leaps = before / 4 - before / 100 + before / 400 + (leap && month > 2 ? 1 : 0)
        return before * 365 + leaps + daysBefore[month - 1] + day - 1 - 719_162
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (48...57).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        return digits.isEmpty ? nil : value
    }
}
