import ClinicalNotesModel
import FoundationEssentials
import Testing

@testable import ClinicalNotesFHIR

@Suite("The attachments of a note are read")
struct AttachmentTests {
    private let umlauts = "Gr\u{FC}n \u{2013} na\u{EF}ve"

    @Test(
        "in the charset that is named",
        arguments: [
            ("text/plain; charset=iso-8859-1", [0x47, 0x72, 0xFC, 0x6E], "Gr\u{FC}n"),
            ("text/plain;charset=\\\"ISO-8859-1\\\"", [0x6E, 0x61, 0xEF, 0x76, 0x65], "na\u{EF}ve"),
            ("text/plain; charset=windows-1252", [0x93, 0x61, 0x94, 0x80], "\u{201C}a\u{201D}\u{20AC}"),
            ("text/html; charset=Windows-1252", [0x3C, 0x70, 0x3E, 0x96], "\u{2013}"),
            ("text/plain; charset=iso-8859-15", [0xA4], "\u{20AC}"),
            ("text/plain; charset=utf-16le", [0x61, 0x00, 0xFC, 0x00], "a\u{FC}"),
            ("text/plain; charset=utf-16", [0xFE, 0xFF, 0x00, 0x61], "a"),
            ("text/plain", [0xFF, 0xFE, 0x61, 0x00], "a"),
            ("text/plain; charset=us-ascii", [0x61], "a"),
            ("text/plain; charset=shift_jis", [0x61, 0x62], "ab"),
        ] as [(String, [UInt8], String)]
    )
    func charsets(contentType: String, bytes: [UInt8], expected: String) throws {
        let content = try Resource.read(Resource.document(Resource.attachment(contentType, bytes))).content
        #expect(content.words == [expected])
        #expect(content.attachments.isEmpty)
    }

    @Test("a page or document that names its charset inside is read in it")
    func innerCharsets() throws {
        let page = Array("<meta charset='iso-8859-1'>Gr".utf8) + [0xFC] + Array("n".utf8)
        let html = try Resource.read(Resource.document(Resource.attachment("text/html", page))).content
        #expect(html.words == ["Gr\u{FC}n"])
    }

    @Test("a text in no charset that is known is read as windows-1252, and its original is kept")
    func guessedCharset() throws {
        let read = try Resource.read(Resource.document(Resource.attachment("text/plain", [0x47, 0xFC])))
        #expect(read.content.words == ["G\u{FC}"])
        #expect(read.content.kept == ["text/plain"])
        #expect(read.fallbacks.contains(.charsetGuessed))
        let unknown = Resource.attachment("text/plain; charset=shift_jis", [0x82, 0xA0])
        let kept = try Resource.read(Resource.document(unknown))
        #expect(kept.content.words.isEmpty)
        #expect(kept.content.kept == ["text/plain; charset=shift_jis"])
        #expect(kept.fallbacks.contains(.notReadable))
        let named = Resource.document(Resource.attachment("text/plain; charset=utf-8", [0x61, 0xFC]))
        let misnamed = try Resource.read(named)
        #expect(misnamed.content.words == ["a\u{FC}"])
        #expect(misnamed.content.kept == ["text/plain; charset=utf-8"])
        #expect(misnamed.fallbacks.contains(.charsetGuessed))
        let odd = Resource.document(Resource.attachment("text/plain; charset=utf-16", [0x61, 0x00, 0x62]))
        #expect(try Resource.read(odd).content.kept == ["text/plain; charset=utf-16"])
    }

