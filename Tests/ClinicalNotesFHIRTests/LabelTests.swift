import ClinicalNotesModel
import Testing

@testable import ClinicalNotesFHIR

private let terminology = "http://terminology.hl7.org/CodeSystem/"
private let inline =
    "http://hl7.org/fhir/uv/security-label-ds4p/StructureDefinition/extension-inline-sec-label"

@Suite("Labels decide the compartment")
struct LabelTests {
    private func coding(_ system: String, _ code: String) -> String {
        #"{"system":"\#(terminology)\#(system)","code":"\#(code)"}"#
    }

    private func imported(_ note: String) throws -> ImportedNote {
        let read = try Sample.read(Sample.collection([Sample.patient, Sample.practitioner, note]))
        #expect(read.entries[2].refusal == nil)
        return try #require(read.notes.first)
    }

    @Test(
        "wherever they stand and however old they are",
        arguments: [
            ("v3-ActCode", "PSYTHPN", Compartment.psychotherapy),
            ("v3-ActCode", "HIPAAPsyNotes", .psychotherapy),
            ("v3-ActUSPrivacyLaw", "HIPAAPsyNotes", .psychotherapy),
            ("v3-ActCode", "42CFRPart2", .substanceUse), ("v3-ActUSPrivacyLaw", "42CFRPart2", .substanceUse),
            ("v3-ActCode", "SUD", .substanceUse), ("v3-ActCode", "OPIOIDUD", .substanceUse),
            ("v3-ActCode", "ETH", .substanceUse), ("v3-Confidentiality", "ETH", .substanceUse),
            ("v3-ActCode", "RedisclosureProhibitionMark", .substanceUse),
            ("v3-ActCode", "BH", .general), ("v3-ActCode", "MH", .general), ("v3-ActCode", "PSY", .general),
            ("v3-Confidentiality", "PSY", .general), ("v3-Confidentiality", "V", .general),
            ("v3-ActReason", "HTEST", .general), ("v3-ObservationValue", "PATAST", .general),
        ]
    )
    func compartments(system: String, code: String, expected: Compartment) throws {
        let label = coding(system, code)
        let other = coding("v3-Confidentiality", "N")
        let places = [
            Sample.note(security: label), Sample.note(security: other, label: #"{"coding":[\#(label)]}"#),
            Sample.note(security: other).replacing(
                #""attachment":{"#,
                with: #""attachment":{"extension":[{"url":"\#(inline)","valueCoding":\#(label)}],"#
            ),
            Sample.note(security: other).replacing(
                #""status":"current""#,
                with:
                    #""status":"current","_status":{"extension":[{"url":"\#(inline)","valueCoding":\#(label)}]}"#
            ),
        ]
        for note in places { #expect(try imported(note).compartment == expected) }
    }

    @Test("both laws at once are counseling notes")
    func both() throws {
        let note = Sample.note(security: coding("v3-ActCode", "PSYTHPN") + "," + coding("v3-ActCode", "SUD"))
        #expect(try imported(note).compartment == .substanceUseCounseling)
    }

    @Test("the type code alone never makes a psychotherapy note, nor its absence a general one")
    func typeCode() throws {
        let plain = Sample.note(security: "").replacing("34904-3", with: "78309-2")
        #expect(try imported(plain).compartment == .general)
        #expect(try imported(plain).labels == .none)
        #expect(try imported(Sample.note.replacing("34904-3", with: "11506-3")).compartment == .psychotherapy)
    }

    @Test("the stricter of two confidentiality codes stands")
    func strictest() throws {
        let note = Sample.note(
            security: coding("v3-Confidentiality", "V"),
            label: #"{"coding":[\#(coding("v3-Confidentiality", "N"))]}"#
        )
        #expect(try imported(note).labels.confidentiality == .veryRestricted)
        #expect(Confidentiality.allCases == Confidentiality.allCases.sorted())
    }

    @Test("retired codes mean what they meant")
    func retired() throws {
        let note = Sample.note(
            security: ["T", "C", "HIV"].map { coding("v3-Confidentiality", $0) }.joined(separator: ",") + ","
                + coding("v3-ActCode", "NORDSLCD")
        )
        let labels = try imported(note).labels
        #expect(labels.confidentiality == .restricted)
        #expect(labels.sensitivities == ["TBOO", "CEL", "HIV"])
        #expect(labels.handling == ["NORDSCLCD"])
    }

    @Test("every label is kept as it was written, once, whatever it means here")
    func written() throws {
        let local = #"{"system":"urn:example:labels","code":"L1","display":"Local"}"#
        let note = Sample.note(
            security: coding("v3-Confidentiality", "PSY") + "," + coding("v3-ActCode", "NORDSLCD") + ","
                + coding("v3-Confidentiality", "PSY"),
            label: #"{"coding":[\#(coding("v3-ActCode", "NOPAT")),\#(local)]}"#
        )
        let labels = try imported(note).labels
        #expect(labels.written.map(\.code) == ["PSY", "NORDSLCD", "NOPAT", "L1"])
        #expect(
            labels.written.last == SecurityLabel(system: "urn:example:labels", code: "L1", display: "Local")
        )
        #expect(labels.handling == ["NORDSCLCD", "NOPAT"])
        #expect(labels.subtracting(labels) == .none)
    }

    @Test("one known coding of a concept is enough, none is not")
    func concepts() throws {
        let known = coding("v3-ActCode", "PSYTHPN")
        let local = #"{"system":"urn:example:labels","code":"CANARY"}"#
        let note = Sample.note(security: "", label: #"{"coding":[\#(local),\#(known)]}"#)
        #expect(try imported(note).compartment == .psychotherapy)
        let unknown = try imported(Sample.note(security: "", label: #"{"coding":[\#(local)]}"#))
        #expect(unknown.labels.hasUnknown && unknown.fallbacks.contains(.labelUnknown))
        #expect(unknown.labels.written.map(\.code) == ["CANARY"])
        #expect(try !imported(note).labels.hasUnknown)
    }

    @Test("an unknown inline label is told, and something else in its place refuses the note")
    func unknownInline() throws {
        let note = Sample.note.replacing(
            #""attachment":{"#,
            with: #""attachment":{"extension":[{"url":"\#(inline)","valueCoding":{"code":"CANARY"}}],"#
        )
        let path = "DocumentReference.content[0].attachment.extension[0]"
        #expect(try imported(note).labels.hasUnknown)
        let odd = Sample.note.replacing(
            #""attachment":{"#,
            with: #""attachment":{"extension":[{"url":"\#(inline)","valueString":"CANARY"}],"#
        )
        #expect(try Sample.refusal(of: odd) == FHIRError(.unknownLabel, entry: 2, path: path))
    }

    @Test("a bundle's label that no entry bears is borne by every note")
    func bundleLabels() throws {
        let label = coding("v3-ActCode", "PSYTHPN")
        let text = Sample.collection([Sample.patient, Sample.practitioner, Sample.note(security: "")])
        let labeled = text.replacing(
            #""type":"collection""#,
            with: #""type":"collection","meta":{"security":[\#(label)]}"#
        )
        #expect(try Sample.read(labeled).notes.map(\.compartment) == [.psychotherapy])

        let bearer = Sample.note.replacing(#""n1""#, with: #""n2""#).replacing("CANARY-7", with: "CANARY-8")
        let both = labeled.replacing(
            #"{"resource":{"resourceType":"Patient""#,
            with: #"{"resource":\#(bearer)},{"resource":{"resourceType":"Patient""#
        )
        #expect(try Sample.read(both).notes.map(\.compartment) == [.psychotherapy, .general])

        let unknown = try Sample.read(labeled.replacing("PSYTHPN", with: "CANARY"))
        #expect(unknown.notes.map(\.labels.hasUnknown) == [true])
    }
}
