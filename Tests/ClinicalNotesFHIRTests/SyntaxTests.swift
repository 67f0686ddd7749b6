import ClinicalNotesModel
import Testing

@testable import ClinicalNotesFHIR

@Suite("Texts are read strictly")
struct SyntaxTests {
    private func json(_ text: String) throws(FHIRError) -> JSONValue {
        try JSONReader.read(Array(text.utf8)[...], maximumDepth: 8)
    }

    @Test(
        "JSON that is well formed",
        arguments: [
            ("null", JSONValue.null), (" [ true , false ] ", .array([.boolean(true), .boolean(false)])),
            ("-0.5e+10", .number("-0.5e+10")), ("0", .number("0")),
            (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
            (#""\u00e9\ud83d\ude00é""#, .string("é😀é")),
            ("[[],{}]".replacing("{}", with: "1"), .array([.array([]), .number("1")])),
        ]
    )
    func wellFormed(text: String, expected: JSONValue) throws {
        #expect(try json(text) == expected)
    }

    @Test(
        "JSON that is not, with the byte",
        arguments: [
            ("", 0), ("nul", 3), ("[1,]", 3), ("[1 2]", 3), (#"{"a":1,}"#, 7), (#"{"a" 1}"#, 5), ("{1:2}", 1),
            ("01", 1),
            ("1.", 2), ("-", 1), ("+1", 0), (".5", 0), ("1e", 2), ("\"a", 2), ("\"a\nb\"", 2), (#""\x""#, 2),
            (#""\u12"#, 5),
            (#""\ud83d""#, 2), (#""\ud83dx""#, 2), (#""\ud83d\u0041""#, 2), (#""\ude00""#, 2), ("[1]]", 3),
            ("[1", 2), ("NaN", 0),
            ("'a'", 0), ("/**/1", 0),
        ]
    )
    func malformed(text: String, offset: Int) {
        let thrown = #expect(throws: FHIRError.self) { try json(text) }
        #expect(thrown == FHIRError(.malformedJSON, offset: offset))
    }

    @Test("repeated names are remembered, with every spelling of a name")
    func repeatedNames() throws {
        #expect(try json(#"{"a":1,"\u0061":2}"#).object?.hasRepeatedName == true)
        #expect(try json(#"{"a":1,"b":2}"#).object?.hasRepeatedName == false)
    }

    @Test("nesting is bounded")
    func depth() throws {
        #expect(throws: Never.self) { try json("[[[[[[[[]]]]]]]]") }
        let thrown = #expect(throws: FHIRError.self) { try json("[[[[[[[[[]]]]]]]]]") }
        #expect(thrown == FHIRError(.tooDeep, offset: 8))
    }

    @Test(
        "base64 (RFC 4648, section 10)",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"),
            ("Zm9vYmE=", "fooba"),
            ("Zm9v\nYmFy ", "foobar"),
        ]
    )
    func base64(text: String, expected: String) {
        #expect(Base64.decode(text)?.copyBytes() == Array(expected.utf8))
        #expect(Base64.isValid(text))
    }

    @Test(
        "base64 that is malformed",
        arguments: ["Zg", "Zg=", "Zh==", "Zm9=", "Z", "====", "Zg==Zg==", "Zm9v=", "Zm_v", "Z=g="]
    )
    func badBase64(text: String) {
        #expect(Base64.decode(text) == nil)
        #expect(!Base64.isValid(text))
    }

    @Test("dates are as precise as they are written")
    func dates() throws {
        #expect(FHIRDate("2026") == .year(2026))
        #expect(FHIRDate("2026-03") == .month(year: 2026, month: 3))
        #expect(FHIRDate("2026-03-02") == CalendarDay("2026-03-02").map { .day($0) })
        #expect(
            FHIRDate("2026-03-02T15:00:00Z") == Instant(rfc3339: "2026-03-02T15:00:00Z").map { .instant($0) }
        )
        for text in [
            "", "26", "2026-13", "2026-02-30", "2026-3-2", "2026-03-02T15:00Z", "2026-03-02T15:00:00", "abcd",
            "+026",
        ] {
            #expect(FHIRDate(text) == nil, "\(text)")
        }
    }

    @Test("media types")
    func mediaTypes() {
        #expect(MediaType("TEXT/Plain ; Charset=\"UTF-8\"; x=y")?.charset == "utf-8")
        #expect(MediaType("text/plain")?.charset == nil)
        #expect(MediaType("text/plain;charset=us-ascii;")?.charset == "us-ascii")
        #expect(MediaType("text/plain;charset=latin1")?.name == "text/plain")
        for text in [
            "", "text", "text/", "/plain", "text/plain/x", "text/plain;charset", "text/plain;charset=",
            "text/pl ain",
        ] {
            #expect(MediaType(text) == nil, "\(text)")
        }
    }
}
