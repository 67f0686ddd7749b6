import ClinicalNotes
import ClinicalNotesFHIR
import ClinicalNotesModel
import Testing

@Suite("Sections tell the narratives of the records to which they refer")
struct SectionNarrativeTests {
    private static let patient = #"{"resourceType":"Patient","id":"p1","name":[{"family":"Doe"}]}"#
    private static let condition =
        #"{"resourceType":"Condition","id":"k1","text":{"status":"generated","div":"<div>Asthma since birth</div>"}}"#
    private static let composition =
        #"{"resourceType":"Composition","id":"c1","status":"final","type":{"text":"Summary"},"date":"2026-03-02","#
        + #""subject":{"reference":"Patient/p1"},"author":[{"display":"Dr X"}],"title":"Summary","#
        + #""section":[{"title":"Problems","entry":[{"reference":"Condition/k1"}]},"#
        + #"{"title":"Plan","text":{"status":"generated","div":"<div>Rest</div>"}}]}"#

    private static let inputs: [[String]] = [
        [composition, condition, patient],
        [condition, patient, composition],
        [
            #"{"resourceType":"Bundle","type":"document","entry":["#
                + [composition, condition, patient].map { resource in
                    let id =
                        resource.contains("Composition") ? "c1" : resource.contains("Condition") ? "k1" : "p1"
                    let type = id == "c1" ? "Composition" : id == "k1" ? "Condition" : "Patient"
                    return #"{"fullUrl":"https://ehr.example/fhir/\#(type)/\#(id)","resource":\#(resource)}"#
                }
                .joined(separator: ",") + "]}"
        ],
    ]

    private static let expected = "Problems\nAsthma since birth\n\nPlan\nRest"

    @Test("in whatever order and form they come", arguments: inputs)
    func inMemory(lines: [String]) throws {
        let read = try FHIRImport.read(Array(lines.joined(separator: "\n").utf8))
        #expect(read.notes.map { $0.text.copyString() } == [Self.expected])
        #expect(read.notes.first?.fallbacks.contains(.sectionWithoutText) == false)
    }

    @Test("also when they are read as they arrive, each entry with one outcome", arguments: inputs)
    func streamed(lines: [String]) async throws {
        let practice = try await ImportingPractice()
        let clerk = try await practice.clerk()
        let bytes = Array(lines.joined(separator: "\n").utf8)
        let source = FHIRSource(byteCount: bytes.count) {
            AsyncStream { pieces in
                pieces.yield(bytes)
                pieces.finish()
            }
        }
        let importer = FHIRImporter(source: "urn:example:hospital")
        let tally = try await importer.run([source], into: clerk)
        #expect(tally.imported == 1 && tally.registered == 1 && tally.leftAside == 1)
        #expect(tally.entries == 3)
        let whole = try FHIRImport.read(bytes)
        #expect(try await importer.run(whole, into: clerk).tally.unchanged == 1)
    }
}
