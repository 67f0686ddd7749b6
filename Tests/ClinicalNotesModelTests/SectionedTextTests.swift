import ClinicalNotesModel
import Testing

@Suite("Words in sections")
struct SectionedTextTests {
    typealias General = SectionedText<ContentSections.General>

    @Test func `each section is a field, numbered by its place`() throws {
        let content = General([
            NoteSection(title: "Plan", text: "Rest"), NoteSection(text: "\nTea"),
            NoteSection(title: "Empty", text: ""),
        ])
        let fields = try FieldCoder.fields(of: content)
        #expect(
            fields.mapValues { String(decoding: $0.copyBytes(), as: UTF8.self) } == [
                1: "Plan\nRest", 2: "\n\nTea", 3: "Empty\n",
            ]
        )
        let read = try FieldCoder.content(General.self, from: fields)
        #expect(read.sections.map { $0?.title?.copyString() } == ["Plan", nil, "Empty"])
        #expect(read.sections.map { $0?.text.copyString() } == ["Rest", "\nTea", ""])
    }

    @Test func `a section that is not opened is missing where it stands`() throws {
        var fields = try FieldCoder.fields(
            of: General((1...1000).map { NoteSection(title: ClinicalText("\($0)"), text: "x") })
        )
        fields[2] = nil
        fields[1000] = nil
        let read = try FieldCoder.content(General.self, from: fields)
        #expect(read.sections.count == 999)
        #expect(read.sections.indices.filter { read.sections[$0] == nil } == [1])
        #expect(try FieldCoder.content(General.self, from: [:]).sections.compactMap { $0 }.isEmpty)
    }

    @Test func `a heading is one line, and a blank one is none`() {
        let title = NoteSection(title: "a\r\nb", text: "").title
        #expect(title?.copyString() == "a  b")
        #expect(NoteSection(title: " \n\t", text: "").title == nil)
        #expect("\(NoteSection(title: "canary", text: "canary"))" == "NoteSection")
    }

    @Test func `a field that is no section is refused`() {
        #expect(throws: ModelError.self) {
            try FieldCoder.content(General.self, from: [1: SensitiveBytes("no line".utf8)])
        }
        #expect(throws: ModelError.self) {
            try FieldCoder.content(General.self, from: [0: SensitiveBytes("\n".utf8)])
        }
        #expect(throws: ModelError.self) {
            try FieldCoder.content(General.self, from: [1: SensitiveBytes([0xFF, 0x0A])])
        }
    }

    @Test func `sections of one compartment are not content of another`() throws {
        let fields = try FieldCoder.fields(
            of: SectionedText<ContentSections.Psychotherapy>([NoteSection(text: "x")])
        )
        #expect(fields.count == 1)
        #expect(General.template != SectionedText<ContentSections.Psychotherapy>.template)
        let registered = TemplateRegistry.standard.all.filter { $0.template.name.hasSuffix("sections") }
        #expect(Set(registered.map(\.compartment)) == Set(Compartment.allCases))
    }
}
