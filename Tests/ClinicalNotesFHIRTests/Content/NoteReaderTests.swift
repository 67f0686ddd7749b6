import ClinicalNotesModel
import FoundationEssentials
import Testing

@testable import ClinicalNotesFHIR

@Suite("Every resource with words is a note")
struct NoteReaderTests {
    private let loinc = "http://loinc.org"

    @Test("a report by its presented form, with its conclusion unless that is all that the form says")
    func report() throws {
        let form = Resource.attachment("text/plain", "No fracture seen. Normal.")
        let text =
            #"{"resourceType":"DiagnosticReport","id":"r","status":"corrected","category":[{"coding":[{"#
            + #""system":"\#(loinc)","code":"LP29684-5"}]}],"code":{"text":"Knee"},"subject":{"reference":"Patient/p"},"#
            + #""effectiveDateTime":"2026-03-01","issued":"2026-03-02T10:00:00Z","performer":[{"reference":"Organization/o"}],"#
            + #""resultsInterpreter":[{"reference":"Practitioner/d"}],"encounter":{"reference":"Encounter/e"},"#
            + #""conclusion":"CONCLUSION","presentedForm":[{\#(form)}]}"#
        let read = try Resource.read(text.replacing("CONCLUSION", with: "No fracture  seen. Normal."))
        #expect(read.content.words == ["No fracture seen. Normal."])
        #expect(read.status == .amended)
        #expect(read.kind == .imagingNarrative)
        #expect(read.writtenType?.text == "Knee")
        #expect(read.authors.map(\.path) == ["DiagnosticReport.resultsInterpreter[0]"])
        #expect(read.encounters.map(\.path) == ["DiagnosticReport.encounter"])
        #expect(read.date == Instant(rfc3339: "2026-03-02T10:00:00Z"))
        #expect(read.fallbacks == [.kindOfAxes])
        // The form holds these words, and says something else with them.
        for conclusion in ["See again in June.", "Fracture seen.", "normal", "No fracture seen. Normal"] {
            let more = try Resource.read(text.replacing("CONCLUSION", with: conclusion))
            #expect(more.content.titles == [nil, "Conclusion"])
            #expect(more.content.words.last == conclusion)
        }
        for empty in [#""title":"See chart""#, Resource.attachment("text/html", "<script>x</script>")] {
            let concluded = try Resource.read(text.replacing(form, with: empty))
            #expect(concluded.content.words == ["CONCLUSION"])
            let nothing = text.replacing(form, with: empty).replacing("CONCLUSION", with: " ")
            #expect(Resource.refusal(nothing) != nil)
        }
    }

