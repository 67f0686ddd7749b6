import Testing

@testable import ClinicalNotesFHIR

@Suite("An input is taken apart while it arrives")
struct ScannerTests {
    private func scanned(
        _ text: String,
        by size: Int,
        limits: ImportLimits = .standard
    ) throws(FHIRError) -> (texts: [String?], isBundle: Bool, bundles: Int) {
        var scanner = EntryScanner(limits: limits)
        var texts: [String?] = []
        let take = { (entry: EntryScanner.Entry) in
            texts.append(entry.text.bytes.map { String(decoding: $0, as: UTF8.self) })
        }
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            // Copied, so that a piece cannot be read beyond its end.
            try scanner.take(Array(rest.prefix(size))[...], take)
            rest = rest.dropFirst(size)
        }
        try scanner.finish(take)
        return (texts, scanner.isBundle, scanner.envelopes.count)
    }

    private static let first = #"{"resourceType":"Patient","id":"a","text":"} ] \" { \\"}"#
    private static let second = #"{"resourceType":"Patient","id":"b","entry":[[{}],{}]}"#
    private static let lines = [first, second]
    private static let elements = lines.map { #"{"resource":\#($0)}"# }

    private static func bundle(_ separator: String) -> String {
        #"{"resourceType":"Bundle","type":"collection","entry":["#
            + elements.joined(separator: separator) + #"],"total":2}"#
    }

    @Test("in pieces of any size, with the same entries", arguments: [1, 2, 3, 7, 16, 64, 1000])
    func pieces(size: Int) throws {
        for separator in [",", "\n,\n", ",\r\n  "] {
            let found = try scanned(Self.bundle(separator), by: size)
            #expect(found.isBundle)
            #expect(found.texts == Self.elements)
            #expect(found.bundles == 1)
        }
        for separator in ["\n", "\r\n", "\n \n\n"] {
            let found = try scanned(
                "\u{FEFF}" + Self.lines.joined(separator: separator) + separator,
                by: size
            )
            #expect(!found.isBundle)
            #expect(found.texts == Self.lines)
        }
    }

    @Test(
        "as a bundle, whatever its first line and the order of its members",
        arguments: [
            "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[\n",
            "{\n\"resourceType\" :\n\"Bundle\",\n\"entry\" : [\n",
            "{\"entry\":[", "{\"id\":\"x\",\"meta\":{\"tag\":[{\"code\":\"entry\"}]},\"entry\":[\n\n",
        ]
    )
    func bundles(start: String) throws {
        let end = start.contains("resourceType") ? "]}" : "],\"resourceType\":\"Bundle\",\"type\":\"batch\"}"
        for size in [1, 5, 1000] {
            let found = try scanned(start + Self.elements.joined(separator: ",\n") + end, by: size)
            #expect(found.isBundle)
            #expect(found.texts == Self.elements)
        }
    }

    @Test("as bundles one after the other")
    func severalBundles() throws {
        let text = [Self.bundle(","), Self.bundle(",")].joined(separator: "\n")
        let found = try scanned(text, by: 11)
        #expect(found.texts == Self.elements + Self.elements)
        #expect(found.bundles == 2)
        let patient = #"{"resource":{"resourceType":"Patient","id":"c"}}"#
        let read = try Sample.read(
            Sample.bundle + "\n" + Sample.bundle.replacing(#"{"resource":\#(Sample.patient)}"#, with: patient)
        )
        #expect(read.formats == [.collection, .collection])
        #expect(read.entries.count == 6 && read.patients.count == 2)
    }

    @Test("and bundles inside it are taken apart too")
    func bundlesInside() throws {
        let element =
            #"{"fullUrl":"urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0","resource":\#(Self.bundle(","))}"#
        let outer =
            #"{"resourceType":"Bundle","type":"searchset","entry":[\#(element),\#(Self.elements[0])]}"#
        let lines = [Self.first, Self.bundle(","), Self.second].joined(separator: "\n")
        for size in [7, 5000] {
            let found = try scanned(outer, by: size)
            #expect(found.texts == Self.elements + [Self.elements[0]])
            #expect(found.bundles == 2)
            #expect(try scanned(lines, by: size).texts == [Self.first] + Self.elements + [Self.second])
        }
        let inner = Sample.collection([Sample.practitioner, Sample.note])
        let read = try Sample.read([Sample.patient, inner].joined(separator: "\n"))
        #expect(read.formats == [.ndjson])
        #expect(read.entries.count == 3 && read.notes.count == 1 && read.refused.isEmpty)
        let empty = try Sample.read(
            [Sample.patient, #"{"resourceType":"Bundle","type":"batch"}"#].joined(separator: "\n")
        )
        #expect(empty.entries.map(\.refusal?.code) == [nil, .nestedBundle])
    }

    @Test("as values that have lines of their own")
    func values() throws {
        let indented = Self.lines.map { $0.replacing(",\"", with: ",\n  \"") }
        for size in [1, 9, 1000] {
            #expect(try scanned(indented.joined(separator: "\n\n"), by: size).texts == indented)
            #expect(try scanned(indented[0], by: size).texts == [indented[0]])
        }
    }

    @Test(
        "and a broken first line spoils no other",
        arguments: [#"{"resourceType":"Patient","id":"#, "x", "{", "\"", "]"]
    )
    func brokenFirst(line: String) throws {
        let read = try Sample.read(
            [line, Sample.patient, Sample.practitioner, Sample.note].joined(separator: "\n")
        )
        #expect(read.entries.map(\.isAccepted) == [false, true, true, true])
        #expect(read.entries[0].refusal?.code == .malformedJSON)
    }

    @Test("and what is too large is an entry that is refused")
    func tooLarge() throws {
        let text = [Sample.patient, String(repeating: "x", count: 5000), Sample.practitioner].joined(
            separator: "\n"
        )
        for size in [100, 100_000] {
            let found = try scanned(text, by: size, limits: ImportLimits(note: 2000))
            #expect(found.texts == [Sample.patient, nil, Sample.practitioner])
        }
        let read = try Sample.read(text, limits: ImportLimits(note: 2000))
        #expect(read.entries.map(\.refusal?.code) == [nil, .noteTooLarge, nil])
    }

    @Test(
        "and a bundle that is cut or broken between its entries is none",
        arguments: [
            "[{},]}", "[,{}]}", "[{} {}]}", "[{}}", "[{}]", "[{\"a\":\"", "[{}]}x", "[{}],\"entry\":[{}]}",
        ]
    )
    func brokenBundles(rest: String) {
        let text = #"{"resourceType":"Bundle","type":"batch","entry":"# + rest
        #expect(throws: FHIRError.self) { try Sample.read(text) }
    }
}