    @Test("a media type is read as it may be written, and one that is none is told by the first bytes")
    func mediaTypes() throws {
        for type in [
            #"text/plain; charset=utf-8; name=\"a;b\""#, #"text/plain; name=\"a;charset=utf-16\""#,
        ] {
            let read = try Resource.read(Resource.document(Resource.attachment(type, "Words.")))
            #expect(read.content.words == ["Words."] && read.content.kept.isEmpty)
        }
        for type in ["text", "text/plain; utf-8", "text/plain; charset=utf-8; charset=latin1"] {
            let read = try Resource.read(Resource.document(Resource.attachment(type, "Words.")))
            #expect(read.content.words == ["Words."])
            #expect(read.content.kept == ["application/octet-stream"])
            #expect(read.fallbacks.contains(.contentTypeGuessed))
        }
        let bare = Resource.document(#""url":"data:;charset=iso-8859-1;base64,R3L8bg==""#)
        #expect(try Resource.read(bare).content.words == ["Gr\u{FC}n"])
    }

    @Test("two texts of one format are two sections, one text twice is one")
    func several() throws {
        let first = Resource.attachment("text/plain", "First.", more: #""title":"Part A","#)
        let second = Resource.attachment("text/plain", "Second.", more: #""title":"Part B","#)
        let both = try Resource.read(Resource.document(first, second)).content
        #expect(both.words == ["First.", "Second."])
        #expect(both.titles == ["Part A", "Part B"])
        #expect(both.text.copyString() == "Part A\nFirst.\n\nPart B\nSecond.")
        let twice = try Resource.read(Resource.document(first, first)).content
        #expect(twice.words == ["First."])
    }

    @Test("another format of the same is left out; one that says more is kept")
    func formats() throws {
        let plain = Resource.attachment("text/plain", "Slept badly.")
        let same = Resource.attachment("text/html", "<p>Slept <b>badly</b>.</p>")
        let other = Resource.attachment("text/html", "<p>Slept badly. Ate well.</p>")
        let alike = try Resource.read(Resource.document(same, plain)).content
        #expect(alike.words == ["Slept badly."])
        #expect(alike.attachments.isEmpty)
        #expect(alike.otherFormats == 1)
        // A sign alone may turn what is said.
        for (one, another) in [("Delta +5", "Delta -5"), ("No. Pain.", "No pain.")] {
            let signs = Resource.document(
                Resource.attachment("text/plain", one),
                Resource.attachment("text/html", "<p>\(another)</p>")
            )
            #expect(try Resource.read(signs).content.kept == ["text/html"])
        }
        let unlike = try Resource.read(Resource.document(plain, other)).content
        #expect(unlike.words == ["Slept badly."])
        #expect(unlike.kept == ["text/html"])
    }

    @Test("what has no words is kept as it is")
    func originals() throws {
        let pdf = Resource.attachment("application/pdf", "%PDF-1.4 scan", more: #""title":"Scan","#)
        let alone = try Resource.read(Resource.document(pdf))
        #expect(alone.content.sections.isEmpty)
        #expect(alone.content.kept == ["application/pdf"])
        #expect(alone.content.attachments.first?.name?.copyString() == "Scan")
        #expect(alone.content.attachments.first?.bytes.copyBytes() == Array("%PDF-1.4 scan".utf8))
        #expect(alone.fallbacks.contains(.notReadable))
        let bare = Resource.document(
            Resource.attachment("application/pdf", "%PDF"),
            more: #""description":"Note","#
        )
        #expect(try Resource.read(bare).content.attachments.first?.name?.copyString() == "Note")
        let beside = try Resource.read(Resource.document(pdf, Resource.attachment("text/plain", "Words.")))
        #expect(beside.content.words == ["Words."])
        #expect(beside.content.kept == ["application/pdf"])
        #expect(!beside.fallbacks.contains(.notReadable))
        let picture = Resource.attachment("text/html", "<p>See <img src=x alt=film></p>")
        #expect(try Resource.read(Resource.document(picture)).content.kept == ["text/html"])
    }

    @Test("RTF gives its words and stays beside them")
    func richText() throws {
        let rtf =
            #"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator x;}\pard Gr\'fcn \b bold\b0\par"#
            + #"\u8211? dash\line{\strike gone} H{\super 2}\tab x{\pict\wmetafile8 0102}\cell}"#
        for type in ["application/rtf", "text/rtf", "text/plain"] {
            let content = try Resource.read(Resource.document(Resource.attachment(type, rtf))).content
            #expect(
                content.words == [
                    "Gr\u{FC}n bold\n\u{2013} dash\n[struck out: gone] H^2\tx[image] | "
                ]
            )
            #expect(content.kept == [type])
        }
    }

    @Test("C-CDA gives the headings and narratives of its sections, and stays beside them")
    func clinicalDocument() throws {
        let xml = """
            <?xml version="1.0"?><!-- <title>no</title> --><ClinicalDocument xmlns="urn:hl7-org:v3"><title>Summary</title>
            <component><structuredBody><component><section><title>Plan</title><text><paragraph>Rest &amp; <content
            styleCode="Bold">water</content></paragraph><list listType="ordered"><item>one</item><item>two</item></list>
            <table><tbody><tr><td/><td>5 mg</td></tr></tbody></table></text><entry><text>code</text></entry>
            <component><section><title>Inner</title><text>deep</text></section></component></section></component>
            <component><section><title>Empty</title></section></component></structuredBody></component></ClinicalDocument>
            """
        for type in ["text/xml", "application/hl7-v3+xml", "application/xml"] {
            let content = try Resource.read(Resource.document(Resource.attachment(type, xml))).content
            #expect(content.titles == ["Plan", "Plan: Inner"])
            #expect(content.words == ["Rest & water\n\n1. one\n2. two\n\n| 5 mg", "deep"])
            #expect(content.kept == [type])
        }
        let inner = Data("Inner words.".utf8).base64EncodedString()
        let body =
            #"<ClinicalDocument><component><nonXMLBody><text mediaType="text/plain" representation="B64">"#
            + "\(inner)</text></nonXMLBody></component></ClinicalDocument>"
        let wrapped = try Resource.read(Resource.document(Resource.attachment("text/xml", body))).content
        #expect(wrapped.words == ["Inner words."])
    }

    @Test("a text that is too long is cut at a line, a character or not at all, and the original is kept")
    func long() throws {
        let fitting = Resource.document(Resource.attachment("text/plain", "At the limit, not over it."))
        let whole = try Resource.read(fitting, limits: ImportLimits(field: 26))
        #expect(whole.content.words == ["At the limit, not over it."] && whole.content.kept.isEmpty)
        let text = (1...40).map { "Line \($0) of a long text.\n" }.joined()
        for (text, field, start) in [
            (text, 200, "Line 1 of a long text.\nLine 2"),
            (String(repeating: "\u{20AC}", count: 70), 100, "\u{20AC}"),
        ] {
            let long = Resource.document(Resource.attachment("text/plain", Array(text.utf8)))
            let read = try Resource.read(long, limits: ImportLimits(field: field))
            let words = try #require(read.content.words.first)
            #expect(words.utf8.count <= field && words.hasPrefix(start))
            #expect(words.hasSuffix("\n[The text goes on in what is attached.]"))
            #expect(text.hasPrefix(words.prefix { $0 != "[" }.dropLast()))
            #expect(read.fallbacks.contains(.shortened) && read.content.kept == ["text/plain"])
        }
    }

    @Test("zero bytes are shown as what they are, and the original is kept")
    func zeroBytes() throws {
        for type in ["text/plain", "text/html"] {
            let read = try Resource.read(Resource.document(Resource.attachment(type, [0x61, 0x00, 0x62])))
            #expect(read.content.words == ["a\u{2400}b"])
            #expect(read.content.kept == [type])
        }
    }

    @Test("gzip is recognized and read")
    func gzip() throws {
        // "Slept badly. Slept badly. Slept badly.\n", deflated with fixed codes.
        let packed = try #require(
            Data(base64Encoded: "H4sIAAAAAAAC/wvOSS0oUUhKTMmp1FMIxsXhAgAajqnLJwAAAA==")
        )
        for type in ["text/plain", "application/gzip"] {
            let read = try Resource.read(Resource.document(Resource.attachment(type, Array(packed))))
            #expect(read.content.words == ["Slept badly. Slept badly. Slept badly.\n"])
            #expect(read.content.kept == [type])
            #expect(read.fallbacks.contains(.compressed))
        }
        let twice = Resource.document(Resource.attachment("text/plain", Array(packed + packed)))
        let words = try Resource.read(twice).content.words
        #expect(words == [String(repeating: "Slept badly. Slept badly. Slept badly.\n", count: 2)])
        for length in [3, 10, 25, packed.count - 1] {
            let cut = Resource.document(Resource.attachment("text/plain", Array(packed.prefix(length))))
            #expect(try Resource.read(cut).content.words.isEmpty)
        }
        #expect(Gzip.decompressed(Array(packed), limit: 39)?.count == 39)
        #expect(Gzip.decompressed(Array(packed), limit: 38) == nil)
        #expect(Gzip.decompressed(Array(packed + packed), limit: 77) == nil)
        #expect(Gzip.decompressed([], limit: 10) == nil)
        var damaged = Array(packed)
        damaged[20] ^= 0x40
        let kept = try Resource.read(Resource.document(Resource.attachment("text/plain", damaged)))
        #expect(kept.content.words.isEmpty)
        #expect(kept.content.kept == ["text/plain"])
    }

    @Test("size and hash are checked")
    func hashes() throws {
        let right = #""size":3,"hash":"qZk+NkcGgWq6PiVxeFDCbJzQ2J0=","#
        let read = try Resource.read(Resource.document(Resource.attachment("text/plain", "abc", more: right)))
        #expect(read.content.words == ["abc"])
        let wrong = right.replacing("qZk+", with: "qZk/")
        let refusal = Resource.refusal(
            Resource.document(Resource.attachment("text/plain", "abc", more: wrong))
        )
        #expect(refusal == FHIRError(.hashMismatch, path: "DocumentReference.content[0].attachment.hash"))
        let size = Resource.document(Resource.attachment("text/plain", "abc", more: #""size":4,"#))
        #expect(Resource.refusal(size)?.code == .sizeMismatch)
        // Of the letters in base64, as some systems write it.
        let letters = SensitiveBytes("YWJj".utf8).withBytes { SHA1.hash(Span<UInt8>(_bytes: $0)) }
        let inDigits = Array(
            letters.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined().utf8
        )
        for hash in [letters, inDigits] {
            let more = #""hash":"\#(Data(hash).base64EncodedString())","#
            let right = Resource.document(Resource.attachment("text/plain", "abc", more: more))
            #expect(try Resource.read(right).content.words == ["abc"])
            let wrong = Resource.document(Resource.attachment("text/plain", "abd", more: more))
            #expect(Resource.refusal(wrong)?.code == .hashMismatch)
        }
        let other = Resource.document(Resource.attachment("text/plain", "abc", more: #""hash":"AAAA","#))
        #expect(try Resource.read(other).fallbacks.contains(.hashNotChecked))
        let digits = Data("a9993e364706816aba3e25717850c26c9cd0d89d".utf8)
        for (digits, isRight) in [(digits, true), (Data(digits.reversed()), false)] {
            let more = #""hash":"\#(digits.base64EncodedString())","#
            let document = Resource.document(Resource.attachment("text/plain", "abc", more: more))
            #expect((Resource.refusal(document)?.code == .hashMismatch) != isRight)
        }
        let long = [UInt8](repeating: 0x61, count: 1000)
        let bytes = SensitiveBytes(long).withBytes { SHA1.hash(Span<UInt8>(_bytes: $0)) }
        #expect(Data(bytes).base64EncodedString() == "KR6abGaZSUm1e6XmUDYemPw2sbo=")
    }

    @Test("an address may hold its data, or be that of a binary of the input, or is left to be fetched")
    func addresses() async throws {
        let data = #""url":"data:text/plain;charset=iso-8859-1;base64,R3L8bg==""#
        #expect(try Resource.read(Resource.document(data)).content.words == ["Gr\u{FC}n"])
        let percent = #""contentType":"text/plain","url":"data:,two%20words""#
        #expect(try Resource.read(Resource.document(percent)).content.words == ["two words"])
        let binary = #"{"resourceType":"Binary","id":"b","contentType":"text/html","data":"PHA+aGk8L3A+"}"#
        let address = #""url":"Binary/b""#
        let found = try Resource.read(Resource.document(address), with: ["Binary/b": binary]).content
        #expect(found.words == ["hi"])

        let away = try Resource.read(Resource.document(#""contentType":"text/plain",\#(address)"#)).content
        #expect(away.sections.isEmpty)
        #expect(away.addresses == ["Binary/b"])
        let fetched = try await away.fetched(
            by: {
                #expect($0 == "Binary/b"); return SensitiveBytes("Fetched.".utf8)
            },
            limits: .standard
        )
        #expect(fetched.words == ["Fetched."])
        #expect(fetched.addresses.isEmpty)
        struct Unreachable: Error {}
        let missing = try await away.fetched(by: { _ in throw Unreachable() }, limits: .standard)
        #expect(missing.sections.isEmpty)
        #expect(missing.addresses == ["Binary/b"])
        #expect(missing.fallbacks.contains(.notFetched))
    }

    @Test("without a media type the first bytes tell")
    func sniffed() throws {
        for (text, expected) in [
            ("plain words", "plain words"), ("<html>page", "page"), ("{\\rtf1 rich}", "rich"),
        ] {
            let read = try Resource.read(Resource.document(Resource.attachment(nil, text)))
            #expect(read.content.words == [expected])
            #expect(read.fallbacks.contains(.contentTypeGuessed))
        }
        let kept = try Resource.read(
            Resource.document(Resource.attachment(nil, [0x89, 0x50, 0x4E, 0x47, 0]))
        )
        #expect(kept.content.kept == ["application/octet-stream"])
    }

    @Test(
        "control characters and overrides of direction are kept as they are, and marked",
        arguments: ["a\u{1}b", "a\u{7F}b", "a\u{85}b", "a\u{202E}b", "a\u{2066}b", "a\u{C}b"]
    )
    func marked(text: String) throws {
        for type in ["text/plain", "text/html"] where text != "a\u{C}b" || type == "text/plain" {
            let content = try Resource.read(Resource.document(Resource.attachment(type, text))).content
            #expect(content.words == [text])
            #expect(content.hasMarkedCharacters)
        }
        let plain = Resource.attachment("text/plain", "a\tb\r\nc \u{200F}\u{5D0}\u{2013}\u{E9}")
        #expect(try !Resource.read(Resource.document(plain)).content.hasMarkedCharacters)
    }
}
