import ClinicalNotesModel
import TestSupport
import Testing

@Suite("Days and moments")
struct TimeTests {
    @Test(
        "RFC 3339 is read to the millisecond",
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-03-02T15:00:00Z", 1_772_463_600_000),
            ("2026-03-02T15:00:00.25Z", 1_772_463_600_250), ("2026-03-02T15:00:00.0009Z", 1_772_463_600_000),
            ("2026-03-02T15:00:00.123456789Z", 1_772_463_600_123),
            ("2026-03-02T10:00:00-05:00", 1_772_463_600_000),
            ("2026-03-02T20:45:00+05:45", 1_772_463_600_000),
            ("1969-12-31T23:59:59.999Z", -1), ("0000-01-01T00:00:00Z", -62_167_219_200_000),
            ("9999-12-31T23:59:59.999Z", 253_402_300_799_999), ("2000-02-29T00:00:00Z", 951_782_400_000),
        ] as [(String, Int64)]
    )
    func reads(text: String, milliseconds: Int64) {
        #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "what is not RFC 3339 is refused",
        arguments: [
            "", "2026-03-02", "2026-03-02T15:00Z", "2026-03-02T15:00:00", "2026-03-02t15:00:00Z",
            "2026-03-02T15:00:00z", "2026-03-02 15:00:00Z", "2026-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+0500", "2026-01-01T00:00:00+24:00",
            "2026-01-01T00:00:00+05:60", "2026-01-01T00:00:00Z ", " 2026-01-01T00:00:00Z",
            "+2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5", "2026-01-01T00:00:00,5Z",
            "2026-01-01T0\u{0660}:00:00Z",
        ]
    )
    func refuses(text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test("moments are written so that they are read again")
    func writes() {
        #expect(Instant(milliseconds: 1_772_463_600_250).rfc3339 == "2026-03-02T15:00:00.250Z")
        #expect(Instant(milliseconds: -1).rfc3339 == "1969-12-31T23:59:59.999Z")
        var generator = SeededNumbers(3)
        let span = Int64(-62_167_219_200_000)...253_402_300_799_999
        for _ in 0..<2_000 {
            let instant = Instant(milliseconds: Int64.random(in: span, using: &generator))
            #expect(Instant(rfc3339: instant.rfc3339) == instant)
        }
        // The ends of the scale are written too, although RFC 3339 cannot be.
        #expect(Instant(milliseconds: .max).rfc3339 == "+292278994-08-17T07:12:55.807Z")
        #expect(Instant(milliseconds: .min).rfc3339 == "-292275055-05-16T16:47:04.192Z")
        #expect(CalendarDay(of: Instant(milliseconds: .min)) == nil)
    }

    @Test("every day of a cycle of 400 years follows the one before")
    func calendar() throws {
        var day = try #require(CalendarDay(year: 1900, month: 1, day: 1))
        var count = 0
        while day.components.year < 2300 {
            let next = try #require(CalendarDay(of: day.end))
            #expect(next > day)
            #expect(next.start == day.end)
            #expect(CalendarDay(next.description) == next)
            day = next
            count += 1
        }
        #expect(count == 146_097)
        #expect(day == CalendarDay(year: 2300, month: 1, day: 1))
    }

    @Test(
        "a text that is no day is refused",
        arguments: [
            "", "2026-3-2", "2026-02-30", "2025-02-29", "20260302", "2026-03-02Z", "-026-03-02", "2026/03/02",
        ]
    )
    func noDay(text: String) {
        #expect(CalendarDay(text) == nil)
    }

    @Test(
        "age is whole years, also for those born on 29 February",
        arguments: [
            ("2008-03-02", "2026-03-01T23:59:59Z", 17), ("2008-03-02", "2026-03-02T00:00:00Z", 18),
            ("2008-02-29", "2026-02-28T23:59:59Z", 17), ("2008-02-29", "2026-03-01T00:00:00Z", 18),
            ("2008-02-29", "2028-02-29T00:00:00Z", 20), ("2026-03-02", "2026-03-02T00:00:00Z", 0),
            ("2026-03-02", "2026-03-01T00:00:00Z", nil), ("2026-12-31", "2026-01-01T00:00:00Z", nil),
        ] as [(String, String, Int?)]
    )
    func age(born: String, at: String, years: Int?) throws {
        let day = try #require(CalendarDay(born))
        let instant = try #require(Instant(rfc3339: at))
        #expect(day.age(at: instant) == years)
        #expect(Person(legalName: "A", birthDate: day).age(at: instant) == years)
        #expect(Person(legalName: "A").age(at: instant) == nil)
    }
}
