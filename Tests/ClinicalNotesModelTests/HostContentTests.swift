import ClinicalNotesModel
import Foundation
import Testing

// Everything here is written as a host outside this package would: public interface only.

struct MoodScore: GeneralFieldValue, Codable, Equatable {
    let score: Int
    let scale: String
}

struct HostIntake: GeneralRecordContent {
    static let template = Template("intake", version: 1, kind: NoteKind(loinc: "78466-0"))

    enum CodingKeys: Int, FieldKey { case presentingProblem = 1, medications = 2, mood = 7, sessions = 9 }

    @Sealed var presentingProblem: ClinicalText?
    @Sealed var medications: [MedicationStatement]?
    @Sealed var mood: MoodScore?
    @Sealed var sessions: Int? = nil
}

struct HostAnalysis: PsychotherapyContent {
    static let template = Template("analysis", version: 3, kind: .psychotherapyIndividual)

    enum CodingKeys: Int, FieldKey { case thoughts = 1, dreams = 2, discussed = 3 }

    @Sealed var thoughts: ClinicalText?
    @Sealed var dreams: [ClinicalText]?
    @Sealed var discussed: Bool?
}

@Suite("A host's own content")
struct HostContentTests {
    let intake = HostIntake(
        presentingProblem: "Cannot sleep.",
        medications: [
            MedicationStatement("Sertraline", dosage: "50 mg", prescribed: CalendarDay("2026-03-02"))
        ],
        mood: MoodScore(score: 12, scale: "PHQ-9")
    )

    @Test("is written field by field and read again")
    func roundTrip() throws {
        let fields = try FieldCoder.fields(of: intake)
        #expect(fields.keys.sorted() == [1, 2, 7])
        let again = try FieldCoder.content(HostIntake.self, from: fields)
        #expect(again.presentingProblem?.copyString() == "Cannot sleep.")
        let medication = try #require(again.medications?.first)
        #expect(medication.medication.copyString() == "Sertraline")
        #expect(medication.dosage?.copyString() == "50 mg")
        #expect(medication.prescribed == CalendarDay("2026-03-02"))
        #expect(again.mood == MoodScore(score: 12, scale: "PHQ-9"))
        #expect(again.sessions == nil)
    }

    @Test("has text as UTF-8 and structures as JSON with sorted keys")
    func bytes() throws {
        let fields = try FieldCoder.fields(of: intake)
        #expect(fields[1]?.copyBytes() == Array("Cannot sleep.".utf8))
        #expect(fields[7]?.copyBytes() == Array(#"{"scale":"PHQ-9","score":12}"#.utf8))
        let medications = #"[{"dosage":"50 mg","medication":"Sertraline","prescribed":"2026-03-02"}]"#
        #expect(fields[2]?.copyBytes() == Array(medications.utf8))
    }

    @Test("has nil where a field was not opened")
    func unopened() throws {
        var fields = try FieldCoder.fields(of: intake)
        fields[2] = nil
        let again = try FieldCoder.content(HostIntake.self, from: fields)
        #expect(again.medications == nil)
        #expect(again.presentingProblem != nil)
        #expect(try FieldCoder.content(HostIntake.self, from: [:]).presentingProblem == nil)
    }

    @Test("of psychotherapy holds words, lists of words and yes or no")
    func psychotherapy() throws {
        let analysis = HostAnalysis(thoughts: "", dreams: ["Water", "\u{1F30A} \"quoted\""], discussed: true)
        let fields = try FieldCoder.fields(of: analysis)
        #expect(fields.keys.sorted() == [1, 2, 3])
        let again = try FieldCoder.content(HostAnalysis.self, from: fields)
        #expect(again.thoughts?.copyString() == "")
        #expect(again.dreams?.map { $0.copyString() } == ["Water", "\u{1F30A} \"quoted\""])
        #expect(again.discussed == true)
    }

    @Test("registers, with names, numbers and forms")
    func registers() throws {
        var registry = TemplateRegistry.standard
        try registry.register(HostIntake.self)
        try registry.register(HostIntake.self)
        let registered = try #require(registry["intake", 1])
        #expect(registered.compartment == .general)
        #expect(registered.fields.map(\.number) == [1, 2, 7, 9])
        #expect(registered.fields.map(\.name) == ["presentingProblem", "medications", "mood", "sessions"])
        #expect(registered.fields.map(\.form) == [.text, .structured, .structured, .structured])
        let content = try registered.content(from: try FieldCoder.fields(of: intake))
        #expect((content as? HostIntake)?.mood?.score == 12)
        #expect(registry["intake", 2] == nil)
    }

    @Test("reaches no other encoder or decoder")
    func otherCoders() throws {
        #expect(throws: ModelError(.fieldCoderOnly)) { try JSONEncoder().encode(intake) }
        #expect(throws: ModelError(.fieldCoderOnly)) { try JSONEncoder().encode(ClinicalText("secret")) }
        #expect(throws: ModelError(.fieldCoderOnly)) { try JSONEncoder().encode(DiagnosisSummary("F41.1")) }
        let json = Data(#""secret""#.utf8)
        #expect(throws: ModelError(.fieldCoderOnly)) {
            try JSONDecoder().decode(ClinicalText.self, from: json)
        }
    }
}