    @Test("a withdrawal, whatever is wrong with what it has left")
    func damagedWithdrawal() throws {
        let damaged = [
            Resource.attachment("text/plain", "x", more: #""size":7,"#),
            #""contentType":"text/plain","data":"A""#,
        ]
        for attachment in damaged {
            let document = Resource.document(attachment)
            #expect(Resource.refusal(document) != nil)
            let withdrawn = document.replacing(#""current""#, with: #""entered-in-error""#)
            #expect(try Resource.read(withdrawn).status == .enteredInError)
        }
    }

    @Test("a note is not refused for the length of what is not its text, or of a section")
    func lengths() throws {
        let long = String(repeating: "long ", count: 300_000)
        let narrative = #""text":{"status":"generated","div":"<div>\#(long)</div>"},"#
        let extended =
            #""extension":[{"url":"urn:x","valueBase64Binary":"\#(String(repeating: "QUFB", count: 400_000))"}],"#
        for more in [
            narrative, extended, #""contained":[{"resourceType":"Basic","id":"x",\#(narrative)"code":{}}],"#,
        ] {
            let read = try Resource.read(
                Resource.document(Resource.attachment("text/plain", "Words."), more: more)
            )
            #expect(read.content.words == ["Words."])
        }
        let composition =
            #"{"resourceType":"Composition","id":"c","status":"final","type":{"text":"T"},"date":"2026-03-02","#
            + #""subject":{"display":"P"},"author":[{"display":"Dr X"}],"title":"T","section":[{"title":"S",\#(narrative)"#
            + #""code":{"text":"S"}}]}"#
        let content = try Resource.read(composition).content
        #expect(content.words.first?.hasSuffix("[The text goes on in what is attached.]") == true)
        #expect(content.kept == ["text/html"] && content.fallbacks.contains(.shortened))
        #expect(content.attachments.first?.bytes.count == long.utf8.count + 11)
    }

    @Test("a file inside the resource")
    func containedFile() throws {
        let contained =
            #""contained":[{"resourceType":"Binary","id":"b1","contentType":"text/plain","data":"aGVsbG8="}],"#
        let document = Resource.document(##""url":"#b1""##, more: contained)
        let assembled = try FHIRImport.read(
            Array((document.replacing(#""status""#, with: #""subject":{"display":"P"},"status""#)).utf8)
        )
        #expect(assembled.notes.map { $0.text.copyString() } == ["hello"])
    }

    @Test("a composition by its sections, those inside others under both headings")
    func composition() throws {
        let text =
            #"{"resourceType":"Composition","id":"c","identifier":{"system":"urn:x","value":"7"},"status":"final","#
            + #""type":{"coding":[{"system":"\#(loinc)","code":"34133-9","display":"CANARY"}]},"date":"2026-03-02","#
            + #""subject":{"reference":"Patient/p"},"author":[{"display":"Dr X"}],"title":"Summary","confidentiality":"R","#
            + #""relatesTo":[{"code":"replaces","targetIdentifier":{"system":"urn:x","value":"6"}}],"#
            + #""section":[{"title":"Plan","text":{"status":"generated","div":"<div><p>Rest</p></div>"},"#
            + #""section":[{"code":{"coding":[{"display":"Diet"}]},"text":{"status":"generated","div":"<div>Soup</div>"}}]},"#
            + #"{"title":"Results","entry":[{"reference":"Observation/o"}]}]}"#
        let observation =
            #"{"resourceType":"Observation","id":"o","text":{"status":"generated","div":"<div>Weight 70 kg</div>"}}"#
        let read = try Resource.read(text, with: ["Observation/o": observation])
        #expect(read.content.titles == ["Plan", "Plan: Diet", "Results"])
        #expect(read.content.words == ["Rest", "Soup", "Weight 70 kg"])
        #expect(read.masterIdentifier?.value == "7")
        #expect(read.kind == .note)
        #expect(read.fallbacks == [.kindUnknown])
        #expect(read.writtenType?.codings.map(\.code) == ["34133-9"])
        #expect(read.relations.map(\.kind) == [.replaces])
        #expect(read.relations.first?.target.object.object("identifier")?.string("value") == "6")
        let labels = try LabelReader.labels(of: Resource.object(text), type: .composition, inline: [])
        #expect(labels.confidentiality == .restricted)
        #expect(labels.written.map(\.code) == ["R"])
        let alone = try Resource.read(text)
        #expect(alone.content.titles == ["Plan", "Plan: Diet", "Results"])
        #expect(alone.content.words.last == "[This section refers to records and has no words of its own.]")
        #expect(alone.fallbacks == [.kindUnknown, .sectionWithoutText])
        let reason = #""emptyReason":{"coding":[{"code":"nilknown"}]}"#
        let entries = #""entry":[{"reference":"Observation/o"}]"#
        let none = try Resource.read(text.replacing(entries, with: reason))
        #expect(none.content.words.last == "[Empty: nilknown]")
        #expect(none.fallbacks == [.kindUnknown])
        let empty = text.replacing("<div><p>Rest</p></div>", with: "<div/>").replacing("Soup", with: "")
        #expect(Resource.refusal(empty)?.code == .emptyText)
    }

    @Test("an observation or a request by its annotations, if it is asked for")
    func annotations() throws {
        let text =
            #"{"resourceType":"Observation","id":"o","status":"final","code":{"text":"Mood"},"valueString":"Low","#
            + #""effectivePeriod":{"start":"2026-03-01"},"note":[{"authorString":"Dr X","time":"2026-03-02","text":"Since June"}]}"#
        let read = try Resource.read(text)
        #expect(read.content.words == ["Low", "Since June"])
        #expect(read.content.titles == [nil, "Dr X, 2026-03-02"])
        #expect(read.fallbacks == [.kindUnknown, .dateOfPeriod])
        let resource = try Resource.object(text)
        #expect(!NoteReader.isNote(resource, .observation))
        #expect(NoteReader.isNote(resource, .observation, asked: [.observation]))
        let request =
            #"{"resourceType":"ServiceRequest","id":"s","status":"active","intent":"order","subject":{"display":"x"},"#
            + #""requester":{"reference":"Practitioner/d"},"note":[{"text":"Please see soon"}]}"#
        #expect(try Resource.read(request).content.words == ["Please see soon"])
        #expect(try Resource.read(request).authors.map(\.path) == ["ServiceRequest.requester"])
    }

    @Test(
        "the date is that of the note, else of the care, else of the update, else of the attachment",
        arguments: [
            (#""date":"2026-03-05T00:00:00Z","#, "2026-03-05T00:00:00Z", nil),
            (#""context":{"period":{"start":"2026-03-04"}},"#, "2026-03-04T00:00:00Z", .dateOfPeriod),
            (#""meta":{"lastUpdated":"2026-03-03T00:00:00Z"},"#, "2026-03-03T00:00:00Z", .dateOfUpdate),
            (
                #""_date":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","#
                    + #""valueCode":"unknown"}]},"#,
                "2026-03-02T00:00:00Z", .dateOfAttachment
            ),
            (#""date":"2026-03-05T23:59:60Z","#, "2026-03-06T00:00:00Z", nil),
        ] as [(String, String, ImportFallback?)]
    )
    func dates(more: String, expected: String, fallback: ImportFallback?) throws {
        let attachment = Resource.attachment("text/plain", "x", more: #""creation":"2026-03-02","#)
        let read = try Resource.read(Resource.document(attachment, more: more))
        #expect(read.date == Instant(rfc3339: expected))
        #expect(read.fallbacks.subtracting([.kindUnknown]) == Set([fallback].compactMap { $0 }))
        let bare = try Resource.read(Resource.document(Resource.attachment("text/plain", "x")))
        #expect(bare.date == nil)
        #expect(bare.fallbacks.contains(.dateUnknown))
    }

    @Test(
        "the kind is the catalog's, else that of the same subject matter and service, else none in particular",
        arguments: [
            ("34904-3", NoteKind.mentalHealthProgress, nil), ("11490-0", .dischargeSummary, .kindOfAxes),
            ("34105-7", .dischargeSummary, .kindOfAxes), ("34131-3", .progress, .kindOfAxes),
            ("34133-9", .note, .kindUnknown), ("34108-1", .note, .kindUnknown),
            ("8302-2", .note, .kindUnknown),
        ] as [(String, NoteKind, ImportFallback?)]
    )
    func kinds(code: String, kind: NoteKind, fallback: ImportFallback?) throws {
        let type = #""type":{"coding":[{"system":"\#(loinc)","code":"\#(code)","display":"D"}],"text":"T"},"#
        let read = try Resource.read(Resource.document(Resource.attachment("text/plain", "x"), more: type))
        #expect(read.kind == kind)
        #expect(read.fallbacks.subtracting([.dateUnknown]) == Set([fallback].compactMap { $0 }))
        #expect(
            read.writtenType
                == ImportedType(codings: [.init(system: loinc, code: code, display: "D")], text: "T")
        )
        // Only the catalog's own kinds stand among the axes, and none of them for itself.
        #expect(DocumentAxes.kind(of: code).map(NoteKind.catalog.contains) ?? true)
    }

    @Test("every kind that the axes give is one of the catalog")
    func axes() {
        let catalog = Set(NoteKind.catalog.map(\.code))
        #expect(DocumentAxes.codes.count > 1400)
        for code in DocumentAxes.codes {
            #expect(!catalog.contains(code))
            #expect(NoteKind(loinc: code).isWellFormed)
            #expect(catalog.contains(DocumentAxes.kind(of: code)?.code ?? ""))
        }
    }

    @Test(
        "what is valid is accepted: gaps in lists, reasons for absence, long ids",
        arguments: [
            #""author":[{"display":"x"}],"_status":{"id":"s"},"#,
            #""identifier":[{"value":"7","period":{"start":"2026"}}],"#,
            #""language":"en","category":[{"text":"x"}],"#,
            #""context":{"period":{"end":"2026-03-02"},"encounter":[{"display":"a"},{"display":"b"}]},"#,
        ]
    )
    func accepted(more: String) throws {
        _ = try Resource.read(Resource.document(Resource.attachment("text/plain", "x"), more: more))
    }

    @Test("gaps in a list of names, and a status that is absent with a reason")
    func gaps() throws {
        let patient =
            #"{"resourceType":"Patient","id":"p","name":[{"given":[null,"Ana"],"_given":[{"id":"g"},null]}]}"#
        _ = try ResourceCheck.run(try Resource.object(patient), as: .patient, limit: 1000)
        let absent = Resource.document(Resource.attachment("text/plain", "x"))
            .replacing(
                #""status":"current""#,
                with: #""_status":{"extension":[{"url":"u","valueCode":"unknown"}]}"#
            )
        #expect(try Resource.read(absent).fallbacks.contains(.statusUnknown))
        let id = String(repeating: "a", count: 65)
        let long = Resource.document(Resource.attachment("text/plain", "x"))
            .replacing(#""id":"n""#, with: #""id":"\#(id)""#)
        #expect(try Resource.read(long).fallbacks.contains(.longID))
        #expect(
            Resource.refusal(long.replacing(id, with: String(repeating: "a", count: 256)))?.code
                == .invalidValue
        )
    }

    @Test(
        "what is wrong is refused: a period that ends before it starts, offsets that are nowhere, scripts",
        arguments: [
            (
                #""context":{"period":{"start":"2026-03-02","end":"2026-03-01"}},"#,
                FHIRError.Code.invalidValue
            ),
            (
                #""context":{"period":{"start":"2026-03-02T10:00:00Z","end":"2026-03-02T09:59:59Z"}},"#,
                .invalidValue
            ),
            (#""context":{"period":{"start":"2026-04","end":"2026-03-31"}},"#, .invalidValue),
            (#""date":"2026-03-02T10:00:00+14:01","#, .invalidInstant),
            (#""date":"2026-03-02T10:00:00-23:00","#, .invalidInstant),
            (#""text":{"status":"generated","div":"<div><script>x</script></div>"},"#, .activeContent),
            (#""text":{"status":"generated","div":"<div onclick='x'>y</div>"},"#, .activeContent),
            (
                #""text":{"status":"generated","div":"<div><a href=' JavaScript:x'>y</a></div>"},"#,
                .activeContent
            ),
        ] as [(String, FHIRError.Code)]
    )
    func refused(more: String, code: FHIRError.Code) {
        #expect(
            Resource.refusal(Resource.document(Resource.attachment("text/plain", "x"), more: more))?.code
                == code
        )
    }

    @Test("an attachment may say that there is nothing, and a withdrawn note need have nothing left")
    func nothing() throws {
        let words = Resource.attachment("text/plain", "x")
        let nothing = #""contentType":"text/plain""#
        #expect(try Resource.read(Resource.document(nothing, words)).content.words == ["x"])
        #expect(Resource.refusal(Resource.document(nothing))?.code == .attachmentWithoutContent)
        for attachment in [nothing, Resource.attachment("text/plain", " ")] {
            let withdrawn = Resource.document(attachment).replacing(
                #""current""#,
                with: #""entered-in-error""#
            )
            #expect(try Resource.read(withdrawn).status == .enteredInError)
        }
    }

    @Test("a day and a month that touch are no contradiction")
    func partialPeriods() throws {
        for period in [
            #""start":"2026-03-31","end":"2026-03""#, #""start":"2026-03-02T15:00:00Z","end":"2026-03-02""#,
        ] {
            let more = #""context":{"period":{\#(period)}},"#
            _ = try Resource.read(Resource.document(Resource.attachment("text/plain", "x"), more: more))
        }
    }
}
