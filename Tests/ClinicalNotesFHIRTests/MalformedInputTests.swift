import Testing

@testable import ClinicalNotesFHIR

/// One change to a good input, and the error that it must give.
struct Fault: CustomTestStringConvertible, Sendable {
    let old: String
    let new: String
    let code: FHIRError.Code
    let path: String?
    let entry: Int

    init(_ old: String, _ new: String, _ code: FHIRError.Code, _ path: String?, entry: Int = 2) {
        self.old = old
        self.new = new
        self.code = code
        self.path = path
        self.entry = entry
    }

    var testDescription: String { "\(code) at \(path ?? "-")" }
}

private let document = "DocumentReference"

private let faults: [Fault] = [
    // Required elements and value sets.
    Fault(#""status":"current","#, "", .missingElement, "\(document).status"),
    Fault(#""status":"current""#, #""status":"active""#, .invalidCode, "\(document).status"),
    Fault(#""status":"current""#, #""status":" current""#, .invalidValue, "\(document).status"),
    Fault(#""status":"current""#, #""status":1"#, .wrongType, "\(document).status"),
    Fault(#""status":"current""#, #""status":null"#, .wrongType, "\(document).status"),
    Fault(#""status":"current""#, #""status":"""#, .emptyElement, "\(document).status"),
    Fault(#""docStatus":"final""#, #""docStatus":"done""#, .invalidCode, "\(document).docStatus"),
    Fault(#""docStatus":"final""#, #""docStatus":["final"]"#, .wrongType, "\(document).docStatus"),
    Fault(#"[{"reference":"Practitioner/d1"}]"#, "[]", .emptyElement, "\(document).author"),
    Fault(
        #"[{"reference":"Practitioner/d1"}]"#,
        #"{"reference":"Practitioner/d1"}"#,
        .wrongType,
        "\(document).author"
    ),
    Fault(#"[{"reference":"Practitioner/d1"}]"#, "[{}]", .emptyElement, "\(document).author[0]"),
    Fault(#"[{"reference":"Practitioner/d1"}]"#, "[null]", .wrongType, "\(document).author[0]"),
    Fault(
        #""resourceType":"DocumentReference","#,
        "",
        .missingElement,
        "Bundle.entry[2].resource.resourceType"
    ),
    Fault(
        #""resourceType":"DocumentReference","#,
        #""resourceType":[],"#,
        .wrongType,
        "Bundle.entry[2].resource.resourceType"
    ),
    Fault(
        #""resourceType":"DocumentReference","#,
        #""resourceType":"CANARY","#,
        .unknownResourceType,
        "Bundle.entry[2].resource.resourceType"
    ),
    Fault(
        #""resourceType":"DocumentReference","#,
        #""resourceType":"Bundle","#,
        .nestedBundle,
        "Bundle.entry[2].resource"
    ),
    Fault(
        #"{"resource":{"resourceType":"DocumentReference""#,
        #"{"other":{"resourceType":"DocumentReference""#,
        .unknownElement,
        "Bundle.entry[2]"
    ),
    Fault(
        #"{"resource":{"resourceType":"Patient""#,
        #"{"fullUrl":"http://a/fhir/Patient/p2","resource":{"resourceType":"Patient""#,
        .mismatchedFullURL,
        "Bundle.entry[0].fullUrl",
        entry: 0
    ),
    Fault(#""id":"n1","#, #""id":"not an id","#, .invalidValue, "\(document).id"),
    // Unknown and repeated names.
    Fault(#""status":"current""#, #""CANARY":1,"status":"current""#, .unknownElement, document),
    Fault(#""security":["#, #""securityCANARY":["#, .unknownElement, "\(document).meta"),
    Fault(
        #""status":"current""#,
        #""status":"current","status":"current""#,
        .repeatedName,
        "Bundle.entry[2].resource"
    ),
    Fault(#""meta":{"#, #""meta":{"source":"a:b","source":"a:c","#, .repeatedName, "\(document).meta"),
    Fault(
        #""status":"current""#,
        #""_status":{"id":"x"},"status":"current","extension":[]"#,
        .emptyElement,
        "\(document).extension"
    ),
    Fault(
        #""status":"current""#,
        #""extension":[{"url":"urn:x","valueQuantity":{"a":1,"a":2}}],"status":"current""#,
        .repeatedName,
        "\(document).extension[0]"
    ),
    Fault(
        #""status":"current""#,
        #""contained":[{"resourceType":"Organization","meta":{"security":[]}}],"status":"current""#,
        .labeledContained,
        "\(document).contained[0].meta.security"
    ),
    // Times.
    Fault("2026-03-02T15:00:00.250+02:00", "2026-03-02", .invalidInstant, "\(document).date"),
    Fault("2026-03-02T15:00:00.250+02:00", "2026-02-30T15:00:00Z", .invalidInstant, "\(document).date"),
    Fault("2026-03-02T15:00:00.250+02:00", "2026-03-02T15:00:00", .invalidInstant, "\(document).date"),
    Fault("2026-03-02T15:00:00.250+02:00", "2026-03-02 15:00:00Z", .invalidInstant, "\(document).date"),
    Fault(
        #""start":"2026-03-02""#,
        #""start":"02.03.2026""#,
        .invalidDate,
        "\(document).context.period.start"
    ),
    Fault(
        #""start":"2026-03-02""#,
        #""start":"2026-03-03T00:00:00Z""#,
        .invalidValue,
        "\(document).context.period"
    ),
    Fault(
        #""birthDate":"1988-05-17""#,
        #""birthDate":"1988-13-17""#,
        .invalidDate,
        "Patient.birthDate",
        entry: 0
    ),
    Fault(
        #""birthDate":"1988-05-17""#,
        #""birthDate":"1988-05-17T00:00:00Z""#,
        .invalidDate,
        "Patient.birthDate",
        entry: 0
    ),
    // Who is who.
    Fault(
        #""reference":"Patient/p1""#,
        #""reference":"Location/d1""#,
        .wrongReferenceTarget,
        "\(document).subject"
    ),
    Fault(#""reference":"Patient/p1""#, ##""reference":"#p1""##, .invalidReference, "\(document).subject"),
    Fault(#""reference":"Patient/p1""#, #""reference":"CANARY""#, .invalidReference, "\(document).subject"),
    Fault(
        #""reference":"Patient/p1""#,
        #""reference":"Patient/p1","type":"Device""#,
        .wrongReferenceTarget,
        "\(document).subject"
    ),
    Fault(
        #""status":"current""#,
        #""relatesTo":[{"code":"CANARY","target":{"reference":"DocumentReference/n0"}}],"status":"current""#,
        .invalidCode,
        "\(document).relatesTo[0].code"
    ),
    Fault(#""gender":"female""#, #""gender":"f""#, .invalidCode, "Patient.gender", entry: 0),
    Fault(
        #""gender":"female""#,
        #""modifierExtension":[{"url":"urn:x"}],"gender":"female""#,
        .unknownModifierExtension,
        "Patient.modifierExtension",
        entry: 0
    ),
    Fault(
        #""gender":"female""#,
        #""implicitRules":"urn:x","gender":"female""#,
        .implicitRules,
        "Patient.implicitRules",
        entry: 0
    ),
    Fault(
        #""gender":"female""#,
        #""deceasedBoolean":true,"deceasedDateTime":"2026""#,
        .tooManyElements,
        "Patient.deceasedDateTime",
        entry: 0
    ),
    // The attachment.
    Fault(
        #""data":""# + Sample.encoded(Sample.words) + #"","size":29"#,
        #""title":"x""#,
        .attachmentWithoutContent,
        "\(document).content[0].attachment"
    ),
    Fault(
        Sample.encoded(Sample.words),
        "Q0FOQVJZI",
        .invalidBase64,
        "\(document).content[0].attachment.data"
    ),
    Fault(
        Sample.encoded(Sample.words),
        "Q0FOQVJZ*",
        .invalidBase64,
        "\(document).content[0].attachment.data"
    ),
    Fault(
        #""size":29"#,
        #""size":29,"hash":"qZk+NkcGgWq6PiVxeFDCbJzQ2J0=""#,
        .hashMismatch,
        "\(document).content[0].attachment.hash"
    ),
    Fault(#""size":29"#, #""size":28"#, .sizeMismatch, "\(document).content[0].attachment.size"),
    Fault(#""size":29"#, #""size":-1.5"#, .invalidValue, "\(document).content[0].attachment.size"),
    Fault(#""size":29"#, #""size":"29""#, .wrongType, "\(document).content[0].attachment.size"),
]

@Suite("A fault is refused by name")
struct MalformedInputTests {
    @Test("in one entry, with the element", arguments: faults)
    func entry(fault: Fault) throws {
        #expect(Sample.bundle.contains(fault.old))
        let read = try Sample.read(Sample.bundle.replacing(fault.old, with: fault.new))
        let refusal = try #require(read.entries[fault.entry].refusal)
        #expect(refusal.code == fault.code)
        #expect(refusal.path == fault.path)
        #expect(refusal.entry == fault.entry)
        #expect(!"\(read.entries.compactMap(\.refusal))".contains("CANARY"))
        // What hangs on a refused patient is refused as well; nothing else is.
        #expect(read.notes.isEmpty)
        #expect(read.practitioners.count == 1)
    }

    @Test(
        "in the whole, with the byte",
        arguments: [
            ("", FHIRError(.empty)), (" \n\t ", FHIRError(.empty)), ("\u{FEFF}", FHIRError(.empty)),
            ("CANARY", FHIRError(.malformedJSON, offset: 0)), ("[]", FHIRError(.notFHIR)),
            ("7", FHIRError(.notFHIR)),
            ("{}", FHIRError(.notFHIR)), (#"{"resourceType":1}"#, FHIRError(.notFHIR)),
            (#"{"resourceType":"Bundle"}"#, FHIRError(.missingElement, path: "Bundle.type")),
            (#"{"resourceType":"Bundle","type":"CANARY"}"#, FHIRError(.invalidCode, path: "Bundle.type")),
            (
                #"{"resourceType":"Bundle","type":"batch","type":"batch"}"#,
                FHIRError(.repeatedName, path: "Bundle")
            ),
            (
                #"{"resourceType":"Bundle","type":"batch","CANARY":0}"#,
                FHIRError(.unknownElement, path: "Bundle")
            ),
            (
                #"{"resourceType":"Bundle","type":"batch","entry":{}}"#,
                FHIRError(.wrongType, path: "Bundle.entry")
            ),
            (
                #"{"resourceType":"Bundle","type":"batch","entry":[]}"#,
                FHIRError(.emptyElement, path: "Bundle.entry")
            ),
            (#"{"resourceType":"Bundle","type":"collection""#, FHIRError(.malformedJSON, offset: 44)),
            (#"{"resourceType":"Bundle"} CANARY"#, FHIRError(.malformedJSON, offset: 26)),
        ]
    )
    func whole(text: String, expected: FHIRError) {
        let thrown = #expect(throws: FHIRError.self) { try Sample.read(text) }
        #expect(thrown == expected)
    }

    @Test("invalid UTF-8")
    func invalidUTF8() throws {
        var bytes = Array(Sample.bundle.utf8)
        bytes[40] = 0xC3
        let thrown = #expect(throws: FHIRError.self) { try FHIRImport.read(bytes) }
        #expect(thrown == FHIRError(.invalidUTF8, offset: 40))
    }

    @Test("a text without words", arguments: ["text/plain", "text/html"])
    func emptyText(contentType: String) throws {
        let note = Sample.note(contentType, bytes: Array(" \n".utf8))
        #expect(try Sample.refusal(of: note)?.code == .emptyText)
        let script = Sample.note("text/html", bytes: Array("<script>CANARY</script><!-- CANARY -->".utf8))
        #expect(try Sample.refusal(of: script)?.code == .emptyText)
    }

    @Test("what is over a limit, and not what is at it")
    func limits() throws {
        let note = Sample.note("text/plain", bytes: Array(repeating: 0x61, count: 300))
        let size = note.utf8.count
        #expect(try Sample.refusal(of: note, limits: ImportLimits(note: size)) == nil)
        let tooLarge = FHIRError(.noteTooLarge, entry: 2, path: "Bundle.entry[2].resource")
        #expect(try Sample.refusal(of: note, limits: ImportLimits(note: size - 1)) == tooLarge)

        let total = Sample.bundle.utf8.count
        #expect(try Sample.read(Sample.bundle, limits: ImportLimits(bytes: total)).notes.count == 1)
        let whole = #expect(throws: FHIRError.self) {
            try Sample.read(Sample.bundle, limits: ImportLimits(bytes: total - 1))
        }
        #expect(whole == FHIRError(.tooLarge))
        let entries = #expect(throws: FHIRError.self) {
            try Sample.read(Sample.bundle, limits: ImportLimits(entries: 2))
        }
        #expect(entries == FHIRError(.tooManyEntries, path: "Bundle.entry"))
        let deep = String(repeating: "[", count: 100_000)
        let depth = #expect(throws: FHIRError.self) { try Sample.read(deep) }
        #expect(depth == FHIRError(.tooDeep, offset: 64))
    }
}
