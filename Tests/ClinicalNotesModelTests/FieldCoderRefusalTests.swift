import ClinicalNotesModel
import TestSupport
import Testing

private struct Hopeless: GeneralFieldValue, Codable {
    let value: Double
}

private struct Measured: GeneralRecordContent {
    static let template = Template("measured", version: 1, kind: .note)
    enum CodingKeys: Int, FieldKey { case words = 1, weight = 2, hopeless = 3, day = 4 }
    @Sealed var words: ClinicalText? = nil
    @Sealed var weight: Double? = nil
    @Sealed var hopeless: Hopeless? = nil
    @Sealed var day: CalendarDay? = nil
}

@Suite("The field coder refuses, naming the field and never its content")
struct FieldCoderRefusalTests {
    @Test("a number that JSON cannot write")
    func notFinite() {
        #expect(throws: ModelError(.unencodableField, property: "weight")) {
            try FieldCoder.fields(of: Measured(weight: .infinity))
        }
        #expect(throws: ModelError(.unencodableField, property: "hopeless")) {
            try FieldCoder.fields(of: Measured(hopeless: Hopeless(value: .nan)))
        }
    }

    @Test("a field over 1 MiB, and takes one of exactly that")
    func tooLarge() throws {
        let most = FieldCoder.maximumFieldBytes
        #expect(most == 1 << 20)
        let full = Measured(words: ClinicalText(String(repeating: "a", count: most)))
        #expect(try FieldCoder.fields(of: full)[1]?.count == most)
        #expect(throws: ModelError(.fieldTooLarge, property: "words")) {
            try FieldCoder.fields(of: Measured(words: ClinicalText(String(repeating: "a", count: most + 1))))
        }
    }

    @Test(
        "bytes that the type did not write",
        arguments: [
            (UInt32(1), [0xFF, 0xFE], "words"), (2, Array("canary".utf8), "weight"),
            (2, [], "weight"), (4, Array(#""2026-02-30""#.utf8), "day"), (4, Array("7".utf8), "day"),
        ] as [(UInt32, [UInt8], String)]
    )
    func malformed(field: UInt32, bytes: [UInt8], name: String) {
        let error = #expect(throws: ModelError.self) {
            try FieldCoder.content(Measured.self, from: [field: SensitiveBytes(bytes)])
        }
        #expect(error == ModelError(.malformedField, property: name))
        #expect(error.map { "\($0)" }?.contains("canary") == false)
    }

    @Test("bytes for a field that the template does not have")
    func unknown() {
        #expect(throws: ModelError(.unknownField)) {
            try FieldCoder.content(Measured.self, from: [99: SensitiveBytes([1])])
        }
    }

    @Test("structures nested without end")
    func nested() {
        let brackets = [UInt8](repeating: UInt8(ascii: "["), count: 500_000)
        #expect(throws: ModelError(.malformedField, property: "themes")) {
            try FieldCoder.content(PsychotherapyNote.self, from: [6: SensitiveBytes(brackets)])
        }
    }

    @Test("arbitrary bytes in every structured field, without a crash")
    func garbage() {
        var generator = SeededNumbers(7)
        for _ in 0..<300 {
            let length = Int(generator.next() % 24)
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
            for type in TemplateRegistry.standard.all {
                for field in type.fields where field.form == .structured {
                    #expect(throws: ModelError(.malformedField, property: field.name)) {
                        _ = try type.content(from: [field.number: SensitiveBytes([0x7B] + bytes)])
                    }
                }
            }
        }
    }
}
