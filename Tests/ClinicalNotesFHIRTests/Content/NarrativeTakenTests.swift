import ClinicalNotesModel
import Testing

@testable import ClinicalNotes
@testable import ClinicalNotesFHIR

@Suite("What a document says of itself is taken where nothing else can be read")
struct NarrativeTakenTests {
    private static let narrative =
        #""text":{"status":"generated","div":"<div><p>Letter of 3 March</p></div>"},"description":"Letter","#
    private static let away = #""contentType":"application/pdf","url":"https://ehr.example/files/1""#
    private static let patient = #"{"resourceType":"Patient","id":"p","name":[{"family":"Doe"}]}"#

    private static func note(_ attachment: String, more: String) -> String {
        Resource.document(attachment, more: #""subject":{"reference":"Patient/p"},\#(more)"#)
    }

    private static func take(
        _ note: String,
        by fetch: FHIRImporter.Fetch? = nil,
        into practice: ImportingPractice? = nil,
        _ session: NoteSession? = nil
    ) async throws -> (FHIRImportReport, ImportingPractice, NoteSession) {
        let practice = if let practice { practice } else { try await ImportingPractice() }
        let clerk = if let session { session } else { try await practice.clerk() }
        let importer = FHIRImporter(source: "urn:example:hospital", fetch: fetch)
        let read = try FHIRImport.read(Array("\(patient)\n\(note)".utf8))
        return (try await importer.run(read, into: clerk), practice, clerk)
    }

    @Test(
        "its narrative, else its description",
        arguments: [
            (narrative, "Letter of 3 March"), (#""description":"Letter","#, "Letter"),
        ]
    )
    func taken(more: String, words: String) throws {
        for attachment in [#""title":"x""#, Resource.attachment("text/plain", " ")] {
            let read = try Resource.read(Resource.document(attachment, more: more))
            #expect(read.content.words == [words])
            #expect(read.content.fallbacks.contains(.narrativeTaken))
        }
        let other = try Resource.read(
            Resource.document(Resource.attachment("text/plain", "Own words"), more: more)
        )
        #expect(other.content.words == ["Own words"])
        #expect(!other.content.fallbacks.contains(.narrativeTaken))
    }

    @Test("until the file itself comes, which changes the note")
    func fetchedLater() async throws {
        let note = Self.note(Self.away, more: Self.narrative)
        let (report, practice, clerk) = try await Self.take(note)
        #expect(report.tally.imported == 1)
        let fallbacks = report.entries.flatMap(\.fallbacks)
        #expect(Set(fallbacks).isSuperset(of: [.notFetched, .narrativeTaken]))
        let (again, _, _) = try await Self.take(note, into: practice, clerk)
        #expect(again.tally.unchanged == 1)
        let (later, _, _) = try await Self.take(
            note,
            by: { _ in SensitiveBytes("%PDF-1.7 words".utf8) },
            into: practice,
            clerk
        )
        #expect(later.tally.changed == 1)
        // Without the file nothing is known of it: what is there is not put back to less.
        let (less, _, _) = try await Self.take(note, into: practice, clerk)
        #expect(less.refusals.map(\.code) == [.invalidTransition])
    }

    @Test("and a state that brings less than is there changes no words, unless there never was more")
    func subsetted() async throws {
        let whole = Self.note(
            Resource.attachment("text/plain", "All the words"),
            more: #""description":"Note","#
        )
        let (report, practice, clerk) = try await Self.take(whole)
        #expect(report.tally.imported == 1)
        let less = Self.note(#""contentType":"text/plain""#, more: #""description":"Note","#)
        let (later, _, _) = try await Self.take(less, into: practice, clerk)
        #expect(later.refusals.map(\.code) == [.invalidTransition])
        let (again, _, _) = try await Self.take(whole, into: practice, clerk)
        #expect(again.tally.unchanged == 1)
        let (poor, other, office) = try await Self.take(less)
        #expect(poor.tally.imported == 1)
        let renamed = Self.note(#""contentType":"text/plain""#, more: #""description":"Letter","#)
        let (changed, _, _) = try await Self.take(renamed, into: other, office)
        #expect(changed.tally.changed == 1)
        let (complete, _, _) = try await Self.take(whole, into: other, office)
        #expect(complete.tally.changed == 1)
        let (poorer, _, _) = try await Self.take(renamed, into: other, office)
        #expect(poorer.refusals.map(\.code) == [.invalidTransition])
    }

    @Test("never for a note that is withdrawn: there is nothing to keep of one that never came")
    func withdrawn() async throws {
        let withdrawn = Self.note(#""title":"x""#, more: Self.narrative).replacing(
            #""status":"current""#,
            with: #""status":"entered-in-error""#
        )
        let (report, _, _) = try await Self.take(withdrawn)
        #expect(report.tally.imported == 0)
        #expect(report.refusals.map(\.code) == [.nothingToWithdraw])
    }

    @Test("of a narrative that is cut the original is kept")
    func long() throws {
        let words = String(repeating: "word ", count: 300_000)
        let more = #""text":{"status":"generated","div":"<div>\#(words)</div>"},"#
        let read = try Resource.read(Resource.document(#""title":"x""#, more: more))
        #expect(read.content.fallbacks.isSuperset(of: [.narrativeTaken, .shortened]))
        #expect(read.content.kept == ["text/html"])
    }

    @Test("of a document that says nothing, nothing is taken")
    func nothing() async throws {
        let (report, _, _) = try await Self.take(Self.note(Self.away, more: ""))
        #expect(report.tally.imported == 0)
        #expect(report.refusals.map(\.code) == [.externalContent])
    }

    @Test(
        "what may change the meaning of a note closes it",
        arguments: [
            #""modifierExtension":[{"url":"urn:x","valueString":"not this patient"}],"#,
            #""implicitRules":"urn:x","#,
            #""context":{"modifierExtension":[{"url":"urn:x","valueBoolean":true}]},"#,
        ]
    )
    func modifiers(more: String) async throws {
        let (report, practice, _) = try await Self.take(
            Self.note(Resource.attachment("text/plain", "Words"), more: more)
        )
        #expect(report.tally.imported == 1)
        #expect(report.entries.flatMap(\.fallbacks).contains(.labelUnknown))
        let note = try #require(report.imported.first)
        #expect(try await practice.header(note).external?.proposed == .psychotherapy)
    }
}
